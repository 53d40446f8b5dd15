import { useElementSize } from '@mantine/hooks';
import { type Ref, useId } from 'react';
import type { CoverageRow, SlotSpan } from '#query/coverage-map.ts';
import { timeTicks } from '#ui/time-ticks.ts';
import { useLines } from '#ui/use-lines.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { CoverageLine } from './coverage-line.tsx';
import { accountText, regionText, useCoverageWords } from './use-coverage-words.ts';
import type { CoverageMapData } from '#session/use-coverage-map.ts';
import { useMapCursor } from './use-map-cursor.ts';
import styles from './coverage.module.css';

/** Pixels. */
const ROW = 22;
const HEADS = 22;
/** More rows scroll. */
const MOST_ROWS = 9;

interface CoverageMapProps {
  readonly map: CoverageMapData;
  /** Null: the whole row. */
  readonly onShow: (row: CoverageRow, span: SlotSpan | null) => void;
}

/** A line for each account and region, with what is loaded of it over time. */
export function CoverageMap({ map: { rows, buckets }, onShow }: CoverageMapProps) {
  const { ref: plot, width } = useElementSize();
  const hatch = useId();
  const help = useId();
  const words = useCoverageWords(buckets);
  const { box, virtual } = useLines({ count: rows.length, height: ROW, overscan: 8, heads: HEADS });
  const cursor = useMapCursor({
    rows: rows.length,
    slots: buckets.count,
    onChoose: (at, span) => {
      const row = rows[at];
      if (row !== undefined) onShow(row, span);
    },
    onReveal: (at) => virtual.scrollToIndex(at),
  });
  const pointedRow = cursor.pointed === null ? undefined : rows[cursor.pointed.row];
  const span =
    cursor.dragged?.span ??
    (cursor.pointed === null ? null : { first: cursor.pointed.slot, last: cursor.pointed.slot });
  return (
    <>
      <Hatch id={hatch} />
      <div
        ref={box}
        role="table"
        aria-label="Coverage"
        aria-rowcount={rows.length + 1}
        aria-describedby={help}
        className={styles['box']}
        style={{ maxHeight: HEADS + MOST_ROWS * ROW }}
      >
        <Heads plot={plot} buckets={buckets} width={width} />
        <div role="rowgroup" className={styles['lines']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <CoverageLine
                key={key}
                row={row}
                index={index}
                top={start - HEADS}
                showsAccount={index === 0 || rows[index - 1]?.account !== row.account}
                buckets={buckets}
                width={width}
                hatch={hatch}
                cursor={cursor}
                words={words}
                onShow={onShow}
              />
            );
          })}
        </div>
      </div>
      <p className={pointedRow === undefined ? styles['hint'] : styles['readout']} id={help}>
        {pointedRow === undefined || span === null
          ? 'Press a cell, or drag over several, to see their events; arrow keys and Enter do the same.'
          : `${accountText(pointedRow)} · ${regionText(pointedRow)} · ${words(pointedRow, span)}`}
      </p>
    </>
  );
}

/** The ground of gaps, for all lines. */
function Hatch({ id }: { readonly id: string }) {
  return (
    <svg width={0} height={0} className={styles['hidden']} aria-hidden="true">
      <defs>
        <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={styles['hatchGround']} width={5} height={5} />
          <rect className={styles['hatchLine']} width={1.5} height={5} />
        </pattern>
      </defs>
    </svg>
  );
}

interface HeadsProps extends AxisProps {
  readonly plot: Ref<HTMLSpanElement>;
}

function Heads({ plot, buckets, width }: HeadsProps) {
  return (
    <div role="rowgroup" className={styles['headBox']}>
      <div role="row" aria-rowindex={1} className={styles['heads']}>
        <span role="columnheader">Account and region</span>
        <span role="columnheader" aria-label="Loaded over time" ref={plot} className={styles['axis']}>
          <Axis buckets={buckets} width={width} />
        </span>
        <span role="columnheader" className={styles['numberHead']}>
          Covered
        </span>
        <span role="columnheader" className={styles['numberHead']}>
          Gaps
        </span>
      </div>
    </div>
  );
}

interface AxisProps {
  readonly buckets: CoverageMapData['buckets'];
  readonly width: number;
}

function Axis({ buckets: { start, step, count }, width }: AxisProps) {
  const { zone } = useTimeText();
  const end = start + step * count;
  return (
    <svg width={width} height={20} aria-hidden="true">
      {timeTicks(start, end, width, zone).map(({ at, label }) => {
        const x = ((at - start) / (end - start)) * width;
        return (
          <g key={at} transform={`translate(${Math.floor(x) + 0.5} 0)`}>
            <line className={styles['tick']} y1={14} y2={20} />
            <text className={styles['time']} x={0} y={11}>
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

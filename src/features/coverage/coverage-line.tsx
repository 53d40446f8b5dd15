import type { CoverageRow, SlotSpan } from '#query/coverage-map.ts';
import type { Buckets } from '#query/histogram.ts';
import { countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { CoverageStrip } from './coverage-strip.tsx';
import { accountText, regionText } from './use-coverage-words.ts';
import type { MapCursor } from './use-map-cursor.ts';
import styles from './coverage.module.css';

const HEIGHT = 14;

const STATES = {
  events: styles['events'],
  delivered: styles['delivered'],
  quiet: undefined,
  gap: undefined,
} as const;

interface CoverageLineProps {
  readonly row: CoverageRow;
  readonly index: number;
  /** Pixels from the first line. */
  readonly top: number;
  /** Otherwise it is the one above. */
  readonly showsAccount: boolean;
  readonly buckets: Buckets;
  readonly width: number;
  readonly hatch: string;
  readonly cursor: MapCursor;
  readonly words: (row: CoverageRow, span: SlotSpan) => string;
  readonly onShow: (row: CoverageRow, span: SlotSpan | null) => void;
}

/** One account and region. Only the line that the keys stand on can be reached by Tab. */
export function CoverageLine(props: CoverageLineProps) {
  const { row, index, top, showsAccount, buckets, width, hatch, cursor, words, onShow } = props;
  const isCurrent = cursor.place.row === index;
  const { slot } = cursor.place;
  const name = `${accountText(row)} ${regionText(row)}`;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles['line']}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="rowheader">
        <button
          type="button"
          className={styles['pair']}
          tabIndex={isCurrent ? 0 : -1}
          title={`Show the events of ${name}`}
          onClick={() => onShow(row, null)}
        >
          <span className={showsAccount ? styles['account'] : styles['sameAccount']}>
            {row.account === null ? 'no account' : <Visible text={row.account} />}
          </span>{' '}
          {row.region === null ? 'no region' : <Visible text={row.region} />}
        </button>
      </span>
      <span role="cell" className={styles['plot']}>
        <span
          ref={isCurrent ? cursor.focusRef : null}
          role="slider"
          aria-label={`Coverage of ${name}`}
          aria-orientation="horizontal"
          aria-valuemin={1}
          aria-valuemax={buckets.count}
          aria-valuenow={slot + 1}
          aria-valuetext={words(row, { first: slot, last: slot })}
          tabIndex={isCurrent ? 0 : -1}
          className={styles['strip']}
          style={{ height: HEIGHT }}
          {...cursor.handlersOf(index)}
        >
          {width > 0 && (
            <CoverageStrip
              stretches={row.stretches}
              count={buckets.count}
              width={width}
              height={HEIGHT}
              className={STATES}
              hatch={hatch}
            />
          )}
          <Mark cursor={cursor} index={index} count={buckets.count} />
        </span>
      </span>
      <span role="cell" className={styles['number']}>
        {countText(row.covered)} of {countText(buckets.count)}
      </span>
      <span role="cell" className={row.gaps === 0 ? styles['zero'] : styles['gapCount']}>
        {countText(row.gaps)}
      </span>
    </div>
  );
}

/** The cells under the pointer, or where the keys stand. */
function Mark({
  cursor,
  index,
  count,
}: {
  readonly cursor: MapCursor;
  readonly index: number;
  readonly count: number;
}) {
  const { pointed, dragged } = cursor;
  const span =
    dragged?.row === index
      ? dragged.span
      : pointed?.row === index
        ? { first: pointed.slot, last: pointed.slot }
        : null;
  if (span === null) return null;
  return (
    <span
      className={styles['mark']}
      style={{
        left: `${(span.first / count) * 100}%`,
        width: `${((span.last - span.first + 1) / count) * 100}%`,
      }}
    />
  );
}

import { Modal } from '@mantine/core';
import type { Span } from '#lib/zoom.ts';
import type { ChartBucket } from '#query/spike-chart.ts';
import { countOf, countText, rateText } from '#ui/number-text.ts';
import { useLines } from '#ui/use-lines.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { bucketText } from './chart-span.ts';
import type { Shade } from './counts-picture.tsx';
import type { ShownCounts } from './use-counts.ts';
import styles from './spike-detail.module.css';

const LINE = 26;
const OVERSCAN = 12;

interface CountsTableProps {
  readonly counts: ShownCounts;
  readonly shown: Span;
  readonly counted: string;
  readonly shades: readonly Shade[];
  readonly onClose: () => void;
}

/** The same counts as a table. */
export function CountsTable({ counts, shown, counted, shades, onClose }: CountsTableProps) {
  const { zoneLabel } = useTimeText();
  const rows = counts.buckets.filter(({ at }) => at + counts.size > shown.from && at < shown.to);
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      centered
      title={`${capital(counted)} per ${bucketText(counts.bucketMinutes)}, ${zoneLabel}: ${countOf(rows.length, 'period')}`}
    >
      <Rows rows={rows} counts={counts} counted={counted} shades={shades} />
    </Modal>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type RowsProps = Pick<CountsTableProps, 'counts' | 'counted' | 'shades'> & {
  readonly rows: readonly ChartBucket[];
};

/** Only the lines in view exist, between two that are as high as what is left out. */
function Rows({ rows, counts, counted, shades }: RowsProps) {
  const { time, zoneLabel } = useTimeText();
  const { box, virtual } = useLines({ count: rows.length, height: LINE, overscan: OVERSCAN, heads: LINE });
  const items = virtual.getVirtualItems();
  const above = (items[0]?.start ?? LINE) - LINE;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? LINE) - LINE);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which must be possible from the keyboard
    <div ref={box} className={styles['tableBox']} tabIndex={0} role="region" aria-label="Counts">
      <table className={styles['countsTable']} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">From ({zoneLabel})</th>
            <th scope="col">{capital(counted)}</th>
            <th scope="col">With an error</th>
            <th scope="col">Expected</th>
            <th scope="col">at least</th>
            <th scope="col">at most</th>
            <th scope="col">Part of</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} />}
          {items.map(({ index, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const part = shades.filter(({ from, to }) => row.at < to && row.at + counts.size > from);
            return (
              <tr key={key} aria-rowindex={index + 2} data-spike={part.length > 0 || undefined}>
                <th scope="row">{time(row.at)}</th>
                <td>{countText(row.calls)}</td>
                <td>{countText(row.errors)}</td>
                <td>{textOf(row.expected)}</td>
                <td>{textOf(row.low)}</td>
                <td>{textOf(row.high)}</td>
                <td>{[...new Set(part.map(({ tone }) => PARTS[tone]))].join(', ')}</td>
              </tr>
            );
          })}
          {below > 0 && <Gap height={below} />}
        </tbody>
      </table>
    </div>
  );
}

const PARTS: Readonly<Record<Shade['tone'], string>> = {
  open: 'spike',
  other: 'spike',
  expected: 'spike, expected',
  insight: 'AWS Insights',
};

const textOf = (value: number | null): string => (value === null ? '–' : rateText(value));

function Gap({ height }: { readonly height: number }) {
  return <tr aria-hidden="true" style={{ height }} />;
}

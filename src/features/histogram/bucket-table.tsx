import { Modal } from '@mantine/core';
import { lengthText } from '#lib/zone-range.ts';
import type { Gap } from '#query/gaps.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { seriesName, stepText, windowOfSpan } from './bars.ts';
import type { BucketSpan } from './bars.ts';
import type { ShownBars } from './use-bars.ts';
import styles from './histogram.module.css';

interface BucketTableProps {
  readonly shown: ShownBars;
  readonly gaps: readonly Gap[];
  readonly isScoped: boolean;
  readonly onNarrow: (span: BucketSpan) => void;
  readonly onClose: () => void;
}

/** The same counts as a table, with the times for which there is no data. */
export function BucketTable({ shown, gaps, isScoped, onNarrow, onClose }: BucketTableProps) {
  const { bars } = shown;
  const { zoneLabel } = useTimeText();
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      centered
      title={`Events ${stepText(bars.buckets.step)}, ${zoneLabel}`}
    >
      {gaps.length > 0 && <GapList gaps={gaps} isScoped={isScoped} />}
      <div className={styles['tableBox']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">From ({zoneLabel})</th>
              <th scope="col">To</th>
              <th scope="col">Events</th>
              {bars.series.map((series) => (
                <th key={series.tone} scope="col">
                  {seriesName(series)}
                </th>
              ))}
              <th scope="col">Data</th>
            </tr>
          </thead>
          <tbody>
            {bars.totals.map((total, bucket) => (
              <BucketLine
                // A bucket is its place in time.
                key={bucket}
                shown={shown}
                gaps={gaps}
                bucket={bucket}
                total={total}
                onNarrow={(span) => {
                  onClose();
                  onNarrow(span);
                }}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {countOf(bars.buckets.count, 'period')}
              </th>
              <td>{countText(bars.total)}</td>
              {bars.series.map((series) => (
                <td key={series.tone}>{countText(series.total)}</td>
              ))}
              <td>{gaps.length === 0 ? 'whole' : countOf(gaps.length, 'gap')}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Modal>
  );
}

interface BucketLineProps {
  readonly shown: ShownBars;
  readonly gaps: readonly Gap[];
  readonly bucket: number;
  readonly total: number;
  readonly onNarrow: (span: BucketSpan) => void;
}

function BucketLine({ shown, gaps, bucket, total, onNarrow }: BucketLineProps) {
  const { time } = useTimeText();
  const span = { first: bucket, last: bucket };
  const { from, to } = windowOfSpan(shown.bars.buckets, span, shown.window);
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className={styles['lineButton']}
          title="Narrow to this period"
          onClick={() => onNarrow(span)}
        >
          {time(from)}
        </button>
      </th>
      <td>{time(to)}</td>
      <td>{countText(total)}</td>
      {shown.bars.series.map((series) => (
        <td key={series.tone}>{countText(series.counts[bucket] ?? 0)}</td>
      ))}
      <td>{coverageText(gaps, from, to)}</td>
    </tr>
  );
}

function coverageText(gaps: readonly Gap[], from: number, to: number): string {
  const missing = gaps.reduce(
    (sum, gap) => sum + Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from)),
    0,
  );
  if (missing === 0) return '';
  return missing >= to - from ? 'no data' : `none for ${lengthText(missing)}`;
}

const MOST_LISTED = 50;

interface GapListProps {
  readonly gaps: readonly Gap[];
  /** Of the accounts and regions that the filter names. */
  readonly isScoped: boolean;
}

function GapList({ gaps, isScoped }: GapListProps) {
  const { time, zoneLabel } = useTimeText();
  return (
    <section className={styles['gaps']} aria-label="Times without data">
      <p>
        <strong>{countOf(gaps.length, 'time')} without data.</strong> No file that is loaded
        {isScoped && ' of these accounts and regions'} was delivered then and no event is of that time.
        Whether nothing happened, or a file is missing, the loaded files cannot tell.
      </p>
      <ul>
        {gaps.slice(0, MOST_LISTED).map(({ from, to }) => (
          <li key={from}>
            {time(from)} → {time(to)} {zoneLabel}, {lengthText(to - from)}
          </li>
        ))}
        {gaps.length > MOST_LISTED && <li>and {countText(gaps.length - MOST_LISTED)} more</li>}
      </ul>
    </section>
  );
}

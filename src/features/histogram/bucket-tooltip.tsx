import { useEffect, useState } from 'react';
import { rangeText } from '#lib/zone-range.ts';
import { topNamesBetween } from '#query/histogram.ts';
import type { Gap } from '#query/gaps.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { countsIn, seriesName, totalIn, windowOfSpan } from './bars.ts';
import type { BucketSpan } from './bars.ts';
import { useGapText } from './use-gap-text.ts';
import type { ShownBars } from './use-bars.ts';
import styles from './histogram.module.css';

/** ms without moving on, before the engine is asked. */
const REST = 80;
const WIDTH = 316;
const MOST_GAPS = 2;

interface BucketTooltipProps {
  readonly shown: ShownBars;
  readonly span: BucketSpan;
  readonly gaps: readonly Gap[];
  /** They are those of the accounts and regions that the filter names. */
  readonly isScoped: boolean;
  /** Pixels from the left of the chart. */
  readonly centre: number;
  readonly width: number;
}

/** When, how many of each kind, and which event names occur most. */
export function BucketTooltip({ shown, span, gaps, isScoped, centre, width }: BucketTooltipProps) {
  const { bars, window } = shown;
  const { zone } = useTimeText();
  const gapText = useGapText(isScoped);
  const { from, to } = windowOfSpan(bars.buckets, span, window);
  const total = totalIn(bars, span);
  const within = gaps.filter((gap) => gap.from < to && gap.to > from);
  const left = Math.max(0, Math.min(centre - WIDTH / 2, width - WIDTH));
  return (
    <div role="tooltip" className={styles['tooltip']} style={{ left, width: Math.min(WIDTH, width) }}>
      <div className={styles['when']}>{rangeText({ from, to }, zone)}</div>
      <div>
        <strong>{countOf(total, 'event')}</strong>
      </div>
      <ul className={styles['kinds']}>
        {countsIn(bars, span)
          .toReversed()
          .map(({ series, count }) => (
            <li key={series.tone}>
              <span className={styles['swatch']} data-tone={series.tone} /> {seriesName(series)}
              <span className={styles['number']}>{countText(count)}</span>
            </li>
          ))}
      </ul>
      {total > 0 && <TopNames from={from} to={to} />}
      {within.slice(0, MOST_GAPS).map((gap) => (
        <p key={gap.from} className={styles['gapNote']}>
          {gapText(gap)}
        </p>
      ))}
    </div>
  );
}

function TopNames({ from, to }: { readonly from: number; readonly to: number }) {
  const [{ filter }] = useViewState();
  const key = `${from} ${to}`;
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const timer = globalThis.setTimeout(() => setRested(key), REST);
    return () => globalThis.clearTimeout(timer);
  }, [key]);
  const answer = useMatchQuery(
    rested === key
      ? { filter, key: ['bucket-names', from, to], ask: (matches) => topNamesBetween(matches, from, to) }
      : null,
  );
  const rows = rested === key && !answer.isPlaceholderData ? (answer.data?.rows ?? []) : [];
  return (
    <ol className={styles['names']} aria-label="Most frequent event names">
      {rows.map((row) => (
        <li key={JSON.stringify(row.eventName)}>
          {row.eventName === null ? 'without a name' : <Visible text={row.eventName} />}
          <span className={styles['number']}>{countText(row.count)}</span>
        </li>
      ))}
    </ol>
  );
}

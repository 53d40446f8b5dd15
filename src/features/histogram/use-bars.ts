import { useMemo, useState } from 'react';
import { zoneOffset } from '#lib/zone-time.ts';
import { chooseBuckets, histogram } from '#query/histogram.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { shownWindow } from '#query/time-window.ts';
import type { TimeWindow } from '#query/time-window.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { barsOf } from './bars.ts';
import type { Bars } from './bars.ts';

export interface ShownBars {
  readonly bars: Bars;
  readonly window: TimeWindow;
  /** The next answer is on its way. */
  readonly stale: boolean;
}

interface Answer {
  readonly bars: Bars;
  readonly window: TimeWindow;
  readonly rows: readonly unknown[];
}

/**
 * Counts over the chosen range, or where it is open over the whole time of the data, so that the axis stays where it is
 * while filters change. Old bars keep their own axis until the new ones are there.
 */
export function useBars(window: TimeWindow | null): { shown: ShownBars | null; error: Error | null } {
  const [{ filter, zone, stack }] = useViewState();
  const buckets = useMemo(
    () => (window === null ? null : chooseBuckets(window.from, window.to, zoneOffset(window.from, zone))),
    [window, zone],
  );
  const answer = useMatchQuery(
    buckets === null
      ? null
      : {
          filter,
          pace: CALM_PACE,
          key: ['histogram', stack, buckets.start, buckets.step, buckets.count],
          ask: (matches) => histogram(matches, buckets, stack),
        },
  );
  const [kept, setKept] = useState<Answer | null>(null);
  const rows = answer.isPlaceholderData ? undefined : answer.data?.rows;
  if (rows !== undefined && window !== null && buckets !== null && kept?.rows !== rows)
    setKept({ rows, window, bars: barsOf(rows, buckets, stack) });
  const shown = kept === null ? null : { bars: kept.bars, window: kept.window, stale: rows === undefined };
  return { shown, error: answer.error };
}

export function useShownWindow(data: TimeWindow | null): TimeWindow | null {
  const [{ filter }] = useViewState();
  const { from, to } = filter;
  return useMemo(() => (data === null ? null : shownWindow({ from, to }, data)), [from, to, data]);
}

import { useMemo } from 'react';
import { withTime } from '#query/edit-filter.ts';
import { news, periodCounts } from '#query/news.ts';
import type { NewsPeriod, NewsRow } from '#query/news.ts';
import { againstPeriod, newPeriod } from '#query/news-periods.ts';
import type { TimeWindow } from '#query/time-window.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useDataWindow } from '#session/use-data-window.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useViewState } from '#view-state/use-view-state.ts';

export interface Periods {
  readonly inside: NewsPeriod;
  readonly against: NewsPeriod;
  readonly data: TimeWindow;
}

/** The two periods as the link says them, or as they follow from the filter and the data; null before there is any. */
export function usePeriods(): Periods | null {
  const [{ filter, newIn, newAgainst }] = useViewState();
  const data = useDataWindow();
  const { from, to } = filter;
  return useMemo(() => {
    if (data === null) return null;
    const inside = newPeriod(newIn, { from, to }, data);
    return { inside, against: againstPeriod(newAgainst, inside, data), data };
  }, [data, from, to, newIn, newAgainst]);
}

export interface News {
  readonly rows: readonly NewsRow[] | undefined;
  /** Events in both periods, and the principals known from the other. */
  readonly counts:
    { readonly inside: number; readonly against: number; readonly principals: number } | undefined;
  readonly stale: boolean;
  readonly error: Error | null;
}

/** What occurs in the one and not in the other, under the filter but for its time. */
export function useNews(periods: Periods | null): News {
  const [{ filter }] = useViewState();
  const timeless = useMemo(() => withTime(filter, null, null), [filter]);
  const key = periods === null ? [] : [periods.inside, periods.against];
  const rows = useMatchQuery(
    periods === null
      ? null
      : {
          filter: timeless,
          pace: CALM_PACE,
          key: ['news', ...key],
          ask: (matches) => news(matches, periods.inside, periods.against),
        },
  );
  const counts = useMatchQuery(
    periods === null
      ? null
      : {
          filter: timeless,
          pace: CALM_PACE,
          key: ['news-periods', ...key],
          ask: (matches) => periodCounts(matches, periods.inside, periods.against),
        },
  );
  return {
    rows: rows.data?.rows,
    counts: counts.data?.rows[0],
    stale: rows.isPlaceholderData,
    error: rows.error ?? counts.error,
  };
}

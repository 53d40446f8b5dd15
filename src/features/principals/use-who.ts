import { useMemo } from 'react';
import type { Filter } from '#query/filter.ts';
import { listWho, MOST_LISTED, whoTable } from '#query/principals.ts';
import type { ListedRow, WhoGroup, WhoListing } from '#query/principals.ts';
import { courseBuckets, courseOf, whoCourse } from '#query/principals-course.ts';
import { shownWindow } from '#query/time-window.ts';
import type { TimeWindow } from '#query/time-window.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useDataWindow } from '#session/use-data-window.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useSession } from '#session/use-session.ts';

export interface WhoList {
  readonly rows: readonly ListedRow[];
  /** How many there are, and how many of them the search leaves; undefined until they are counted. */
  readonly all: number | undefined;
  readonly found: number | undefined;
  /** What is shown is of another question. */
  readonly stale: boolean;
  readonly error: Error | null;
}

/** Everyone among the matching events. The table of all is kept, so that another order or search costs little. */
export function useWho(filter: Filter, group: WhoGroup, listing: WhoListing): WhoList {
  const session = useSession();
  const { data, error, isPlaceholderData } = useMatchQuery({
    filter,
    pace: CALM_PACE,
    key: ['principals', group, listing],
    ask: async (matches) => {
      const table = whoTable(matches, group);
      return listWho(session.getState().phase === 'ready' ? await session.keep(table) : table, listing);
    },
  });
  const rows = data?.rows ?? [];
  const isNone = data !== undefined && rows.length === 0;
  return {
    rows,
    all: rows[0]?.all ?? (isNone && listing.find === '' ? 0 : undefined),
    found: rows[0]?.found ?? (isNone ? 0 : undefined),
    stale: isPlaceholderData,
    error,
  };
}

export interface Courses {
  readonly window: TimeWindow;
  readonly step: number;
  readonly of: (gid: number) => readonly number[] | undefined;
}

/** When each of them was active, over the range of time that is chosen, or all of the data's. */
export function useCourses(filter: Filter, group: WhoGroup, { rows, all, stale }: WhoList): Courses | null {
  const data = useDataWindow();
  const { from, to } = filter;
  const window = useMemo(() => (data === null ? null : shownWindow({ from, to }, data)), [data, from, to]);
  const buckets = useMemo(
    () => (window === null ? null : courseBuckets(window.from, window.to - 1)),
    [window],
  );
  const some = all !== undefined && all > MOST_LISTED ? rows.map(({ gid }) => gid) : null;
  const answer = useMatchQuery(
    buckets === null || rows.length === 0 || stale
      ? null
      : {
          filter,
          pace: CALM_PACE,
          priority: 'surrounding',
          key: ['principals-course', group, buckets.start, buckets.step, some],
          ask: (matches) => whoCourse(matches, group, buckets, some),
        },
  );
  const texts = useMemo(
    () => new Map((answer.data?.rows ?? []).map(({ gid, course }) => [gid, course])),
    [answer.data],
  );
  return useMemo(() => {
    if (window === null || buckets === null || texts.size === 0) return null;
    return {
      window,
      step: buckets.step,
      of: (gid) => {
        const text = texts.get(gid);
        return text === undefined ? undefined : courseOf(text, buckets.count);
      },
    };
  }, [window, buckets, texts]);
}

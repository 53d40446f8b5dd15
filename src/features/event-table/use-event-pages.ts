import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { PAGE_ROWS } from '#query/event-page.ts';
import type { EventRow } from '#query/event-row.ts';
import { useRevision } from '#session/use-db-query.ts';
import type { Timed } from '#session/use-db-query.ts';
import { useSession } from '#session/use-session.ts';
import { pageQuery } from './listing.ts';
import type { Listing } from './listing.ts';

/** Dragging the scroll bar passes many pages; only where it rests for so long is asked for. */
const REST = 40;

export interface EventPages {
  /** The row, the row of the revision before, or undefined while nothing is known. */
  readonly rowAt: (index: number) => EventRow | undefined;
  /** True when what is shown is of an earlier revision. */
  readonly stale: boolean;
  readonly error: Error | null;
}

/** The same page as an earlier revision had it: better on screen than nothing while the new one is on its way. */
function earlierPage(client: QueryClient, key: readonly unknown[]): Timed<EventRow> | undefined {
  const name = JSON.stringify(key.slice(2));
  const known = client.getQueriesData<Timed<EventRow>>({
    queryKey: ['db'],
    predicate: ({ queryKey }) => JSON.stringify(queryKey.slice(2)) === name,
  });
  return known
    .toSorted(([a], [b]) => Number(b[1]) - Number(a[1]))
    .find(([, rows]) => rows !== undefined)?.[1];
}

/** The pages of a listing around the rows in view. */
export function useEventPages(listing: Listing, first: number, end: number, rows: number): EventPages {
  const session = useSession();
  const revision = useRevision();
  const client = useQueryClient();
  const pages = useRestingPages(first, end).filter((page) => page * PAGE_ROWS < rows);
  const answers = useQueries({
    queries: pages.map((page) => {
      const options = pageQuery(session, revision, listing, page);
      return { ...options, placeholderData: () => earlierPage(client, options.queryKey) };
    }),
  });
  return {
    rowAt: (index) => answers[pages.indexOf(Math.floor(index / PAGE_ROWS))]?.data?.rows[index % PAGE_ROWS],
    stale: answers.some((answer) => answer.isPlaceholderData),
    error: answers.find((answer) => answer.error !== null)?.error ?? null,
  };
}

function useRestingPages(first: number, end: number): readonly number[] {
  const from = Math.floor(Math.max(0, first - PAGE_ROWS / 4) / PAGE_ROWS);
  const to = Math.floor(Math.max(0, end - 1 + PAGE_ROWS / 4) / PAGE_ROWS);
  const [resting, setResting] = useState({ from, to });
  useEffect(() => {
    const timer = window.setTimeout(() => setResting({ from, to }), REST);
    return () => window.clearTimeout(timer);
  }, [from, to]);
  return Array.from({ length: resting.to - resting.from + 1 }, (_, index) => resting.from + index);
}

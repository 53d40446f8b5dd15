import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { EVENT_ORDER, eventWindow, PAGE_ROWS, TOP_ROWS, topEvents } from '#query/event-page.ts';
import type { EventRow } from '#query/event-row.ts';
import type { Session } from '#session/session.ts';
import { dbQueryOptions, useRevision } from '#session/use-db-query.ts';
import type { Timed } from '#session/use-db-query.ts';
import { useSession } from '#session/use-session.ts';

/** The first two pages come quicker without the whole order. */
const DIRECT_ROWS = 2 * PAGE_ROWS;

/** Dragging the scroll bar passes many pages; only where it rests for so long is asked for. */
const REST = 40;

export function pageQuery(session: Session, revision: number, page: number) {
  const offset = page * PAGE_ROWS;
  const options = dbQueryOptions({
    revision,
    key: ['event-page', page],
    ask: async (signal) => {
      const loading = session.getState().phase !== 'ready';
      if (offset + PAGE_ROWS <= (loading ? TOP_ROWS : DIRECT_ROWS)) {
        return session.query(topEvents(offset, PAGE_ROWS), { signal });
      }
      const order = await session.keep(EVENT_ORDER, { signal });
      return session.query(eventWindow(order, offset, PAGE_ROWS), { signal });
    },
  });
  // A page may weigh a megabyte, and a minute of scrolling passes hundreds of them.
  return { ...options, gcTime: 15_000 };
}

export interface EventPages {
  /** The row, the row of the revision before, or undefined while nothing is known. */
  readonly rowAt: (index: number) => EventRow | undefined;
  /** True when what is shown is of an earlier revision. */
  readonly stale: boolean;
  readonly error: Error | null;
}

/** The same page as an earlier revision had it: better on screen than nothing while the new one is on its way. */
function earlierPage(client: QueryClient, page: number): Timed<EventRow> | undefined {
  const known = client.getQueriesData<Timed<EventRow>>({
    queryKey: ['db'],
    predicate: ({ queryKey }) => queryKey[2] === 'event-page' && queryKey[3] === page,
  });
  return known
    .toSorted(([a], [b]) => Number(b[1]) - Number(a[1]))
    .find(([, rows]) => rows !== undefined)?.[1];
}

/** The pages around the rows in view. */
export function useEventPages(first: number, end: number, rows: number): EventPages {
  const session = useSession();
  const revision = useRevision();
  const client = useQueryClient();
  const pages = useRestingPages(first, end).filter((page) => page * PAGE_ROWS < rows);
  const answers = useQueries({
    queries: pages.map((page) => ({
      ...pageQuery(session, revision, page),
      placeholderData: () => earlierPage(client, page),
    })),
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

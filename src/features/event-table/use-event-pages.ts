import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { PAGE_ROWS } from '#query/event-page.ts';
import type { EventRow } from '#query/event-row.ts';
import type { FirstFlag } from '#query/first-seen.ts';
import type { RunRow } from '#query/run-page.ts';
import { useRevision } from '#session/use-db-query.ts';
import { flagsAtOptions } from '#session/use-first-seen.ts';
import type { Timed } from '#session/use-db-query.ts';
import { phaseOf, useSession, useSessionState } from '#session/use-session.ts';
import type { OpenRuns } from './lines.ts';
import { listingKey, pageQuery, refOfLine } from './listing.ts';
import type { Listing, PageRef } from './listing.ts';

/** Dragging the scroll bar passes many pages; only where it rests for so long is asked for. */
const REST = 40;

export interface EventPages {
  /** The row, the row of the revision before, or undefined while nothing is known. */
  readonly rowAt: (line: number) => EventRow | RunRow | undefined;
  /** What is new about the event of a row; none while that is not known. */
  readonly flagsOf: (row: EventRow | undefined) => readonly FirstFlag[] | undefined;
  /** True when what is shown is of an earlier revision. */
  readonly stale: boolean;
  readonly error: Error | null;
}

type Page = Timed<EventRow | RunRow>;

/** The same page as an earlier revision or other columns had it: better on screen than nothing while the new one is on its way. */
function earlierPage(client: QueryClient, key: readonly unknown[]): Page | undefined {
  // The last part of the key are the columns.
  const nameOfKey = (of: readonly unknown[]): string => JSON.stringify(of.slice(2, -1));
  const name = nameOfKey(key);
  const known = client.getQueriesData<Page>({
    queryKey: ['db'],
    predicate: ({ queryKey }) => nameOfKey(queryKey) === name,
  });
  return known
    .toSorted(([a], [b]) => Number(b[1]) - Number(a[1]))
    .find(([, rows]) => rows !== undefined)?.[1];
}

/** The pages of a listing around the lines in view. */
export function useEventPages(listing: Listing, opened: OpenRuns, range: Range): EventPages {
  const session = useSession();
  const revision = useRevision();
  const client = useQueryClient();
  const pages = useRestingPages(listing, opened, range);
  const answers = useQueries({
    queries: pages.map((ref) => {
      const options = pageQuery(session, revision, listing, ref);
      return { ...options, placeholderData: () => earlierPage(client, options.queryKey) };
    }),
  });
  const flagsOf = usePageFlags(
    answers.map(({ data, isPlaceholderData }) => (isPlaceholderData ? undefined : data)),
  );
  const byName = new Map(pages.map((ref, at) => [nameOf(ref), answers[at]?.data]));
  return {
    rowAt: (line) => {
      const { ref, at } = refOfLine(listing, opened, line);
      return byName.get(nameOf(ref))?.rows[at];
    },
    flagsOf,
    stale: answers.some((answer) => answer.isPlaceholderData),
    error: answers.find((answer) => answer.error !== null)?.error ?? null,
  };
}

/** Page by page, after its rows are there. */
function usePageFlags(pages: readonly (Page | undefined)[]): EventPages['flagsOf'] {
  const session = useSession();
  const revision = useRevision();
  const ready = useSessionState(phaseOf) === 'ready';
  return useQueries({
    queries: pages.map((page) => ({
      ...flagsAtOptions(session, revision, page?.rows ?? []),
      enabled: ready && page !== undefined && page.rows.length > 0,
    })),
    combine: flagsByPlace,
  });
}

const placeKey = ({
  fileId,
  recordOffset,
}: {
  readonly fileId: number;
  readonly recordOffset: number;
}): string => `${fileId}:${recordOffset}`;

/** The same list for the same event, so that its line is not drawn again. */
function flagsByPlace(
  answers: readonly { readonly data: Timed<FirstFlag> | undefined }[],
): EventPages['flagsOf'] {
  const byPlace = new Map<string, FirstFlag[]>();
  for (const { data } of answers) {
    for (const flag of data?.rows ?? []) {
      const known = byPlace.get(placeKey(flag));
      if (known === undefined) byPlace.set(placeKey(flag), [flag]);
      else known.push(flag);
    }
  }
  return (row) => (row === undefined ? undefined : byPlace.get(placeKey(row)));
}

interface Range {
  /** Lines in view, `end` one past the last. */
  readonly first: number;
  readonly end: number;
  /** All there are. */
  readonly lines: number;
}

const nameOf = ({ of, page }: PageRef): string => `${of} ${page}`;

/** A quarter of a page more on either side is read ahead. */
function pagesAround(listing: Listing, opened: OpenRuns, { first, end, lines }: Range): readonly PageRef[] {
  const pages = new Map<string, PageRef>();
  const last = Math.min(lines, end + PAGE_ROWS / 4);
  for (let line = Math.max(0, first - PAGE_ROWS / 4); line < last; line++) {
    const { ref } = refOfLine(listing, opened, line);
    pages.set(nameOf(ref), ref);
  }
  return [...pages.values()];
}

/** Of what is scrolled past nothing is asked; another listing, or an opened run, is asked for at once. */
function useRestingPages(listing: Listing, opened: OpenRuns, range: Range): readonly PageRef[] {
  const pages = pagesAround(listing, opened, range);
  const names = pages.map(nameOf).join(', ');
  const scope = `${listingKey(listing)} ${opened.map(({ run }) => run).join(' ')} ${range.lines}`;
  const [resting, setResting] = useState({ scope, pages });
  const isOther = resting.scope !== scope;
  if (isOther) setResting({ scope, pages });
  const latest = useRef(pages);
  useEffect(() => {
    latest.current = pages;
  });
  useEffect(() => {
    const timer = window.setTimeout(() => setResting({ scope, pages: latest.current }), REST);
    return () => window.clearTimeout(timer);
  }, [names, scope]);
  return isOther ? pages : resting.pages;
}

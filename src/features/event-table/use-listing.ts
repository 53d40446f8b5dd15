import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { eventDetail } from '#query/event-detail.ts';
import { isEmptyFilter } from '#query/filter.ts';
import { countMatches } from '#query/matches.ts';
import type { SessionState } from '#session/session.ts';
import { useDbQuery, useRevision } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { NO_RUNS } from './lines.ts';
import { countRunsOf, listingKey, pageQuery, positionQuery, refOfLine } from './listing.ts';
import type { Listing, Position } from './listing.ts';

export interface ShownListing {
  readonly listing: Listing;
  /** How many events it holds; undefined until that is known. */
  readonly count: number | undefined;
  readonly problem: Error | null;
  /** True while another listing has been chosen and is on its way. */
  readonly leaving: boolean;
  /** How many lines they take while all runs are closed: as many as events where none are collapsed. */
  readonly lines: number | undefined;
  /** Where the open event stands; null when none is open, the filter leaves it out, or it is not known yet. */
  readonly open: Position | null;
  /** True when an event is open that the filter leaves out. */
  readonly leftOut: boolean;
}

const isReady = (state: SessionState): boolean => state.phase === 'ready';
const totalOf = (state: SessionState): number => state.totals.events;

/**
 * What the table lists. After a change of filter or sort the listing before stays until the count, the first page and
 * the place of the open event are known, so that all of it changes at once.
 */
export function useListing(): ShownListing {
  const [view] = useViewState();
  const { filter, sort, columns } = view;
  const ready = useSessionState(isReady);
  // Runs are neighbours in time, and while files are being read nothing can be kept.
  const runs = view.runs && sort.field === 'eventTime' && ready;
  const wanted = useMemo(() => ({ filter, sort, runs, columns }), [filter, sort, runs, columns]);
  const [shown, setShown] = useState(wanted);
  const isSame = listingKey(shown) === listingKey(wanted);
  // Other columns of the same events are shown at once, empty until they are there.
  if (isSame && shown.columns !== columns) setShown(wanted);
  const next = useCount(wanted);
  const now = useCount(shown);
  const place = useOpenPlace(wanted);
  const firstPage = useFirstPage(wanted, isSame);
  if (!isSame && next.isOwn && place.known && firstPage) setShown(wanted);
  return {
    listing: shown,
    count: now.count,
    lines: now.lines,
    problem: now.problem,
    leaving: !isSame,
    open: isSame ? place.at : null,
    leftOut: isSame && ready && place.leftOut,
  };
}

interface Count {
  /** Undefined until it is known. */
  readonly count: number | undefined;
  readonly lines: number | undefined;
  readonly problem: Error | null;
  /** False while the count is another filter's or an earlier revision's. */
  readonly isOwn: boolean;
}

function useCount(listing: Listing): Count {
  const { filter, runs } = listing;
  const session = useSession();
  const total = useSessionState(totalOf);
  const all = isEmptyFilter(filter);
  const events = useMatchQuery(all ? null : { filter, key: ['count'], ask: countMatches });
  const lines = useMatchQuery(runs ? countRunsOf(session, listing) : null);
  const count = all ? total : events.data?.rows[0]?.count;
  return {
    count,
    lines: runs ? lines.data?.rows[0]?.count : count,
    problem: events.error ?? lines.error,
    isOwn: (all || isAnswer(events)) && (!runs || isAnswer(lines)),
  };
}

function isAnswer({ isPending, isPlaceholderData }: UseQueryResult): boolean {
  return !isPending && !isPlaceholderData;
}

/** Whether the top of a listing is there, or cannot be had. */
function useFirstPage(listing: Listing, isShown: boolean): boolean {
  const session = useSession();
  const revision = useRevision();
  const { ref } = refOfLine(listing, NO_RUNS, 0);
  const events = useQuery({
    ...pageQuery(session, revision, listing, ref),
    enabled: !isShown,
  });
  return !events.isPending;
}

interface OpenPlace {
  readonly known: boolean;
  readonly at: Position | null;
  readonly leftOut: boolean;
}

/** The row of the event in the link: asked anew for every revision, since rows move as files are added. */
function useOpenPlace(listing: Listing): OpenPlace {
  const session = useSession();
  const revision = useRevision();
  const [{ event }] = useViewState();
  const detail = useDbQuery(event === null ? null : eventDetail(event));
  const found = event === null ? undefined : detail.data?.rows[0];
  const place = useQuery({
    ...positionQuery(session, revision, listing, found ?? null),
    enabled: found !== undefined,
  });
  if (event === null) return { known: true, at: null, leftOut: false };
  if (found === undefined) return { known: !detail.isPending, at: null, leftOut: false };
  return { known: !place.isPending, at: place.data ?? null, leftOut: place.data === null };
}

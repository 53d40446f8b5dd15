import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { eventDetail } from '#query/event-detail.ts';
import { isEmptyFilter } from '#query/filter.ts';
import { countMatches } from '#query/matches.ts';
import type { SessionState } from '#session/session.ts';
import { useDbQuery, useRevision } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { listingKey, pageQuery, positionQuery } from './listing.ts';
import type { Listing } from './listing.ts';

export interface ShownListing {
  readonly listing: Listing;
  /** How many events it holds; undefined until that is known. */
  readonly count: number | undefined;
  readonly problem: Error | null;
  /** True while another listing has been chosen and is on its way. */
  readonly leaving: boolean;
  /** Row of the open event; null when none is open, the filter leaves it out, or it is not known yet. */
  readonly openAt: number | null;
}

const totalOf = (state: SessionState): number => state.totals.events;

/**
 * What the table lists. After a change of filter or sort the listing before stays until the count, the first page and
 * the place of the open event are known, so that all of it changes at once.
 */
export function useListing(): ShownListing {
  const [{ filter, sort }] = useViewState();
  const wanted = useMemo(() => ({ filter, sort }), [filter, sort]);
  const [shown, setShown] = useState(wanted);
  const isSame = listingKey(shown) === listingKey(wanted);
  const next = useCount(wanted);
  const now = useCount(shown);
  const place = useOpenPlace(wanted);
  const firstPage = useFirstPage(wanted, isSame);
  if (!isSame && next.isOwn && place.known && firstPage) setShown(wanted);
  return {
    listing: shown,
    count: now.count,
    problem: now.problem,
    leaving: !isSame,
    openAt: isSame ? place.at : null,
  };
}

interface Count {
  /** Undefined until it is known. */
  readonly count: number | undefined;
  readonly problem: Error | null;
  /** False while the count is another filter's or an earlier revision's. */
  readonly isOwn: boolean;
}

function useCount({ filter }: Listing): Count {
  const total = useSessionState(totalOf);
  const all = isEmptyFilter(filter);
  const answer = useMatchQuery(all ? null : { filter, key: ['count'], ask: countMatches });
  if (all) return { count: total, problem: null, isOwn: true };
  return {
    count: answer.data?.rows[0]?.count,
    problem: answer.error,
    isOwn: !answer.isPending && !answer.isPlaceholderData,
  };
}

/** Whether the top of a listing is there, or cannot be had. */
function useFirstPage(listing: Listing, isShown: boolean): boolean {
  const session = useSession();
  const revision = useRevision();
  const answer = useQuery({ ...pageQuery(session, revision, listing, 0), enabled: !isShown });
  return !answer.isPending;
}

/** The row of the event in the link: asked anew for every revision, since rows move as files are added. */
function useOpenPlace(listing: Listing): { readonly known: boolean; readonly at: number | null } {
  const session = useSession();
  const revision = useRevision();
  const [{ event }] = useViewState();
  const detail = useDbQuery(event === null ? null : eventDetail(event));
  const found = event === null ? undefined : detail.data?.rows[0];
  const place = useQuery({
    ...positionQuery(session, revision, listing, found ?? null),
    enabled: found !== undefined,
  });
  if (event === null) return { known: true, at: null };
  if (found === undefined) return { known: !detail.isPending, at: null };
  return { known: !place.isPending, at: place.data?.rows[0]?.position ?? null };
}

/** Which events the table lists and in which order, and the queries that answer a page of them. */
import { matchOrder, positionByTime, positionInOrder, topMatches } from '#query/match-page.ts';
import {
  EVENT_ORDER,
  eventPosition,
  eventWindow,
  PAGE_ROWS,
  TOP_ROWS,
  topEvents,
} from '#query/event-page.ts';
import type { EventPlace } from '#query/event-page.ts';
import type { EVENT_ROW_COLUMNS } from '#query/event-row.ts';
import { isEmptyFilter } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import type { Matches } from '#query/matches.ts';
import { NEWEST_FIRST, sameSort } from '#query/sort.ts';
import type { Sort } from '#query/sort.ts';
import type { Session } from '#session/session.ts';
import { dbQueryOptions } from '#session/use-db-query.ts';
import { askMatches, matchQueryOptions } from '#session/use-match-query.ts';

export interface Listing {
  readonly filter: Filter;
  readonly sort: Sort;
}

/** The first two pages come quicker without the whole order. */
const DIRECT_ROWS = 2 * PAGE_ROWS;

/** Equal for listings of the same events in the same order. */
export function listingKey({ filter, sort }: Listing): string {
  return JSON.stringify([isEmptyFilter(filter) ? '' : filterKey(filter), sort.field, sort.descending]);
}

/** Every event, newest first: has queries of its own, which need not ask what matches. */
function isWhole({ filter, sort }: Listing): boolean {
  return isEmptyFilter(filter) && sameSort(sort, NEWEST_FIRST);
}

/** While files are being read nothing can be kept, and no deeper row is shown. */
function isDirect(session: Session, offset: number): boolean {
  const loading = session.getState().phase !== 'ready';
  return offset + PAGE_ROWS <= (loading ? TOP_ROWS : DIRECT_ROWS);
}

export function pageQuery(session: Session, revision: number, listing: Listing, page: number) {
  const options = isWhole(listing)
    ? wholePage(session, revision, page)
    : matchPage(session, revision, listing, page);
  // A page may weigh a megabyte, and a minute of scrolling passes hundreds of them.
  return { ...options, gcTime: 15_000 };
}

function wholePage(session: Session, revision: number, page: number) {
  const offset = page * PAGE_ROWS;
  return dbQueryOptions<typeof EVENT_ROW_COLUMNS>({
    revision,
    key: ['event-page', page],
    ask: async (signal) => {
      if (isDirect(session, offset)) return session.query(topEvents(offset, PAGE_ROWS), { signal });
      const order = await session.keep(EVENT_ORDER, { signal });
      return session.query(eventWindow(order, offset, PAGE_ROWS), { signal });
    },
  });
}

function matchPage(session: Session, revision: number, listing: Listing, page: number) {
  const { filter, sort } = listing;
  const offset = page * PAGE_ROWS;
  return matchQueryOptions<typeof EVENT_ROW_COLUMNS>(session, revision, {
    filter,
    key: ['event-page', sort.field, sort.descending, page],
    ask: async (matches) => {
      if (isDirect(session, offset)) return topMatches(matches, sort, offset, PAGE_ROWS);
      return eventWindow(await session.keep(matchOrder(matches, sort)), offset, PAGE_ROWS);
    },
  });
}

/** In which row of the listing an event stands; no row when the filter leaves it out, or where that cannot be asked. */
export function positionQuery(
  session: Session,
  revision: number,
  listing: Listing,
  place: EventPlace | null,
) {
  return dbQueryOptions({
    revision,
    key: ['event-position', listingKey(listing), place?.fileId, place?.recordOffset],
    ask: async (signal) => (place === null ? [] : askPosition(session, listing, place, signal)),
  });
}

function askPosition(session: Session, listing: Listing, place: EventPlace, signal: AbortSignal) {
  const { filter, sort } = listing;
  if (isWhole(listing)) return session.query(eventPosition(place), { signal });
  const ask = async (matches: Matches) => {
    if (sort.field === 'eventTime') return positionByTime(matches, sort.descending, place);
    const order = await session.keep(matchOrder(matches, sort), { signal });
    return positionInOrder(order, place.fileId, place.recordOffset);
  };
  // While files are being read no order is kept, and only time can be counted.
  if (sort.field !== 'eventTime' && session.getState().phase !== 'ready') return [];
  return askMatches(session, { filter, ask }, signal);
}

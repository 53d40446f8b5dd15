/** Which events the table lists and in which order, and the queries that answer a page of them. */
import { queryOptions } from '@tanstack/react-query';
import type { FieldKey } from '#cloudtrail/fields.ts';
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
import type { EventRow } from '#query/event-row.ts';
import { readEventRows } from '#query/event-rows.ts';
import type { RowId } from '#query/event-rows.ts';
import { isEmptyFilter } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey } from '#query/format-filter.ts';
import type { Matches } from '#query/matches.ts';
import { countRuns, runOfEvent, runOrder, runRows, runsOf, runWindow } from '#query/run-page.ts';
import type { RunRow } from '#query/run-page.ts';
import { NEWEST_FIRST, sameSort } from '#query/sort.ts';
import type { Sort } from '#query/sort.ts';
import type { Session } from '#session/session.ts';
import { timed } from '#session/use-db-query.ts';
import { askMatches } from '#session/use-match-query.ts';
import { placeOfLine } from './lines.ts';
import type { OpenRuns } from './lines.ts';

export interface Listing {
  readonly filter: Filter;
  readonly sort: Sort;
  /** Runs of events are one line each (`query/run-page.ts`). */
  readonly runs: boolean;
  /** What its lines show; does not tell one listing from another. */
  readonly columns: readonly FieldKey[];
}

/** A page of events, or of runs. */
export interface PageRef {
  readonly of: 'events' | 'runs';
  readonly page: number;
}

export interface LineRef {
  readonly ref: PageRef;
  /** Row within the page. */
  readonly at: number;
}

const inPage = (of: PageRef['of'], row: number): LineRef => ({
  ref: { of, page: Math.floor(row / PAGE_ROWS) },
  at: row % PAGE_ROWS,
});

/** Where the row of a line is to be found. */
export function refOfLine(listing: Listing, opened: OpenRuns, line: number): LineRef {
  if (!listing.runs) return inPage('events', line);
  const place = placeOfLine(opened, line);
  if (place.opened === null || place.member === 0) return inPage('runs', place.run);
  return inPage('events', place.opened.first + place.member);
}

/** The first two pages come quicker without the whole order. */
const DIRECT_ROWS = 2 * PAGE_ROWS;

/** Equal for listings of the same events in the same order. */
export function listingKey({ filter, sort, runs }: Omit<Listing, 'columns'>): string {
  return JSON.stringify([isEmptyFilter(filter) ? '' : filterKey(filter), sort.field, sort.descending, runs]);
}

/** Every event, newest first: has queries of its own, which need not ask what matches. */
function isWhole({ filter, sort }: Pick<Listing, 'filter' | 'sort'>): boolean {
  return isEmptyFilter(filter) && sameSort(sort, NEWEST_FIRST);
}

/** While files are being read nothing can be kept, and no deeper row is shown. */
function isDirect(session: Session, offset: number): boolean {
  const loading = session.getState().phase !== 'ready';
  return offset + PAGE_ROWS <= (loading ? TOP_ROWS : DIRECT_ROWS);
}

export function pageQuery(session: Session, revision: number, listing: Listing, ref: PageRef) {
  const columns = listing.columns.toSorted().join(' ');
  const key = ['event-page', listingKey({ ...listing, runs: false }), ref.of, ref.page, columns];
  return queryOptions({
    queryKey: ['db', revision, ...key],
    queryFn: ({ signal }) => timed(key, () => askPage(session, listing, ref, signal)),
    // A page may weigh a megabyte, and a minute of scrolling passes hundreds of them.
    gcTime: 15_000,
  });
}

async function askPage(
  session: Session,
  listing: Listing,
  { of, page }: PageRef,
  signal: AbortSignal,
): Promise<readonly (EventRow | RunRow)[]> {
  const offset = page * PAGE_ROWS;
  const rowsOf = (ids: readonly RowId[]): Promise<EventRow[]> =>
    readEventRows((query) => session.query(query, { signal }), ids, {
      fields: listing.columns,
      conflicts: session.getState().totals.conflicts > 0,
    });
  if (of === 'runs') {
    const runs = await askRuns(session, listing, offset, signal);
    return runRows(runs, await rowsOf(runs));
  }
  const whole = isWhole(listing) && !listing.runs;
  return rowsOf(
    whole ? await askEvents(session, offset, signal) : await askMatching(session, listing, offset, signal),
  );
}

async function askEvents(session: Session, offset: number, signal: AbortSignal) {
  if (isDirect(session, offset)) return session.query(topEvents(offset, PAGE_ROWS), { signal });
  const order = await session.keep(EVENT_ORDER, { signal });
  return session.query(eventWindow(order, offset, PAGE_ROWS), { signal });
}

function askMatching(session: Session, listing: Listing, offset: number, signal: AbortSignal) {
  const ask = async (matches: Matches) => {
    if (isDirect(session, offset)) return topMatches(matches, listing.sort, offset, PAGE_ROWS);
    return eventWindow(await keepOrder(session, listing, matches), offset, PAGE_ROWS);
  };
  return askMatches(session, { filter: listing.filter, ask }, signal);
}

function askRuns(session: Session, listing: Listing, offset: number, signal: AbortSignal) {
  const ask = async (matches: Matches) => {
    const { order, runs } = await keepRuns(session, listing, matches);
    return runWindow(order, runs, offset, PAGE_ROWS);
  };
  return askMatches(session, { filter: listing.filter, ask }, signal);
}

/** The events of a listing in order, kept. */
function keepOrder(session: Session, listing: Listing, matches: Matches): Promise<string> {
  if (listing.runs) return session.keep(runOrder(matches, listing.sort.descending));
  return session.keep(isWhole(listing) ? EVENT_ORDER : matchOrder(matches, listing.sort));
}

async function keepRuns(session: Session, listing: Listing, matches: Matches) {
  const order = await keepOrder(session, listing, matches);
  return { order, runs: await session.keep(runsOf(order)) };
}

/** How many lines the listing's runs take while all are closed. */
export function countRunsOf(session: Session, listing: Listing) {
  return {
    filter: listing.filter,
    key: ['run-count', listing.sort.descending],
    ask: async (matches: Matches) => countRuns((await keepRuns(session, listing, matches)).runs),
  };
}

/** Where an event stands in a listing; the run it belongs to while runs are collapsed. */
export interface Position {
  readonly position: number;
  readonly run: number | null;
  readonly runFirst: number;
}

/** Null when the filter leaves the event out, or where that cannot be asked. */
export function positionQuery(
  session: Session,
  revision: number,
  listing: Listing,
  place: EventPlace | null,
) {
  return queryOptions({
    queryKey: ['db', revision, 'event-position', listingKey(listing), place?.fileId, place?.recordOffset],
    queryFn: async ({ signal }): Promise<Position | null> => {
      if (place === null) return null;
      if (listing.runs) return (await askRun(session, listing, place, signal))[0] ?? null;
      const [found] = await askPosition(session, listing, place, signal);
      return found === undefined ? null : { position: found.position, run: null, runFirst: 0 };
    },
  });
}

function askRun(session: Session, listing: Listing, place: EventPlace, signal: AbortSignal) {
  const ask = async (matches: Matches) => {
    const { order, runs } = await keepRuns(session, listing, matches);
    return runOfEvent(order, runs, place.fileId, place.recordOffset);
  };
  return askMatches(session, { filter: listing.filter, ask }, signal);
}

function askPosition(session: Session, listing: Listing, place: EventPlace, signal: AbortSignal) {
  const { filter, sort } = listing;
  if (isWhole(listing)) return session.query(eventPosition(place), { signal });
  const ask = async (matches: Matches) => {
    if (sort.field === 'eventTime') return positionByTime(matches, sort.descending, place);
    return positionInOrder(await keepOrder(session, listing, matches), place.fileId, place.recordOffset);
  };
  // While files are being read no order is kept, and only time can be counted.
  if (sort.field !== 'eventTime' && session.getState().phase !== 'ready') return [];
  return askMatches(session, { filter, ask }, signal);
}

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { addressOf, sameAddress } from '#query/event-detail.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { TOP_ROWS } from '#query/event-page.ts';
import type { EventRow } from '#query/event-row.ts';
import type { SessionState } from '#session/session.ts';
import { useRevision } from '#session/use-db-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { useViewState, useViewStore } from '#view-state/use-view-state.ts';
import { lineAfter, lineCount, lineOfPlace, NO_RUNS, toggleRun } from './lines.ts';
import type { OpenRun, OpenRuns } from './lines.ts';
import { listingKey, pageQuery, refOfLine } from './listing.ts';
import type { Listing, Position } from './listing.ts';
import { useListing } from './use-listing.ts';

export interface EventCursor {
  readonly listing: Listing;
  /** Events loaded. */
  readonly total: number;
  /** How many of them the filter leaves; undefined until that is known. */
  readonly count: number | undefined;
  /** Lines the table can show: all that match, or the first thousand of them while files are being read. */
  readonly rows: number;
  /** Lines while all runs are closed; undefined until that is known. */
  readonly lines: number | undefined;
  /** Runs that were opened; none where they are not collapsed. */
  readonly opened: OpenRuns;
  /** Opens a run, or closes it. */
  readonly toggleRun: (run: OpenRun) => void;
  /** Why the events could not be counted. */
  readonly problem: Error | null;
  /** True while the rows of another filter or order are on their way. */
  readonly leaving: boolean;
  /** The row with the focus, whether open or not. */
  readonly at: number | null;
  /** The row of the open event; null when none is open, the filter leaves it out, or its place is not known yet. */
  readonly openAt: number | null;
  /** True when the open event is not among the events shown. */
  readonly leftOut: boolean;
  readonly moveTo: (index: number) => void;
  /** Opens the event in this row; stepping from one open event to the next does not fill the history. */
  readonly open: (index: number) => void;
  readonly step: (by: number) => void;
  readonly close: () => void;
}

const totalOf = (state: SessionState): number => state.totals.events;
const isLoading = (state: SessionState): boolean => state.phase === 'loading' || state.phase === 'opening';

/** Where the reader is in the table, and which event is open. The open event itself is in the link. */
export function useEventCursor(): EventCursor {
  const total = useSessionState(totalOf);
  const { listing, count, lines, problem, leaving, open: place, leftOut } = useListing();
  const [opened, setOpened] = useOpenRuns(listing);
  const rows = Math.min(lineCount(lines ?? 0, opened), useSessionState(isLoading) ? TOP_ROWS : Infinity);
  const openAt = place === null ? null : lineOf(opened, place);
  const [{ event }, change] = useViewState();
  const [at, setAt] = useFollowingPlace(openAt, event, listingKey(listing));
  const openRow = useOpenRow(listing, opened);

  const isOpen = event !== null;
  const clamp = useCallback((index: number) => Math.min(Math.max(0, index), Math.max(0, rows - 1)), [rows]);
  const open = useCallback(
    (index: number) => {
      if (rows === 0) return;
      setAt(clamp(index), null);
      openRow(clamp(index), (opened) => setAt(clamp(index), opened));
    },
    [clamp, openRow, rows, setAt],
  );
  const moveTo = useCallback(
    (index: number) => (isOpen ? open(index) : setAt(clamp(index), null)),
    [isOpen, open, clamp, setAt],
  );
  const step = useCallback((by: number) => moveTo(at === null ? 0 : at + by), [moveTo, at]);
  const toggle = useCallback(
    (run: OpenRun) => {
      const next = toggleRun(opened, run);
      setOpened(next);
      if (at !== null) setAt(lineAfter(opened, next, at), null);
    },
    [opened, setOpened, at, setAt],
  );
  const close = useCallback(() => change({ event: null }), [change]);
  const state = { listing, total, count, lines, rows, opened, problem, leaving, at, openAt, leftOut };
  return { ...state, toggleRun: toggle, moveTo, open, step, close };
}

function lineOf(opened: OpenRuns, { position, run, runFirst }: Position): number {
  return run === null ? position : lineOfPlace(opened, run, position - runFirst);
}

/** Forgotten with the listing and the revision they belong to. */
function useOpenRuns(listing: Listing): readonly [OpenRuns, (opened: OpenRuns) => void] {
  const scope = `${useRevision()} ${listingKey(listing)}`;
  const [state, setState] = useState({ scope, opened: NO_RUNS });
  const set = useCallback((opened: OpenRuns) => setState({ scope, opened }), [scope]);
  return [state.scope === scope ? state.opened : NO_RUNS, set];
}

interface Followed {
  readonly at: number | null;
  /** The event we opened from this row ourselves: where it stands is known without asking. */
  readonly opened: EventAddress | null;
  readonly seen: number | null;
  readonly listing: string;
}

/**
 * The focused row: moved by hand, and by an event that is opened from elsewhere or has been shifted by new files. In
 * another listing it is the row of the open event, or else the first.
 */
function useFollowingPlace(
  openAt: number | null,
  event: EventAddress | null,
  listing: string,
): readonly [number | null, (at: number, opened: EventAddress | null) => void] {
  const [place, setPlace] = useState<Followed>({ at: null, opened: null, seen: null, listing });
  if (listing !== place.listing) {
    setPlace({ at: openAt ?? (place.at === null ? null : 0), opened: null, seen: openAt, listing });
  } else if (openAt !== place.seen) {
    const follows = openAt !== null && !sameAddress(event, place.opened);
    setPlace({ ...place, seen: openAt, at: follows ? openAt : place.at });
  }
  const set = useCallback((at: number, opened: EventAddress | null) => {
    setPlace((before) => ({ ...before, at, opened: opened ?? before.opened }));
  }, []);
  return [place.at, set];
}

function useOpenRow(
  listing: Listing,
  opened: OpenRuns,
): (index: number, onOpened: (address: EventAddress) => void) => void {
  const session = useSession();
  const revision = useRevision();
  const client = useQueryClient();
  const store = useViewStore();
  const latest = useRef(0);
  return useCallback(
    (index, onOpened) => {
      latest.current += 1;
      const turn = latest.current;
      const show = (row: EventRow | undefined): void => {
        // A later step may have been answered sooner.
        if (row === undefined || turn !== latest.current) return;
        const { event } = store.read().view;
        const address = addressOf(row);
        onOpened(address);
        if (!sameAddress(event, address))
          store.change({ event: address }, event === null ? 'push' : 'replace');
      };
      const { ref, at } = refOfLine(listing, opened, index);
      client
        .ensureQueryData(pageQuery(session, revision, listing, ref))
        .then((page) => show(page.rows[at]))
        // The table itself shows why a page cannot be read.
        .catch(() => undefined);
    },
    [client, session, revision, listing, opened, store],
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { addressOf, eventDetail, sameAddress } from '#query/event-detail.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { eventPosition, PAGE_ROWS, TOP_ROWS } from '#query/event-page.ts';
import type { EventRow } from '#query/event-row.ts';
import type { SessionState } from '#session/session.ts';
import { useDbQuery, useRevision } from '#session/use-db-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { useViewState, useViewStore } from '#view-state/use-view-state.ts';
import { pageQuery } from './use-event-pages.ts';

export interface EventCursor {
  /** Rows the table can show: all, or the newest thousand while files are being read. */
  readonly rows: number;
  readonly total: number;
  /** The row with the focus, whether open or not. */
  readonly at: number | null;
  /** The row of the open event; null when none is open or its place is not known yet. */
  readonly openAt: number | null;
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
  const rows = useSessionState(isLoading) ? Math.min(total, TOP_ROWS) : total;
  const openAt = useOpenPosition();
  const [{ event }, change] = useViewState();
  const [at, setAt] = useFollowingPlace(openAt, event);
  const openRow = useOpenRow();

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
  const close = useCallback(() => change({ event: null }), [change]);
  return { rows, total, at, openAt, moveTo, open, step, close };
}

interface Followed {
  readonly at: number | null;
  /** The event we opened from this row ourselves: where it stands is known without asking. */
  readonly opened: EventAddress | null;
  readonly seen: number | null;
}

/** The focused row: moved by hand, and by an event that is opened from elsewhere or has been shifted by new files. */
function useFollowingPlace(
  openAt: number | null,
  event: EventAddress | null,
): readonly [number | null, (at: number, opened: EventAddress | null) => void] {
  const [place, setPlace] = useState<Followed>({ at: null, opened: null, seen: null });
  if (openAt !== place.seen) {
    const follows = openAt !== null && !sameAddress(event, place.opened);
    setPlace({ ...place, seen: openAt, at: follows ? openAt : place.at });
  }
  const set = useCallback((at: number, opened: EventAddress | null) => {
    setPlace((before) => ({ ...before, at, opened: opened ?? before.opened }));
  }, []);
  return [place.at, set];
}

/** The row of the event in the link: asked anew for every revision, since rows move as files are added. */
function useOpenPosition(): number | null {
  const [{ event }] = useViewState();
  const found = useDbQuery(event === null ? null : eventDetail(event)).data?.rows[0];
  const place = useDbQuery(found === undefined ? null : eventPosition(found));
  return event === null || found === undefined ? null : (place.data?.rows[0]?.position ?? null);
}

function useOpenRow(): (index: number, onOpened: (address: EventAddress) => void) => void {
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
      client
        .ensureQueryData(pageQuery(session, revision, Math.floor(index / PAGE_ROWS)))
        .then((page) => show(page.rows[index % PAGE_ROWS]))
        // The table itself shows why a page cannot be read.
        .catch(() => undefined);
    },
    [client, session, revision, store],
  );
}

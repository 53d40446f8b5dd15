import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { eventDetail } from '#query/event-detail.ts';
import { filterKey } from '#query/format-filter.ts';
import { eventAtPlace, placeInTimeline } from '#query/timeline-events.ts';
import type { SessionState } from '#session/session.ts';
import { useDbQuery, useRevision } from '#session/use-db-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { askTimeline } from '#session/use-timeline-query.ts';
import { useKeys } from '#ui/use-keys.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { useFigures } from './use-figures.ts';
import { useOpenEvent } from './use-open-event.ts';
import { useTimelineOf } from './use-timeline-of.ts';

export interface TimelineSteps {
  /** Place of the open event in order of time, from 0; null while it is not known. */
  readonly at: number | null;
  readonly total: number;
  /** True when the open event is not on the timeline. */
  readonly leftOut: boolean;
  readonly step: (by: number) => void;
  readonly close: () => void;
}

const isReady = (state: SessionState): boolean => state.phase === 'ready';

/** From the open event to the one before and after it on the timeline, in order of time. */
export function useTimelineSteps(): TimelineSteps {
  const [{ event }, change] = useViewState();
  const { figures } = useFigures();
  const place = usePlace();
  const openAt = useOpenAt();
  const step = useCallback(
    (by: number) => {
      if (place.at !== null) openAt(place.at + by);
    },
    [place.at, openAt],
  );
  const close = useCallback(() => change({ event: null }), [change]);
  useKeys(event === null ? {} : { j: () => step(1), k: () => step(-1), Escape: close });
  const total = figures === null ? 0 : figures.events - figures.withoutTime;
  return { ...place, total, step, close };
}

function usePlace(): { readonly at: number | null; readonly leftOut: boolean } {
  const [{ event }] = useViewState();
  const of = useTimelineOf();
  const session = useSession();
  const ready = useSessionState(isReady);
  const revision = useRevision();
  const detail = useDbQuery(event === null ? null : eventDetail(event)).data?.rows[0];
  const answer = useQuery({
    queryKey: ['db', revision, 'timeline-place', filterKey(of.filter), detail?.fileId, detail?.recordOffset],
    queryFn: async ({ signal }) => {
      if (detail === undefined) return null;
      const { fileId, recordOffset } = detail;
      const place = (table: string) => placeInTimeline(table, fileId, recordOffset);
      const [found] = await askTimeline(session, of, place, signal);
      return found?.position ?? null;
    },
    enabled: ready && detail !== undefined,
  });
  const at = detail === undefined ? null : (answer.data ?? null);
  return { at, leftOut: detail !== undefined && answer.data === null };
}

function useOpenAt(): (position: number) => void {
  const client = useQueryClient();
  const session = useSession();
  const revision = useRevision();
  const of = useTimelineOf();
  const open = useOpenEvent();
  return useCallback(
    (position) => {
      if (position < 0) return;
      client
        .ensureQueryData({
          queryKey: ['db', revision, 'timeline-at', filterKey(of.filter), position],
          queryFn: ({ signal }) => askTimeline(session, of, (table) => eventAtPlace(table, position), signal),
        })
        .then(([row]) => {
          if (row !== undefined) open(row.row_id);
        })
        // As with any event that cannot be read: nothing opens.
        .catch(() => undefined);
    },
    [client, session, revision, of, open],
  );
}

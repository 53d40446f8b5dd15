import { useQueryClient } from '@tanstack/react-query';
import { filterKey } from '#query/format-filter.ts';
import { raw } from '#query/sql-text.ts';
import { timelineEvents } from '#query/timeline-events.ts';
import type { SessionState } from '#session/session.ts';
import { useRevision } from '#session/use-db-query.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { askTimeline } from '#session/use-timeline-query.ts';
import type { Lanes } from './lane.ts';
import type { Bar } from './strips.ts';
import { useOpenEvent } from './use-open-event.ts';
import { useTimelineOf } from './use-timeline-of.ts';
import type { Zoom } from '#view-state/use-zoom.ts';
import { lengthOf, SHORTEST } from '#lib/zoom.ts';

const isReady = (state: SessionState): boolean => state.phase === 'ready';

/** A bar of one event opens it, so does one that cannot be zoomed into any more (its first); all others are zoomed to. */
export function useOpenBar(lanes: Lanes, zoom: Zoom): (laneAt: number, bar: Bar) => void {
  const client = useQueryClient();
  const session = useSession();
  const revision = useRevision();
  const ready = useSessionState(isReady);
  const of = useTimelineOf();
  const open = useOpenEvent();
  return (laneAt, bar) => {
    const lane = lanes.lanes[laneAt];
    const isClose = lengthOf(zoom.shown) <= SHORTEST * 1.01;
    if ((bar.events > 1 && !isClose) || lane === undefined || !ready) return zoom.show(bar);
    const slice = { lanes: [lane], first: 0, end: 1, others: false };
    const query = {
      queryKey: ['db', revision, 'timeline-bar', filterKey(of.filter), lane.key, bar.from, bar.to],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        askTimeline(session, of, (table) => timelineEvents(raw(table), slice, bar.from, bar.to), signal),
    };
    client
      .ensureQueryData(query)
      .then(([row]) => {
        if (row !== undefined) open(row.row_id);
      })
      // As with any event that cannot be read: nothing opens.
      .catch(() => undefined);
    return undefined;
  };
}

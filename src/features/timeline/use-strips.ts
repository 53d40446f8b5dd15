import { useMemo, useState } from 'react';
import { zoneOffset } from '#lib/zone-time.ts';
import type { Buckets } from '#query/histogram.ts';
import { MOST_SINGLE_EVENTS, timelineEvents, timelineFirsts, timelineKinds } from '#query/timeline-events.ts';
import { timelineDensity } from '#query/timeline-lanes.ts';
import type { TimelineEventRow } from '#query/timeline-events.ts';
import type { LaneSlice } from '#query/timeline-lanes.ts';
import type { SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { useTimelineQuery } from '#session/use-timeline-query.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Lanes } from './lane.ts';
import { collapsed, marksOf } from './marks.ts';
import type { Mark } from './marks.ts';
import { bucketsFor, spanOf, stripsOf } from './strips.ts';
import type { Strips } from './strips.ts';
import { useCalm } from './use-calm.ts';
import { useTimelineOf } from './use-timeline-of.ts';
import type { Span } from '#lib/zoom.ts';

/** ms of rest before the engine is asked anew, and the longest that a steady movement waits. */
const REST = 30;
const MOST_WAIT = 160;
/** Of more events it takes the engine too long, while others wait, to tell what was new when; and of so many it says little. */
const MOST_FOR_FIRSTS = 300_000;
/** Lanes are asked about in such steps. */
const LANES_AT_ONCE = 20;

export interface LaneRange {
  readonly first: number;
  readonly end: number;
}

/** The lanes in view as they are asked about. */
export function useSlice({ lanes, otherLanes }: Lanes, range: LaneRange): LaneSlice {
  const first = Math.floor(range.first / LANES_AT_ONCE) * LANES_AT_ONCE;
  const end = Math.min(lanes.length, Math.ceil(range.end / LANES_AT_ONCE) * LANES_AT_ONCE);
  const others = otherLanes > 0 && range.end > lanes.length;
  return useMemo(() => ({ lanes, first, end, others }), [lanes, first, end, others]);
}

const keyOfSlice = ({ lanes, first, end, others }: LaneSlice): readonly unknown[] => [
  lanes.map(({ lane, part }) => `${lane}:${part}`).join(' '),
  first,
  end,
  others,
];

const keyOfBuckets = ({ start, step, count }: Buckets): string => `${start} ${step} ${count}`;

export interface ShownStrips {
  /** Null until some are known. */
  readonly strips: Strips | null;
  readonly marks: readonly Mark[];
  /** Those of the part before are on screen; the next are on their way. */
  readonly stale: boolean;
  readonly error: Error | null;
}

interface Kept {
  readonly rows: readonly unknown[];
  readonly strips: Strips;
}

/** The bars and marks of the lanes in view. What was asked before stays until the next is there. */
export function useStrips(lanes: Lanes, slice: LaneSlice, shown: Span, domain: Span): ShownStrips {
  const [{ zone }] = useViewState();
  const wanted = useMemo(
    () => bucketsFor(shown, domain, zoneOffset(shown.from, zone)),
    [shown, domain, zone],
  );
  const buckets = useCalm(wanted, keyOfBuckets(wanted), REST, MOST_WAIT);
  const of = useTimelineOf();
  const answer = useTimelineQuery(of, {
    key: ['timeline-density', ...keyOfSlice(slice), buckets.start, buckets.step, buckets.count],
    ask: (rows) => timelineDensity(rows, slice, buckets),
  });
  const [kept, setKept] = useState<Kept | null>(null);
  const rows = answer.isPlaceholderData ? undefined : answer.data?.rows;
  if (rows !== undefined && kept?.rows !== rows)
    setKept({ rows, strips: stripsOf(rows, buckets, (place) => lanes.lanes[place]?.key) });
  const strips = kept?.strips ?? null;
  const marks = useMarks(lanes, slice, rows === undefined ? null : strips);
  // Equal ones may be made anew.
  const isMoving = keyOfBuckets(wanted) !== keyOfBuckets(buckets);
  return { strips, marks, stale: rows === undefined || isMoving, error: answer.error };
}

/** A kind stands for events here and there: between its first and its last it is no run. */
function atOnce(row: TimelineEventRow): TimelineEventRow {
  return { ...row, until: row.time };
}

const firstTimeOf = (state: SessionState): number => state.totals.firstTime ?? 0;
const lastTimeOf = (state: SessionState): number => state.totals.lastTime ?? 0;

/** Every event where there are few, else the first of each kind in each lane; `strips` null keeps those there are. */
function useMarks(lanes: Lanes, slice: LaneSlice, strips: Strips | null): readonly Mark[] {
  const dataFrom = useSessionState(firstTimeOf);
  const dataTo = useSessionState(lastTimeOf);
  const data = { from: dataFrom, to: dataTo };
  const isNear = strips !== null && strips.total <= MOST_SINGLE_EVENTS;
  const buckets: Buckets | null = strips?.buckets ?? null;
  const of = useTimelineOf();
  const answer = useTimelineQuery(
    of,
    buckets === null
      ? null
      : {
          key: ['timeline-events', isNear, ...keyOfSlice(slice), buckets.start, buckets.step * buckets.count],
          ask: (rows) => {
            const { from, to } = spanOf(buckets);
            return (isNear ? timelineEvents : timelineKinds)(rows, slice, from, to);
          },
          priority: 'surrounding',
        },
  );
  const firsts = useTimelineQuery(
    of,
    lanes.total > MOST_FOR_FIRSTS
      ? null
      : {
          key: ['timeline-firsts', ...keyOfSlice(slice)],
          ask: (rows) => timelineFirsts(rows, slice),
          priority: 'surrounding',
        },
  );
  const [kept, setKept] = useState<readonly Mark[]>([]);
  const [from, setFrom] = useState<readonly unknown[]>([]);
  const events = answer.isPlaceholderData ? undefined : answer.data?.rows;
  const first = firsts.isPlaceholderData ? undefined : firsts.data?.rows;
  if (events !== undefined && (from[0] !== events || from[1] !== first)) {
    setFrom([events, first]);
    setKept(
      marksOf(
        isNear ? collapsed(events) : events.map(atOnce),
        first ?? [],
        data,
        (place) => lanes.lanes[place]?.key,
      ),
    );
  }
  return kept;
}

import { useCallback, useMemo } from 'react';
import type { RefObject } from 'react';
import { withTime } from '#query/edit-filter.ts';
import { useViewState, useViewStore } from '#view-state/use-view-state.ts';
import { countOf, countText } from '#ui/number-text.ts';
import type { Lane, Lanes } from './lane.ts';
import { linkMark } from './marks.ts';
import type { Mark } from './marks.ts';
import type { LaneLink } from './links.ts';
import { barNear, OTHERS } from './strips.ts';
import type { Bar, Strips } from './strips.ts';
import { useGestures } from './use-gestures.ts';
import { useLinks } from './use-links.ts';
import { useLanesInView } from './use-lanes-in-view.ts';
import { useOpenBar } from './use-open-bar.ts';
import { usePointing } from './use-pointing.ts';
import type { Pointed } from './use-pointing.ts';
import { useSlice, useStrips } from './use-strips.ts';
import type { LaneRange } from './use-strips.ts';
import type { Zoom } from '#view-state/use-zoom.ts';
import { lengthOf, secondsAround } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';

/** Pixels of a lane: rows of names and glyphs above, bars below. */
const ROW_HEIGHT = 24;
const BARS_HEIGHT = 36;

/** A few lanes have room for more names. */
function nameRows(lanes: number): number {
  if (lanes <= 2) return 3;
  return lanes <= 6 ? 2 : 1;
}

/** Pixels of the times above the lanes. */
const AXIS_HEIGHT = 24;
/** Pixels beside a bar that still mean it. */
const NEAR = 4;

const NO_BARS: readonly Bar[] = [];
const NO_MARKS: readonly Mark[] = [];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the chart draws, and what its pointer and keys do. */
export function useChart(
  plot: RefObject<HTMLElement | null>,
  { lanes, zoom, width, selecting }: { lanes: Lanes; zoom: Zoom; width: number; selecting: boolean },
) {
  const [{ event }] = useViewState();
  const drawn = useDrawnLanes(lanes);
  const rows = nameRows(drawn.length);
  const height = BARS_HEIGHT + rows * ROW_HEIGHT;
  const range = useLanesInView(plot, drawn.length, height);
  const slice = useSlice(lanes, range);
  const { strips, marks, stale, error } = useStrips(lanes, slice, zoom.shown, zoom.domain);
  const isAllAsked = strips !== null && slice.end - slice.first === lanes.lanes.length;
  const links = useLinks(lanes);
  const byLane = useMemo(() => grouped([...links.map(linkMark), ...marks]), [links, marks]);
  const barsShown = useBarsShown(strips, drawn, zoom.shown);
  const openBar = useOpenBar(lanes, zoom);
  const narrow = useNarrow();
  const pointing = usePointing({
    zoom,
    barsOf: barsShown,
    lanes: drawn.length,
    isOpen: event !== null,
    onOpen: ({ laneAt, bar }) => openBar(laneAt, bar),
    onNarrow: narrow,
    onLane: (laneAt) => showLane(plot, laneAt * height, height),
  });
  const pointAt = ({ x, y }: Point): Pointed | null => {
    const laneAt = Math.floor(y / height);
    const perPixel = lengthOf(zoom.shown) / Math.max(1, width);
    const bar = barNear(barsShown(laneAt), zoom.shown.from + x * perPixel, NEAR * perPixel);
    return bar === null ? null : { laneAt, bar };
  };
  const gestures = useGestures(plot, {
    zoom,
    width,
    selecting,
    onBrush: pointing.choose,
    onNarrow: (span) => {
      pointing.choose(null);
      narrow(span);
    },
    onHover: (at) => pointing.hover(at === null ? null : pointAt(at)),
    onClick: (at, isSure) => {
      const pointed = pointAt(at);
      if (pointed === null || (pointed.bar.events > 1 && !isSure)) return pointed === null;
      openBar(pointed.laneAt, pointed.bar);
      return true;
    },
  });
  return {
    inView: rowsOf(
      drawn,
      range,
      (key) => strips?.bars.get(key) ?? NO_BARS,
      (key) => byLane.get(key) ?? NO_MARKS,
    ),
    isEmpty: !stale && isAllAsked && drawn.every((_, at) => barsShown(at).length === 0),
    height,
    nameRows: rows,
    links: placedLinks(links, drawn, range),
    highest: strips?.highest ?? 1,
    barsShown,
    drawn,
    pointing,
    gestures,
    stale,
    error,
  };
}

export type Chart = ReturnType<typeof useChart>;

export interface LaneInView {
  readonly at: number;
  readonly lane: Lane;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
}

function rowsOf(
  drawn: readonly Lane[],
  { first, end }: LaneRange,
  barsOf: (key: string) => readonly Bar[],
  marksOf: (key: string) => readonly Mark[],
): readonly LaneInView[] {
  return drawn
    .slice(first, end)
    .map((lane, index) => ({ at: first + index, lane, bars: barsOf(lane.key), marks: marksOf(lane.key) }));
}

/** The lanes, and where there are more than have one of their own a last one for all others. */
function useDrawnLanes({ lanes, otherLanes, otherEvents }: Lanes): readonly Lane[] {
  return useMemo(() => {
    if (otherLanes === 0) return lanes;
    const others: Lane = {
      lane: -1,
      part: 0,
      key: OTHERS,
      name: `${countText(otherLanes)} other lanes`,
      what: `${countOf(otherEvents, 'event')}, fewer in each than above`,
      handle: null,
      events: otherEvents,
      bad: 0,
      first: 0,
      last: 0,
    };
    return [...lanes, others];
  }, [lanes, otherLanes, otherEvents]);
}

function useBarsShown(
  strips: Strips | null,
  drawn: readonly Lane[],
  shown: Span,
): (laneAt: number) => readonly Bar[] {
  return useCallback(
    (laneAt) => {
      const bars = strips?.bars.get(drawn[laneAt]?.key ?? '') ?? NO_BARS;
      return bars.filter(({ from, to }) => to > shown.from && from < shown.to);
    },
    [strips, drawn, shown],
  );
}

/** A time chosen on the lanes becomes the filter's; the lanes then show all of it. */
function useNarrow(): (span: Span) => void {
  const store = useViewStore();
  return useCallback(
    (span) => {
      const { from, to } = secondsAround(span);
      store.change({ filter: withTime(store.read().view.filter, from, to), zoom: null });
    },
    [store],
  );
}

/** The lane that the keys went to, where it is out of sight. */
function showLane(plot: RefObject<HTMLElement | null>, top: number, height: number): void {
  const box = plot.current?.getBoundingClientRect();
  const scroller = plot.current?.closest('[data-scrolls]') ?? null;
  if (box === undefined || scroller === null) return;
  const view = scroller.getBoundingClientRect();
  const at = box.top + top - view.top;
  // The axis stays at the top.
  if (at < AXIS_HEIGHT) scroller.scrollBy({ top: at - AXIS_HEIGHT });
  else if (at + height > view.height) scroller.scrollBy({ top: at + height - view.height });
}

function grouped(marks: readonly Mark[]): ReadonlyMap<string, readonly Mark[]> {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const group = groups.get(mark.laneKey);
    if (group === undefined) groups.set(mark.laneKey, [mark]);
    else group.push(mark);
  }
  return groups;
}

/** A link with the places of its lanes. */
export interface PlacedLink {
  readonly key: string;
  readonly at: number;
  readonly fromLane: number;
  readonly toLane: number;
}

/** Only those between lanes in view: lines from far away to far away, hundreds of them, tell nothing. */
function placedLinks(
  links: readonly LaneLink[],
  drawn: readonly Lane[],
  { first, end }: LaneRange,
): readonly PlacedLink[] {
  const places = new Map(drawn.slice(first, end).map(({ key }, place) => [key, first + place]));
  return links.flatMap(({ from, to, at }) => {
    const [fromLane, toLane] = [places.get(from), places.get(to)];
    return fromLane === undefined || toLane === undefined ? [] : [{ key: to, at, fromLane, toLane }];
  });
}

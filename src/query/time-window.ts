/** Ranges of time that follow from the one in view: wider, narrower, the one before. Milliseconds, half-open; whole seconds, as CloudTrail's. */

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** As a filter holds it; null = open on that side. */
export interface OpenWindow {
  readonly from: number | null;
  readonly to: number | null;
}

const SECOND = 1_000;
/** One event alone has no range; it is shown with some time around it. */
const LEAST_SHOWN = 30 * SECOND;

export const ANY_TIME: OpenWindow = { from: null, to: null };

const downTo = (ms: number): number => Math.floor(ms / SECOND) * SECOND;
const upTo = (ms: number): number => Math.ceil(ms / SECOND) * SECOND;

/** From the first to the last time, the last one included. */
export function windowOfData(firstTime: number, lastTime: number): TimeWindow {
  return { from: downTo(firstTime), to: downTo(lastTime) + SECOND };
}

/** The range in view: the chosen one, and where it is open the data's. Never empty. */
export function shownWindow(chosen: OpenWindow, data: TimeWindow): TimeWindow {
  const { from, to } = chosen;
  if (from !== null)
    return { from, to: to !== null && to > from ? to : Math.max(data.to, from + LEAST_SHOWN) };
  if (to !== null) return { from: Math.min(data.from, to - LEAST_SHOWN), to };
  const room = Math.max(0, upTo((LEAST_SHOWN - (data.to - data.from)) / 2));
  return { from: data.from - room, to: data.to + room };
}

/** Twice as long around the same middle, moved rather than cut at an end of the data; any time when it holds all data. */
export function widened(shown: TimeWindow, data: TimeWindow): OpenWindow {
  const length = shown.to - shown.from;
  const roomBefore = Math.max(0, shown.from - data.from);
  const roomAfter = Math.max(0, data.to - shown.to);
  const half = Math.min(length / 2, roomBefore);
  const after = Math.min(length - half, roomAfter);
  const before = Math.min(length - after, roomBefore);
  const from = downTo(shown.from - before);
  const to = upTo(shown.to + after);
  return from <= data.from && to >= data.to ? ANY_TIME : { from, to };
}

/** Half as long around a moment (the middle where none is given), within the range; null when it cannot be narrower. */
export function narrowed(shown: TimeWindow, around: number | null): TimeWindow | null {
  const length = upTo((shown.to - shown.from) / 2);
  if (length >= shown.to - shown.from) return null;
  const middle = around ?? (shown.from + shown.to) / 2;
  const from = Math.min(Math.max(shown.from, downTo(middle - length / 2)), shown.to - length);
  return { from, to: from + length };
}

/** The period of the same length before (-1) or after (1). */
export function shifted({ from, to }: TimeWindow, by: -1 | 1): TimeWindow {
  return { from: from + by * (to - from), to: to + by * (to - from) };
}

/** So long before and after a moment, that second included. */
export function around(moment: number, distance: number): TimeWindow {
  return { from: downTo(moment) - distance, to: downTo(moment) + SECOND + distance };
}

/** What happened before a moment, without it. */
export function leadingTo(moment: number, length: number): TimeWindow {
  return { from: moment - length, to: moment };
}

/** So long until the last event, that one included. */
export function lastOf(data: TimeWindow, length: number): TimeWindow {
  return { from: data.to - length, to: data.to };
}

export function firstOf(data: TimeWindow, length: number): TimeWindow {
  return { from: data.from, to: data.from + length };
}

export function sameWindow(a: OpenWindow, b: OpenWindow): boolean {
  return a.from === b.from && a.to === b.to;
}

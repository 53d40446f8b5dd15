/** How densely a lane is filled, and where its bars stand: numbers, without drawing them. */
import { chooseBuckets } from '#query/histogram.ts';
import type { Buckets } from '#query/histogram.ts';
import type { DensityRow } from '#query/timeline-lanes.ts';
import { lengthOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly events: number;
  readonly bad: number;
  readonly attention: number;
}

export interface Strips {
  readonly buckets: Buckets;
  /** By the key of the lane, in order of time; the lane of all others under `OTHERS`. */
  readonly bars: ReadonlyMap<string, readonly Bar[]>;
  readonly highest: number;
  readonly total: number;
}

export const OTHERS = 'others';

/** More than is in view, so that a short pan shows what is there already. */
const BESIDE = 6;

/**
 * Buckets for what is in view and a sixth of it on either side. They begin at round times and move in jumps, so that most
 * small moves ask the same again.
 */
export function bucketsFor(shown: Span, domain: Span, offset: number): Buckets {
  const { step } = chooseBuckets(shown.from, shown.to, offset);
  const jump = Math.max(step, Math.floor(lengthOf(shown) / BESIDE / step) * step);
  const at = (ms: number, round: (value: number) => number): number =>
    round((ms + offset) / jump) * jump - offset;
  const first = Math.floor((domain.from + offset) / step) * step - offset;
  const start = Math.max(first, at(shown.from - jump, Math.floor));
  const end = Math.min(domain.to, at(shown.to + jump, Math.ceil));
  return { start, step, count: Math.max(1, Math.ceil((end - start) / step)) };
}

export const spanOf = ({ start, step, count }: Buckets): Span => ({ from: start, to: start + step * count });

export function stripsOf(
  rows: readonly DensityRow[],
  buckets: Buckets,
  keyAt: (place: number) => string | undefined,
): Strips {
  const bars = new Map<string, Bar[]>();
  let highest = 0;
  let total = 0;
  for (const { place, bucket, events, bad, attention } of rows) {
    const key = place < 0 ? OTHERS : keyAt(place);
    if (key === undefined) continue;
    const from = buckets.start + bucket * buckets.step;
    const bar = { from, to: from + buckets.step, events, bad, attention };
    const lane = bars.get(key);
    if (lane === undefined) bars.set(key, [bar]);
    else lane.push(bar);
    highest = Math.max(highest, events);
    total += events;
  }
  for (const lane of bars.values()) lane.sort((a, b) => a.from - b.from);
  return { buckets, bars, highest, total };
}

export interface Rect {
  readonly x: number;
  readonly width: number;
  /** Pixels from the base line upwards. */
  readonly read: number;
  readonly attention: number;
  readonly bad: number;
}

/** One event has to be seen beside ten thousand, and a denied one among them. */
const LOWEST_BAR = 4;
const LOWEST_PART = 2;
const WIDEST_BAR = 6;

/**
 * Where the bars of a lane stand. Heights go with the square root of the count, to one scale for all lanes: a lane of ten
 * events stays visible beside one of ten thousand.
 */
export function rectsOf(
  bars: readonly Bar[],
  shown: Span,
  width: number,
  height: number,
  highest: number,
): Rect[] {
  const perMs = width / lengthOf(shown);
  const rects: Rect[] = [];
  for (const bar of bars) {
    const x = (bar.from - shown.from) * perMs;
    const slot = (bar.to - bar.from) * perMs;
    if (x + slot < 0 || x > width) continue;
    const rise = Math.max(LOWEST_BAR, Math.sqrt(bar.events / Math.max(1, highest)) * height);
    const partOf = (count: number): number =>
      count === 0 ? 0 : Math.max(LOWEST_PART, (count / bar.events) * rise);
    const bad = Math.min(rise, partOf(bar.bad));
    const attention = Math.min(rise - bad, partOf(bar.attention));
    rects.push({
      x,
      width: Math.min(WIDEST_BAR, Math.max(1, slot >= 3 ? slot - 1 : slot)),
      read: rise - bad - attention,
      attention,
      bad,
    });
  }
  return rects;
}

/** The bar under a moment, or the nearest one within so many ms. */
export function barNear(bars: readonly Bar[], at: number, distance: number): Bar | null {
  let best: Bar | null = null;
  let nearest = distance;
  for (const bar of bars) {
    const away = at < bar.from ? bar.from - at : at >= bar.to ? at - bar.to : 0;
    if (away > nearest || (best !== null && away === nearest)) continue;
    best = bar;
    nearest = away;
  }
  return best;
}

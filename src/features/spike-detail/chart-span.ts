/** Which time a chart shows, and in which buckets. Milliseconds, half-open. */
import type { Span } from '#lib/zoom.ts';
import { lengthOf, within } from '#lib/zoom.ts';
import { zoneOffset } from '#lib/zone-time.ts';
import type { Zone } from '#lib/zone-time.ts';
import { MOST_BUCKETS } from '#query/spike-chart.ts';
import { BUCKETS } from '#view-state/spike-view.ts';
import type { Bucket } from '#view-state/spike-view.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Closer there are only a few counts to see. */
export const SHORTEST_SHOWN = 20 * MINUTE;
/** What came before says more than what came after. */
const BEFORE = 42 * HOUR;
const AFTER = 30 * HOUR;

/** All of the logs' time, and whatever else is drawn; whole hours. */
export function domainOf(spans: readonly Span[]): Span {
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  return wholeHours({ from, to });
}

/** The end belongs to it: the last event is of it. */
function wholeHours({ from, to }: Span): Span {
  return { from: Math.floor(from / HOUR) * HOUR, to: (Math.floor(to / HOUR) + 1) * HOUR };
}

/** About three days around what is shown, and all where there are no more. */
export function homeOf(subject: Span, domain: Span): Span {
  return within(wholeHours({ from: subject.from - BEFORE, to: subject.to + AFTER }), domain);
}

/** Buckets of which no more are needed than can be drawn. */
export function offeredBuckets(shown: Span): readonly Bucket[] {
  return BUCKETS.filter((minutes) => lengthOf(shown) / (minutes * MINUTE) + 2 <= MOST_BUCKETS);
}

/**
 * Whole buckets over what is shown. Those of an hour and longer begin at round times of the zone: a day is the reader's day
 * (one offset for all: around a change of summer time days begin an hour off).
 */
export function bucketSpan(shown: Span, bucketMinutes: number, zone: Zone): Span {
  const size = bucketMinutes * MINUTE;
  const offset = bucketMinutes < 60 ? 0 : zoneOffset(shown.from, zone);
  const down = (ms: number): number => Math.floor((ms + offset) / size) * size - offset;
  const to = down(shown.to);
  return { from: down(shown.from), to: to < shown.to ? to + size : to };
}

const NAMES = new Map<number, string>([
  [1, 'minute'],
  [5, '5 minutes'],
  [15, '15 minutes'],
  [60, 'hour'],
  [360, '6 hours'],
  [1_440, 'day'],
]);

/** `minute`, `5 minutes`, `day`, `2 weeks`: what comes after “per”. */
export function bucketText(minutes: number): string {
  const weeks = minutes / 10_080;
  return NAMES.get(minutes) ?? (weeks === 1 ? 'week' : `${weeks} weeks`);
}

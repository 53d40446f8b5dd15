/** The buckets of a course as points of a chart, and what may be pointed at. */
import type { Span } from '#lib/zoom.ts';
import type { ChartBucket } from '#query/spike-chart.ts';

export interface Counts {
  readonly buckets: readonly ChartBucket[];
  /** Milliseconds of a bucket. */
  readonly size: number;
}

export interface CoursePoint {
  /** The middle of its bucket. */
  readonly at: number;
  readonly calls: number;
  readonly errors: number;
  readonly expected: number | null;
  readonly band: readonly [number, number] | null;
}

export function coursePoints({ buckets, size }: Counts): readonly CoursePoint[] {
  return buckets.map(({ at, calls, errors, expected, low, high }) => ({
    at: at + size / 2,
    calls,
    errors,
    expected,
    band: low === null || high === null ? null : [low, high],
  }));
}

/** The highest of what is drawn within the time that is shown. */
export function highestIn({ buckets, size }: Counts, { from, to }: Span): number {
  let highest = 0;
  for (const { at, calls, high } of buckets)
    if (at < to && at + size > from) highest = Math.max(highest, calls, high ?? 0);
  return highest;
}

/** The bucket of a time; null beside all of them. */
export function bucketAt({ buckets, size }: Counts, time: number): ChartBucket | null {
  const first = buckets[0]?.at ?? 0;
  return buckets[Math.floor((time - first) / size)] ?? null;
}

export const hasErrors = ({ buckets }: Counts): boolean => buckets.some(({ errors }) => errors > 0);

export const hasBand = ({ buckets }: Counts): boolean => buckets.some(({ high }) => high !== null);

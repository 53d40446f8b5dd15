import { describe, expect, it } from 'vitest';
import type { ChartBucket } from '#query/spike-chart.ts';
import { bucketAt, coursePoints, hasBand, hasErrors, highestIn } from './course-rows.ts';

const SIZE = 60_000;
const bucket = (place: number, members: Partial<ChartBucket> = {}): ChartBucket => ({
  at: place * SIZE,
  calls: 0,
  errors: 0,
  expected: null,
  low: null,
  high: null,
  ...members,
});
const COUNTS = {
  size: SIZE,
  buckets: [bucket(0, { calls: 9 }), bucket(1, { calls: 2, expected: 1, low: 0, high: 4 }), bucket(2)],
};

describe('the points of a chart', () => {
  it('stand in the middle of their buckets, with a band where history says one', () => {
    expect(coursePoints(COUNTS).map(({ at, band }) => [at, band])).toEqual([
      [SIZE / 2, null],
      [1.5 * SIZE, [0, 4]],
      [2.5 * SIZE, null],
    ]);
    expect([hasBand(COUNTS), hasErrors(COUNTS)]).toEqual([true, false]);
  });

  it('are as high as what is in view, the band included', () => {
    expect(highestIn(COUNTS, { from: 0, to: SIZE })).toBe(9);
    expect(highestIn(COUNTS, { from: SIZE, to: 3 * SIZE })).toBe(4);
    expect(highestIn(COUNTS, { from: 2 * SIZE, to: 3 * SIZE })).toBe(0);
  });

  it('are found by their time', () => {
    expect(bucketAt(COUNTS, SIZE)?.calls).toBe(2);
    expect(bucketAt(COUNTS, SIZE - 1)?.calls).toBe(9);
    expect(bucketAt(COUNTS, 3 * SIZE)).toBeNull();
    expect(bucketAt(COUNTS, -1)).toBeNull();
  });
});

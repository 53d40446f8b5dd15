import { describe, expect, it } from 'vitest';
import {
  barPaths,
  barsOf,
  bucketAt,
  countAxis,
  countsIn,
  spanBetween,
  stepText,
  totalIn,
  windowOfSpan,
} from './bars.ts';

const buckets = { start: 0, step: 10_000, count: 4 };
const bars = barsOf(
  [
    { bucket: 0, series: 'success', count: 8 },
    { bucket: 0, series: 'denied', count: 2 },
    { bucket: 2, series: 'error', count: 1 },
  ],
  buckets,
  'outcome',
);

describe('bars', () => {
  it('hold every count once, refusals on top', () => {
    expect(bars.series.map(({ name, total }) => [name, total])).toEqual([
      ['success', 8],
      ['error', 1],
      ['denied', 2],
    ]);
    expect(bars).toMatchObject({ totals: [10, 0, 1, 0], total: 11, highest: 10 });
  });

  it('show events without a class too', () => {
    const verbs = barsOf([{ bucket: 1, series: null, count: 3 }], buckets, 'verb');
    expect(verbs.series.at(-1)).toMatchObject({ name: null, total: 3, tone: 'series-none' });
    expect(verbs.totals).toEqual([0, 3, 0, 0]);
  });

  it('stand on each other and reach what their axis says', () => {
    const [success = '', , denied = ''] = barPaths(bars, 400, 100, 10);
    expect(success).toBe('M30 20h40v80h-40z');
    expect(denied).toBe('M30 0h40v20h-40z');
  });

  it('let a single event be seen beside thousands', () => {
    const tall = barsOf(
      [
        { bucket: 0, series: 'success', count: 10_000 },
        { bucket: 1, series: 'denied', count: 1 },
      ],
      buckets,
      'outcome',
    );
    expect(barPaths(tall, 400, 100, 10_000)[2]).toContain('v1h');
  });
});

describe('a span of buckets', () => {
  it('is the same from either end', () => {
    expect(spanBetween(3, 1)).toEqual({ first: 1, last: 3 });
  });

  it('is whole buckets of time, within the range shown', () => {
    expect(windowOfSpan(buckets, { first: 1, last: 2 }, { from: 0, to: 40_000 })).toEqual({
      from: 10_000,
      to: 30_000,
    });
    expect(windowOfSpan(buckets, { first: 0, last: 3 }, { from: 4_000, to: 33_000 })).toEqual({
      from: 4_000,
      to: 33_000,
    });
  });

  it('is found under the pointer, also beside the plot', () => {
    expect([-5, 0, 99, 100, 399, 400, 900].map((x) => bucketAt(x, 400, buckets))).toEqual([
      0, 0, 0, 1, 3, 3, 3,
    ]);
  });

  it('is counted', () => {
    const span = { first: 0, last: 2 };
    expect(totalIn(bars, span)).toBe(11);
    expect(countsIn(bars, span).map(({ count }) => count)).toEqual([8, 1, 2]);
    expect(countsIn(bars, { first: 1, last: 1 })).toEqual([]);
  });
});

describe('the axis of counts', () => {
  it.each([
    [0, 1, [1]],
    [1, 1, [1]],
    [7, 8, [4, 8]],
    [9, 10, [5, 10]],
    [143, 200, [100, 200]],
    [2_950, 3_000, [1_500, 3_000]],
    [999_999, 1_000_000, [500_000, 1_000_000]],
  ])('for at most %d goes to %d', (highest, top, marks) => {
    expect(countAxis(highest)).toEqual({ top, marks });
  });
});

it('names the length of a bucket', () => {
  expect([1_000, 60_000, 900_000, 10_800_000, 86_400_000].map(stepText)).toEqual([
    'per second',
    'per minute',
    'per 15 minutes',
    'per 3 hours',
    'per day',
  ]);
});

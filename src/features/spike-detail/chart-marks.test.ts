import { describe, expect, it } from 'vitest';
import { perBucket, placeOf, widened } from './chart-marks.ts';

const SHOWN = { from: 1_000, to: 2_000 };

describe('the place of a shaded time', () => {
  it('is cut to what is in view, and wide enough to be seen there', () => {
    expect(placeOf({ from: 1_250, to: 1_500 }, SHOWN, 400)).toEqual({ left: 100, width: 100 });
    expect(placeOf({ from: 0, to: 1_500 }, SHOWN, 400)).toEqual({ left: 0, width: 200 });
    expect(placeOf({ from: 1_999, to: 9_000 }, SHOWN, 400)).toEqual({ left: 397, width: 3 });
    expect(placeOf({ from: 2_000, to: 9_000 }, SHOWN, 400)).toBeNull();
    expect(placeOf({ from: 1_250, to: 1_500 }, SHOWN, 0)).toBeNull();
  });

  it('around a hair is as wide as a finger’s edge', () => {
    expect(widened({ from: 1_500, to: 1_501 }, SHOWN, 1_000)).toEqual({ from: 1_494.5, to: 1_506.5 });
    expect(widened({ from: 1_500, to: 1_600 }, SHOWN, 1_000)).toEqual({ from: 1_500, to: 1_600 });
  });
});

it('a rate a minute stands beside counts of longer buckets', () => {
  expect(perBucket(0.5, 60)).toBe(30);
  expect(perBucket(null, 60)).toBeNull();
});

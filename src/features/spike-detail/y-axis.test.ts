import fc from 'fast-check';
import { expect, it } from 'vitest';
import { yAxisOf } from './y-axis.ts';

it('has a few whole, round counts from zero, and room above the highest', () => {
  expect(yAxisOf(0).ticks).toEqual([0, 1]);
  expect(yAxisOf(3).ticks).toEqual([0, 1, 2, 3]);
  expect(yAxisOf(241).ticks).toEqual([0, 50, 100, 150, 200, 250]);
  expect(yAxisOf(12_345).ticks).toEqual([0, 2500, 5000, 7500, 10_000, 12_500]);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (highest) => {
      const { top, ticks } = yAxisOf(highest);
      expect(top).toBeGreaterThanOrEqual(highest);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.every((tick) => Number.isInteger(tick) && tick <= top)).toBe(true);
    }),
  );
});

it('stands also where there is nothing to measure', () => {
  expect(yAxisOf(Number.NaN).ticks).toEqual([0, 1]);
  expect(yAxisOf(Infinity).ticks).toEqual([0, 1]);
});

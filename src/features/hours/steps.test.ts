import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_STEPS, stepOf, stepsUpTo } from './steps.ts';

it('steps begin at round numbers, about as many times the one before', () => {
  expect(stepsUpTo(0)).toEqual([]);
  expect(stepsUpTo(1)).toEqual([{ from: 1, to: 1 }]);
  expect(stepsUpTo(3)).toEqual([
    { from: 1, to: 1 },
    { from: 2, to: 3 },
  ]);
  expect(stepsUpTo(2_403).map(({ from }) => from)).toEqual([1, 5, 20, 100, 500]);
});

it('every count has its step, and more calls are never a lower one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e8 }), fc.integer({ min: 1, max: 1e8 }), (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const steps = stepsUpTo(high);
      expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
      expect(stepOf(0, steps)).toBe(0);
      expect(stepOf(low, steps)).toBeGreaterThanOrEqual(1);
      expect(stepOf(low, steps)).toBeLessThanOrEqual(stepOf(high, steps));
      expect(steps.at(-1)?.to).toBe(high);
      steps.forEach(({ to }, at) => expect(to).toBe((steps[at + 1]?.from ?? high + 1) - 1));
    }),
  );
});

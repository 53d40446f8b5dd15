import { expect, it } from 'vitest';
import { logBinomialLower } from './binomial.ts';

it('sums the chances of so few successes', () => {
  const chance = (k: number, n: number, share: number): number => Math.exp(logBinomialLower(k, n, share));
  expect(chance(0, 4, 0.5)).toBeCloseTo(1 / 16, 12);
  expect(chance(1, 4, 0.5)).toBeCloseTo(5 / 16, 12);
  expect(chance(2, 5, 0.3)).toBeCloseTo(0.83692, 5);
  expect([chance(4, 4, 0.5), chance(0, 0, 0.5), chance(0, 3, 0), chance(0, 3, 1)]).toEqual([1, 1, 1, 0]);
});

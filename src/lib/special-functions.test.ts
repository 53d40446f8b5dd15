import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma, logIncompleteBeta, logIncompleteGamma, logOneMinusExp } from './special-functions.ts';

describe('logGamma', () => {
  it('is the logarithm of the factorials, and right between them', () => {
    let factorial = 0;
    for (let n = 1; n <= 170; n++) {
      expect(logGamma(n)).toBeCloseTo(factorial, 9);
      factorial += Math.log(n);
    }
    // Γ(1/2) = √π, Γ(1/4) = 3.625609908221908 (Abramowitz and Stegun, table 6.1)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(0.25)).toBeCloseTo(Math.log(3.625609908221908), 12);
    expect(logGamma(1e-3)).toBeCloseTo(6.907178885383853, 10);
  });

  it('fulfils Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        const [left, right] = [logGamma(x + 1), logGamma(x) + Math.log(x)];
        expect(Math.abs(left - right)).toBeLessThan(1e-9 * Math.max(1, Math.abs(left)));
      }),
    );
  });
});

describe('logIncompleteBeta', () => {
  it.each([
    // I_x(a, b) of Pearson’s tables, and closed forms: I_x(1, b) = 1 − (1 − x)^b, I_x(a, 1) = x^a
    [0.5, 2, 2, 0.5],
    [0.25, 1, 3, 1 - 0.75 ** 3],
    [0.75, 4, 1, 0.75 ** 4],
    [0.5, 5, 3, 0.2265625],
    [0.1, 0.5, 0.5, (2 / Math.PI) * Math.asin(Math.sqrt(0.1))],
  ])('I_%s(%s, %s)', (x, a, b, expected) => {
    expect(Math.exp(logIncompleteBeta(a, b, x, 1 - x))).toBeCloseTo(expected, 12);
  });

  it('reaches far below the smallest number', () => {
    // I_x(a, 1) = x^a
    expect(logIncompleteBeta(5_000, 1, 0.01, 0.99)).toBeCloseTo(5_000 * Math.log(0.01), 6);
  });

  it('adds up to one with its other side', () => {
    const shape = fc.double({ min: 0.05, max: 2_000, noNaN: true });
    fc.assert(
      fc.property(shape, shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, x) => {
        const [one, other] = [logIncompleteBeta(a, b, x, 1 - x), logIncompleteBeta(b, a, 1 - x, x)];
        expect(Math.exp(one) + Math.exp(other)).toBeCloseTo(1, 8);
      }),
    );
  });
});

describe('logIncompleteGamma', () => {
  it('is the tail of a Poisson', () => {
    for (const [count, mean] of [
      [1, 0.01],
      [5, 2],
      [30, 20],
      [3, 40],
    ] as const) {
      let below = 0;
      for (let k = 0; k < count; k++) below += Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
      const { lower, upper } = logIncompleteGamma(count, mean);
      expect(Math.exp(lower)).toBeCloseTo(1 - below, 10);
      expect(Math.exp(upper)).toBeCloseTo(below, 10);
    }
  });
});

it('logOneMinusExp keeps what is small', () => {
  expect(logOneMinusExp(-1e-20)).toBeCloseTo(Math.log(1e-20), 10);
  expect(logOneMinusExp(-50)).toBeCloseTo(-Math.exp(-50), 30);
});

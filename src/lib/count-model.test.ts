import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitHistory } from './count-history.ts';
import { logGammaPoissonTail, logLowerTail, logNormalTail, logUpperTail, upperBound } from './count-model.ts';
import { discoveryLimit } from './false-discovery.ts';

/** P(count = k), by its recurrence: nothing in common with the code under test. */
function probabilities(mean: number, variance: number, upTo: number): number[] {
  const shape = (mean * mean) / (variance - mean);
  const success = mean / (mean + shape);
  const all = [(1 - success) ** shape];
  for (let k = 1; k <= upTo; k++) all.push((all[k - 1] ?? 0) * success * ((k - 1 + shape) / k));
  return all;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('tails of the negative binomial', () => {
  it('are the sums of its probabilities', () => {
    for (const [mean, variance] of [
      [0.02, 0.05],
      [1, 1.5],
      [7, 30],
      [40, 60],
    ] as const) {
      const each = probabilities(mean, variance, 4_000);
      for (const count of [1, 2, 5, 20, 60]) {
        const prediction = { mean, variance };
        expect(logGammaPoissonTail(count, prediction)).toBeCloseTo(Math.log(sum(each.slice(count))), 7);
        expect(logLowerTail(count, prediction)).toBeCloseTo(Math.log(sum(each.slice(0, count + 1))), 7);
      }
    }
  });

  it('are a Poisson’s where nothing scatters more', () => {
    // Tables of the Poisson distribution: P(X ≥ 10 | 4) = 0.008132, P(X ≤ 2 | 6) = 0.061969
    expect(Math.exp(logUpperTail(10, { mean: 4, variance: 4 }))).toBeCloseTo(0.008132, 6);
    expect(Math.exp(logLowerTail(2, { mean: 6, variance: 6 }))).toBeCloseTo(0.061969, 6);
  });

  it('tell spikes apart that are all far below the smallest number', () => {
    const prediction = { mean: 3, variance: 6 };
    const [less, more] = [logUpperTail(3_000, prediction), logUpperTail(30_000, prediction)];
    expect(less).toBeLessThan(-800);
    expect(more).toBeLessThan(less * 9);
  });

  it('fall with the count and rise with mean and variance', () => {
    const count = fc.integer({ min: 1, max: 5_000 });
    const mean = fc.double({ min: 1e-3, max: 500, noNaN: true });
    fc.assert(
      fc.property(count, mean, fc.double({ min: 1.01, max: 50, noNaN: true }), (n, at, dispersion) => {
        const here = logGammaPoissonTail(n, { mean: at, variance: at * dispersion });
        expect(here).toBeLessThanOrEqual(0);
        expect(logGammaPoissonTail(n + 1, { mean: at, variance: at * dispersion })).toBeLessThanOrEqual(
          here + 1e-9,
        );
        expect(
          logGammaPoissonTail(n, { mean: at * 1.1, variance: at * 1.1 * dispersion }),
        ).toBeGreaterThanOrEqual(here - 1e-9);
        const [lower] = [logLowerTail(n - 1, { mean: at, variance: at * dispersion })];
        expect(Math.exp(lower) + Math.exp(here)).toBeCloseTo(1, 7);
      }),
    );
  });

  it('of nothing, and beyond everything', () => {
    expect(logUpperTail(0, { mean: 5, variance: 9 })).toBe(0);
    expect(logUpperTail(1, { mean: 0, variance: 0 })).toBe(-Infinity);
    expect(logLowerTail(-1, { mean: 5, variance: 9 })).toBe(-Infinity);
    expect(logLowerTail(0, { mean: 0, variance: 0 })).toBe(0);
  });

  it('are long where rates scatter', () => {
    const prediction = { mean: 1_000, variance: 1_000 + 200 ** 2 };
    expect(logUpperTail(2_500, prediction)).toBeGreaterThan(logGammaPoissonTail(2_500, prediction));
    // P(Z ≥ 1.96) = 0.025, P(Z ≥ 6) = 9.8659e-10 (Abramowitz and Stegun, table 26.1)
    expect(Math.exp(logNormalTail(1.959964))).toBeCloseTo(0.025, 7);
    expect(logNormalTail(6)).toBeCloseTo(Math.log(9.865876e-10), 5);
  });

  it('upperBound is the first count that is rarer', () => {
    for (const prediction of [
      { mean: 0.01, variance: 0.02 },
      { mean: 12, variance: 40 },
    ]) {
      const bound = upperBound(Math.log(1e-4), prediction);
      expect(logUpperTail(bound, prediction)).toBeLessThanOrEqual(Math.log(1e-4));
      expect(logUpperTail(bound - 1, prediction)).toBeGreaterThan(Math.log(1e-4));
    }
  });
});

describe('fitHistory', () => {
  const even = (n: number): number[] => Array.from({ length: n }, () => 1);

  it('finds the rate and that a Poisson scatters like one', () => {
    // The same Poisson(5) draws as its quantiles, so that nothing depends on luck.
    const counts = [1, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 7, 7, 8, 9];
    const fit = fitHistory({ counts, exposures: even(21) });
    expect(fit.rate).toBeCloseTo(4.86, 1);
    expect(fit.dispersion).toBeGreaterThan(0.4);
    expect(fit.dispersion).toBeLessThan(1.4);
  });

  it('is not misled by a spike of one day', () => {
    const calm = fitHistory({ counts: [5, 4, 6, 5, 5, 4, 6, 5, 3, 7], exposures: even(10) });
    const spiked = fitHistory({ counts: [5, 4, 6, 5, 900, 4, 6, 5, 3, 7], exposures: even(10) });
    expect(spiked.rate).toBeLessThan(calm.rate * 1.25);
  });

  it('takes account of how much each count could have held', () => {
    const fit = fitHistory({ counts: [10, 20, 40], exposures: [1, 2, 4] });
    expect(fit.rate).toBeCloseTo(10, 6);
    expect(fitHistory({ counts: [], exposures: [] }).rate).toBe(0);
    expect(fitHistory({ counts: [0, 0, 0], exposures: [1, 1, 1] }).rate).toBe(0);
  });
});

describe('discoveryLimit', () => {
  it('agrees with the example of Benjamini and Hochberg (1995)', () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const limit = discoveryLimit(published.map(Math.log), 15, 0.05);
    expect(published.filter((p) => Math.log(p) <= limit)).toEqual([0.0001, 0.0004, 0.0019, 0.0095]);
    // Those that were not kept count all the same.
    expect(discoveryLimit(published.slice(0, 6).map(Math.log), 15, 0.05)).toBe(limit);
  });

  it('finds nothing where there is nothing', () => {
    expect(discoveryLimit([], 0, 0.01)).toBe(-Infinity);
    expect(discoveryLimit([Math.log(0.01)], 1_000, 0.01)).toBe(-Infinity);
  });
});

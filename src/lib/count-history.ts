/**
 * What a history of counts says of the next one: a rate and how much counts scatter around it. Robust: a spike of
 * earlier days neither raises the rate nor hides the next spike.
 */

import { middleOf, sortFew } from './sort-few.ts';

export interface CountHistory {
  readonly counts: ArrayLike<number>;
  /** How much each count could have held, in units of the one to be predicted: 2 where twice as much was to be expected. */
  readonly exposures: ArrayLike<number>;
}

export interface HistoryFit {
  /** Counts for each unit of exposure, outliers cut to what the rest makes likely. */
  readonly rate: number;
  /** Counts and exposure that the rate comes from, after the cut. */
  readonly count: number;
  readonly exposure: number;
  /** Variance ÷ mean around the rate; 1 for a Poisson. */
  readonly dispersion: number;
}

/** Counts beyond so many standard deviations are cut to it: the weight of Farrington and Noufaily (2.58), as a cut. */
const CUT = 2.58;
const ROUNDS = 4;
/** Of the greatest of several counts, which scatters less than a Poisson. */
const LEAST_DISPERSION = 0.25;
/** 1 ÷ the mean square of a standard normal within its inner six sevenths. */
const TRIMMED = 1.73;

/**
 * Rate and dispersion by turns: beginning from the median rate, counts beyond the cut are brought down to it, and both
 * are estimated again. Up to a third of the history may be outliers.
 */
export function fitHistory({ counts, exposures }: CountHistory, much = Infinity): HistoryFit {
  const n = counts.length;
  const exposure = sumOf(exposures);
  if (n === 0 || exposure <= 0) return { rate: 0, count: 0, exposure: 0, dispersion: 1 };
  let rate = medianRate(counts, exposures);
  let dispersion = 1;
  let count = 0;
  const squares: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    count = 0;
    for (let i = 0; i < n; i++) {
      const expected = rate * (exposures[i] ?? 0);
      const most = expected + CUT * Math.sqrt(dispersion * Math.max(expected, 1)) + 0.5;
      const kept = Math.min(counts[i] ?? 0, most);
      count += kept;
      const square = (kept - expected) ** 2 / Math.max(expected, 0.25);
      // A rate that scatters makes large counts scatter more than in proportion.
      const share = Math.min(1, much / Math.max(exposures[i] ?? 0, 1e-9));
      squares[i] = square > 1 ? 1 + (square - 1) * share : square;
    }
    rate = count / exposure;
    dispersion = Math.max(LEAST_DISPERSION, trimmedMean(sortFew(squares)));
  }
  return { rate, count, exposure, dispersion };
}

/** The mean of sorted squares without the greatest seventh (a day of a week), times what that takes away of a normal's. */
function trimmedMean(sorted: readonly number[]): number {
  const kept = Math.max(1, Math.ceil((sorted.length * 6) / 7));
  let sum = 0;
  for (let i = 0; i < kept; i++) sum += sorted[i] ?? 0;
  return (TRIMMED * sum) / kept;
}

function medianRate(counts: ArrayLike<number>, exposures: ArrayLike<number>): number {
  const rates: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    const exposure = exposures[i] ?? 0;
    if (exposure > 0) rates.push((counts[i] ?? 0) / exposure);
  }
  return middleOf(sortFew(rates));
}

function sumOf(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] ?? 0;
  return sum;
}

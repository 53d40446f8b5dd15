/**
 * How many calls are to be expected, as a distribution of counts, and how surprising a count is. A Poisson whose rate is
 * itself uncertain (Gamma) is a negative binomial; it fits counts that are small, mostly zero and come in bursts, which a
 * mean with a standard deviation does not.
 */
import { logIncompleteBeta, logIncompleteGamma } from './special-functions.ts';

/**
 * A prediction of a count: mean and variance of a negative binomial. With a variance below the mean, as the greatest of several
 * counts has it: a Poisson of that variance on top of a constant.
 */
export interface CountPrediction {
  readonly mean: number;
  readonly variance: number;
}

/** Below, a Gamma's own tail is long enough: rates scatter by half and more. */
const LEAST_SHAPE = 4;
/** From here on a negative binomial is a Poisson to more digits than anybody reads. */
const AS_GOOD_AS_POISSON = 1e7;

/**
 * ln P(count ≥ observed); 0 for an observed 0. Where counts are large, rates that scatter by a factor now and then are
 * likelier than a Gamma says: there it is the greater of this and of the tail of a log-normal rate.
 */
export function logUpperTail(observed: number, prediction: CountPrediction): number {
  const gamma = logGammaPoissonTail(observed, prediction);
  const { mean, variance } = prediction;
  const shape = shapeOf(mean, variance);
  if (observed <= mean || shape < LEAST_SHAPE || shape > AS_GOOD_AS_POISSON) return gamma;
  const spread = Math.sqrt(Math.log1p((variance - mean) / (mean * mean)));
  return Math.max(gamma, logNormalTail((Math.log(observed / mean) + (spread * spread) / 2) / spread));
}

/** The same of the negative binomial alone. */
export function logGammaPoissonTail(observed: number, { mean, variance }: CountPrediction): number {
  const count = Math.ceil(observed);
  if (count <= 0) return 0;
  if (!(mean > 0)) return -Infinity;
  if (variance > 0 && variance < mean) {
    const above = Math.ceil(observed - (mean - variance));
    return above <= 0 ? 0 : logIncompleteGamma(above, variance).lower;
  }
  const shape = shapeOf(mean, variance);
  if (shape > AS_GOOD_AS_POISSON) return logIncompleteGamma(count, mean).lower;
  return logIncompleteBeta(count, shape, mean / (mean + shape), shape / (mean + shape));
}

/** ln P(Z ≥ z) of a standard normal, z ≥ 0. */
export function logNormalTail(z: number): number {
  return logIncompleteGamma(0.5, (z * z) / 2).upper - Math.LN2;
}

/** ln P(count ≤ observed). */
export function logLowerTail(observed: number, { mean, variance }: CountPrediction): number {
  const count = Math.floor(observed);
  if (count < 0) return -Infinity;
  if (!(mean > 0)) return 0;
  const shape = shapeOf(mean, variance);
  if (shape > AS_GOOD_AS_POISSON) return logIncompleteGamma(count + 1, mean).upper;
  return logIncompleteBeta(shape, count + 1, shape / (mean + shape), mean / (mean + shape));
}

/** The negative binomial's size: the shape of the Gamma that its rate is drawn from. */
function shapeOf(mean: number, variance: number): number {
  return variance > mean ? (mean * mean) / (variance - mean) : Infinity;
}

/** The least count whose upper tail is at most e^logP: from there on a band of what is expected ends. */
export function upperBound(logP: number, prediction: CountPrediction): number {
  let low = 0;
  let high = Math.max(1, Math.ceil(prediction.mean));
  while (logUpperTail(high, prediction) > logP && high < 1e15) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (logUpperTail(middle, prediction) > logP) low = middle;
    else high = middle;
  }
  return high;
}

/** The least count whose lower tail is more than e^logP: from there on a band of what is expected begins. */
export function lowerBound(logP: number, prediction: CountPrediction): number {
  let low = -1;
  let high = Math.max(0, Math.ceil(prediction.mean));
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (logLowerTail(middle, prediction) > logP) high = middle;
    else low = middle;
  }
  return high;
}

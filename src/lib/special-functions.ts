/**
 * The functions behind the tails of count distributions, as logarithms: a spike's p-value is often below 1e-300, the
 * smallest that a number can hold, and spikes are still to be ranked by it. Relative accuracy of the logarithms about 1e-10.
 */

/** Lanczos, g = 7, nine terms (Godfrey 2001). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);
const TINY = 1e-300;
const CLOSE = 1e-13;
const MOST_TERMS = 20_000;

/** ln Γ(x), x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  const t = z + 7.5;
  let sum = LANCZOS[0] ?? 1;
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] ?? 0) / (z + i);
  return HALF_LOG_TAU + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln(1 − e^x), x ≤ 0, without losing what is small (Mächler 2012). */
export function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/**
 * ln I_x(a, b), the regularised incomplete beta function; a, b > 0, x and 1 − x given both, since one of them may be too
 * small to be had from the other. Continued fraction by Lentz's way (DLMF 8.17.22), on the side where it converges.
 */
export function logIncompleteBeta(a: number, b: number, x: number, rest: number): number {
  if (x <= 0) return -Infinity;
  if (rest <= 0) return 0;
  if (x > (a + 1) / (a + b + 2)) return logOneMinusExp(Math.min(0, betaSide(b, a, rest, x)));
  return Math.min(0, betaSide(a, b, x, rest));
}

function betaSide(a: number, b: number, x: number, rest: number): number {
  const front = a * Math.log(x) + b * Math.log(rest) - logBeta(a, b) - Math.log(a);
  return front + Math.log(betaFraction(a, b, x));
}

/** Differences of logGamma lose digits where one argument is large and the other small. */
function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < 1e5) return logGamma(a) + logGamma(b) - logGamma(a + b);
  // Stirling's series of ln Γ(large) − ln Γ(large + small), term by term.
  const sum = large + small;
  const main = -small * Math.log(sum) + (large - 0.5) * Math.log1p(-small / sum) + small;
  return logGamma(small) + main + 1 / (12 * large) - 1 / (12 * sum);
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < CLOSE) break;
  }
  return fraction;
}

/** ln P(a, x) and ln Q(a, x): the lower and the upper regularised incomplete gamma function; a > 0, x ≥ 0 (DLMF 8.11, 8.9). */
export function logIncompleteGamma(a: number, x: number): { readonly lower: number; readonly upper: number } {
  if (x <= 0) return { lower: -Infinity, upper: 0 };
  const front = a * Math.log(x) - x - logGamma(a);
  if (x < a + 1) {
    const lower = Math.min(0, front + Math.log(gammaSeries(a, x)));
    return { lower, upper: logOneMinusExp(lower) };
  }
  const upper = Math.min(0, front + Math.log(gammaFraction(a, x)));
  return { lower: logOneMinusExp(upper), upper };
}

function gammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n <= MOST_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * CLOSE) break;
  }
  return sum;
}

function gammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / away(b);
  let fraction = d;
  for (let n = 1; n <= MOST_TERMS; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / away(step * d + b);
    c = away(b + step / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < CLOSE) break;
  }
  return fraction;
}

const away = (x: number): number => (Math.abs(x) < TINY ? TINY : x);

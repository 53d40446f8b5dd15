/** How likely few successes among few tries are. For tens of tries: each term is worked out. */

/** ln P(successes ≤ k) of n tries that succeed with the chance `share` each. */
export function logBinomialLower(k: number, n: number, share: number): number {
  if (k >= n) return 0;
  if (share >= 1) return -Infinity;
  // The term for none, then each from the one before.
  let term = (1 - share) ** n;
  let sum = term;
  for (let at = 1; at <= k; at++) {
    term *= ((n - at + 1) / at) * (share / (1 - share));
    sum += term;
  }
  return Math.min(0, Math.log(sum));
}

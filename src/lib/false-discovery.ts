/**
 * Many tests at once: of a million p-values a thousand are below 0.001 by chance alone. Benjamini and Hochberg (1995): of
 * what is called a discovery, at most the share `rate` is expected to be none.
 */

/**
 * The greatest ln p that is still a discovery; −Infinity when none is. `logPs`: those that could be, in any order; all others of
 * the `tests` count as 1, so that only the few that are small have to be kept.
 */
export function discoveryLimit(logPs: Iterable<number>, tests: number, rate: number): number {
  const sorted = Float64Array.from(logPs).toSorted();
  const step = Math.log(rate / Math.max(tests, sorted.length, 1));
  for (let rank = sorted.length; rank > 0; rank--) {
    const logP = sorted[rank - 1] ?? 0;
    if (logP <= step + Math.log(rank)) return logP;
  }
  return -Infinity;
}

/** When a fetch that failed for a passing reason is tried again: sooner at first, then ever later, never for ever. */

/** Retries in a row that bring nothing new. */
export const MOST_RETRIES = 5;
/** In all: a connection that breaks after every megabyte must come to an end too. */
export const MOST_ATTEMPTS = 40;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** ms before the nth retry (from 0). `random` in [0, 1): many fetches must not come back in step. */
export function retryWait(retry: number, random: number): number {
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** retry);
  return Math.round(full * (0.75 + random / 4));
}

/** What a server asks for in `Retry-After`, in ms: seconds only, and no more than a minute. */
export function askedWait(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Math.min(60_000, Number(header) * 1_000) : null;
}

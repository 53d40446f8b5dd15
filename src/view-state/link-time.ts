/** Times as a link may name them. */

/** A range of time in milliseconds since 1970 UTC, half-open. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Years 1 to 9998: what four digits and a browser agree on, in every zone. */
export function isValidTime(ms: number): boolean {
  return Number.isInteger(ms) && ms >= -62_135_596_800_000 && ms < 253_370_764_800_000;
}

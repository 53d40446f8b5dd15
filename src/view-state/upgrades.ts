/**
 * How links of older versions become links of today's: functions of the link alone, applied in order.
 * `UPGRADES[n - 1]` turns version n into n + 1. A change of format adds one here, never edits one.
 */

type Upgrade = (params: URLSearchParams) => URLSearchParams;

const UPGRADES: readonly Upgrade[] = [];

/** Always one more than there are upgraders, so that neither can be forgotten. */
export const LINK_VERSION = UPGRADES.length + 1;

export function upgrade(params: URLSearchParams, from: number): URLSearchParams {
  return UPGRADES.slice(from - 1).reduce((link, step) => step(link), params);
}

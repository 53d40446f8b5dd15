/** The names of the kinds of series and of the steps of strictness, as links hold them; nothing is worked out here. */

/**
 * `trail`: all calls of an account in a region. `call`: one API there; `error`: one error code there. `denied`: what was refused,
 * whatever the code; `principal`, `address`: who or where from; these in an account, over its regions.
 */
export const FAMILIES = ['trail', 'call', 'error', 'denied', 'principal', 'address'] as const;
export type Family = (typeof FAMILIES)[number];

/** How readily something is called a spike; `spike-judge.ts` has the limits. */
export const SENSITIVITIES = ['plain', 'normal', 'fine'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** Counts of passed, failed and skipped tests, and the names of the failed ones. */

/** Where the runners write their reports, with the time that each test took. */
export const UNIT_REPORT = 'node_modules/.cache/trailscope/unit.json';
export const E2E_REPORT = 'node_modules/.cache/trailscope/e2e.json';

/** Names that are listed; a machine on which everything fails needs no list of everything. */
const MOST_NAMES = 60;

/** @typedef {{ readonly passed: number, readonly skipped: number, readonly failures: readonly string[] }} Tally */

/** @type {Tally} */
export const NOTHING = { passed: 0, skipped: 0, failures: [] };

/**
 * Anything but a test that failed.
 * @param {string} name
 * @returns {Tally}
 */
export function oneFailed(name) {
  return { ...NOTHING, failures: [name] };
}

/**
 * @param {Tally} a
 * @param {Tally} b
 * @returns {Tally}
 */
export function add(a, b) {
  return {
    passed: a.passed + b.passed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/**
 * What a run of tests comes to. A runner that failed without a failed test (it did not start, it crashed) counts as one.
 * @param {string} what
 * @param {{ code: number, state: import('./progress.mjs').State }} ended
 * @returns {Tally}
 */
export function tallyOf(what, { code, state }) {
  const { passed, skipped } = state;
  const failures = state.failures.map((name) => `${what}: ${name}`);
  if (code === 0 || failures.length > 0) return { passed, skipped, failures };
  return { passed, skipped, failures: [`${what}: ended with ${code} without a failed test: see above`] };
}

/**
 * The end of the log: each failed test by its name, then the sum.
 * @param {Tally} tally
 */
export function tallyLines({ passed, skipped, failures }) {
  const named = failures.slice(0, MOST_NAMES).map((name) => `  ✗ ${name}`);
  const more = failures.length > MOST_NAMES ? [`  and ${failures.length - MOST_NAMES} more`] : [];
  const sum = `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return [...(named.length > 0 ? ['Failed:', ...named, ...more, ''] : []), sum].join('\n');
}

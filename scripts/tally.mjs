/** Counts of passed, failed and skipped tests, read from the reports that Vitest and Playwright write. */
import { readFileSync, rmSync } from 'node:fs';
import { fromRoot } from './project.mjs';

export const UNIT_REPORT = 'node_modules/.cache/trailscope/unit.json';
export const E2E_REPORT = 'node_modules/.cache/trailscope/e2e.json';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Readonly<Tally>} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };
export const ONE_FAILED = { ...NOTHING, failed: 1 };

/**
 * @param {Tally} a
 * @param {Tally} b
 * @returns {Tally}
 */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** @param {Tally} tally */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Removes the last report, so that a run that dies early is not given the counts of the one before it.
 * @param {string} report
 */
export function forget(report) {
  rmSync(fromRoot(report), { force: true });
}

/** @param {number} exitCode */
export function unitTally(exitCode) {
  /** @type {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number } | null} */
  const report = readReport(UNIT_REPORT);
  return believe(exitCode, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

/** @param {number} exitCode */
export function e2eTally(exitCode) {
  /** @type {{ stats?: { expected?: number, unexpected?: number, flaky?: number, skipped?: number } } | null} */
  const report = readReport(E2E_REPORT);
  return believe(exitCode, {
    passed: (report?.stats?.expected ?? 0) + (report?.stats?.flaky ?? 0),
    failed: report?.stats?.unexpected ?? 0,
    skipped: report?.stats?.skipped ?? 0,
  });
}

/**
 * A runner that failed without a failed test (a file that does not load, no report at all) counts as one.
 * @param {number} exitCode
 * @param {Tally} tally
 */
function believe(exitCode, tally) {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(fromRoot(path), 'utf8'));
  } catch {
    return null;
  }
}

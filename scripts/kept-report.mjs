/** What the last whole runs of the tests said, kept for `scripts/test-report.mjs`. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fromRoot } from './project.mjs';
import { E2E_REPORT, UNIT_REPORT } from './tally.mjs';

/** @typedef {import('./test-report-text.mjs').Test} Test */
/** @typedef {import('./test-report-text.mjs').Run} Run */

const COMMANDS = { test: 'npm test', slow: 'npm run test:slow' };

/** @param {keyof typeof COMMANDS} name */
const keptAt = (name) => `node_modules/.cache/trailscope/last-${name}.json`;

/** Before a run: what a runner that dies early has not written is not to be an older one's. */
export function forgetReports() {
  for (const report of [UNIT_REPORT, E2E_REPORT]) rmSync(fromRoot(report), { force: true });
}

/**
 * Keeps what a whole run said, for `scripts/test-report.mjs`.
 * @param {keyof typeof COMMANDS} name
 * @param {number} seconds
 */
export function keepReport(name, seconds) {
  /** @type {Run} */
  const run = {
    name,
    command: COMMANDS[name],
    date: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} processors, Node ${process.version}`,
    seconds,
    tests: testsOf(readReport(UNIT_REPORT), readReport(E2E_REPORT), fromRoot('')),
  };
  writeFileSync(fromRoot(keptAt(name)), JSON.stringify(run));
}

/**
 * @param {keyof typeof COMMANDS} name
 * @returns {Run | null}
 */
export function keptReport(name) {
  return readReport(keptAt(name));
}

/**
 * @param {{ testResults?: { name: string, assertionResults: { fullName: string, status: string, duration?: number | null }[] }[] } | null} unit as Vitest writes it
 * @param {{ suites?: Suite[] } | null} e2e as Playwright writes it
 * @param {string} root
 * @returns {Test[]}
 */
export function testsOf(unit, e2e, root) {
  const ofUnit = (unit?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration }) => ({
      title: fullName,
      file: name.slice(root.length).replace(/^\//, ''),
      seconds: (duration ?? 0) / 1000,
      state: stateOf(status),
      figures: [],
    })),
  );
  return [...ofUnit, ...(e2e?.suites ?? []).flatMap(testsOfSuite)];
}

/**
 * @typedef {object} Suite
 * @property {string} file
 * @property {Suite[]} [suites]
 * @property {{ title: string, tests: { status: string, results: { duration: number }[], annotations: { type: string, description?: string }[] }[] }[]} [specs]
 */

/**
 * @param {Suite} suite
 * @returns {Test[]}
 */
function testsOfSuite({ file, suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map(({ status, results, annotations }) => ({
      title,
      file: `e2e/${file}`,
      seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
      state: stateOf(status),
      figures: annotations.flatMap(({ type, description }) =>
        type === 'figures' ? [description ?? ''] : [],
      ),
    })),
  );
  return [...own, ...suites.flatMap(testsOfSuite)];
}

/**
 * @param {string} status of either runner
 * @returns {Test['state']}
 */
function stateOf(status) {
  if (['passed', 'expected', 'flaky'].includes(status)) return 'passed';
  return ['failed', 'unexpected'].includes(status) ? 'failed' : 'skipped';
}

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(fromRoot(path), 'utf8'));
  } catch {
    return null;
  }
}

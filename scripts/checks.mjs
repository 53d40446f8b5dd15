/** The checks that need no browser, each with the command that mends it. */
import { fromRoot, run, runTool, toolOf } from './project.mjs';
import { add, NOTHING, oneFailed, tallyOf } from './tally.mjs';
import { runWatched } from './watched-run.mjs';

/**
 * @typedef {object} Check
 * @property {string} name as in `npm run check:<name>`
 * @property {string} [tool] the package whose command it is; without one, the first argument is a script of ours
 * @property {string[]} args
 * @property {string} mend what to do when it fails
 */

const UNIT_PROGRESS = 'node_modules/.cache/trailscope/unit-progress.json';

/** ms without any test beginning or ending after which the runner hangs: no test may take half as long. */
export const PATIENCE = 5 * 60_000;
export const SLOW_PATIENCE = 30 * 60_000;

/** @type {readonly Check[]} */
export const CHECKS = [
  {
    name: 'format',
    tool: 'prettier',
    args: [
      '--check',
      '.',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      'node_modules/.cache/prettier',
    ],
    mend: 'npm run format',
  },
  {
    name: 'lint',
    tool: 'oxlint',
    args: ['--type-aware', '--deny-warnings'],
    mend: 'npx oxlint --type-aware --fix     (then by hand; npm run check:lint shows what is left)',
  },
  {
    name: 'types',
    tool: 'typescript',
    args: ['-p', '.'],
    mend: 'npm run check:types     (mend the lines it names)',
  },
  {
    name: 'unit',
    tool: 'vitest',
    args: ['run'],
    mend: 'npx vitest     (it runs the tests again at every change)',
  },
  {
    name: 'build',
    tool: 'vite',
    args: ['build', '--logLevel', 'warn'],
    mend: 'npm run check:build     (mend the import or the file it names)',
  },
  {
    name: 'size',
    args: ['scripts/size-budget.mjs'],
    mend: 'npm run check:build && npm run check:size     (let what is not needed for the first picture come later: src/app/later.ts)',
  },
];

/**
 * Runs the checks to the end even after one has failed: a person wants to mend them in one go.
 * @param {readonly Check[]} checks
 * @returns {Promise<{ failed: Check[], tally: import('./tally.mjs').Tally }>} the tally counts unit tests, and any other check that failed as one
 */
export async function runChecks(checks) {
  /** @type {Check[]} */
  const failed = [];
  let tally = NOTHING;
  for (const check of checks) {
    console.log(`\n── ${check.name}`);
    const started = performance.now();
    const { code, counted } = check.name === 'unit' ? await runUnitTests(check) : await runCheck(check);
    if (code !== 0) failed.push(check);
    tally = add(tally, counted);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`── ${check.name} ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  }
  return { failed, tally };
}

/** @param {Check} check */
async function runCheck({ name, tool, args: [first = '', ...rest] }) {
  const code = await (tool === undefined
    ? run(process.execPath, [fromRoot(first), ...rest])
    : runTool(tool, [first, ...rest]));
  return { code, counted: code === 0 ? NOTHING : oneFailed(name) };
}

/** @param {Check} check */
async function runUnitTests({ name, tool = '', args }) {
  const slow = process.env['TRAILSCOPE_SLOW'] === '1';
  const ended = await runWatched({
    command: [toolOf(tool), ...args],
    progress: fromRoot(UNIT_PROGRESS),
    patience: slow ? SLOW_PATIENCE : PATIENCE,
  });
  return { code: ended.code, counted: tallyOf(name, ended) };
}

/** @param {readonly Check[]} failed */
export function printMending(failed) {
  for (const { name, mend } of failed) console.log(`\n${name} failed; fix with: ${mend}`);
}

/** The checks that need no browser, each with the command that mends it. */
import { fromRoot, run, runTool } from './project.mjs';
import { add, forget, NOTHING, ONE_FAILED, UNIT_REPORT, unitTally } from './tally.mjs';

/**
 * @typedef {object} Check
 * @property {string} name as in `npm run check:<name>`
 * @property {string} [tool] the package whose command it is; without one, the first argument is a script of ours
 * @property {string[]} args
 * @property {string} mend what to do when it fails
 */

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
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`],
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
  forget(UNIT_REPORT);
  for (const check of checks) {
    console.log(`\n── ${check.name}`);
    const started = performance.now();
    const code = await runCheck(check);
    if (code !== 0) failed.push(check);
    if (check.name === 'unit') tally = add(tally, unitTally(code));
    else if (code !== 0) tally = add(tally, ONE_FAILED);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`── ${check.name} ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  }
  return { failed, tally };
}

/** @param {Check} check */
function runCheck({ tool, args }) {
  if (tool !== undefined) return runTool(tool, args);
  const [script = '', ...rest] = args;
  return run(process.execPath, [fromRoot(script), ...rest]);
}

/** @param {readonly Check[]} failed */
export function printMending(failed) {
  for (const { name, mend } of failed) console.log(`\n${name} failed; fix with: ${mend}`);
}

/** The words of `docs/test-report.md`. Pure: what the runners wrote in, Markdown out. */

/** @typedef {{ title: string, file: string, seconds: number, state: 'passed' | 'failed' | 'skipped', figures: string[] }} Test */
/** @typedef {{ name: string, command: string, date: string, machine: string, seconds: number, tests: Test[], note?: string }} Run `note`: what else is to be known of it */

/** Long enough to be told by name. */
const LONG_SECONDS = 20;

/** @param {readonly Run[]} runs */
export function reportText(runs) {
  return `# The tests, and what they last said

Written by \`node scripts/test-report.mjs\` from the reports of the last runs; not by hand. \`npm test\` is what has to pass before a change is
taken; \`npm run test:slow\` repeats its unit tests with many more inputs and runs the specs tagged \`@slow\`. A test that is skipped says why when
it runs: public logs that are not beside the repository, or a server that is not installed.

${runs.map(runText).join('\n')}`;
}

/** @param {Run} run */
function runText(run) {
  return `## \`${run.command}\`

${run.date}; ${run.machine}; ${duration(run.seconds)}. ${countsOf(run.tests)}.${run.note === undefined ? '' : ` ${run.note}`}

${table(['area', 'tests', 'time'], areasOf(run.tests))}
${longOnes(run)}`;
}

/** @param {Run} run */
function longOnes({ tests }) {
  const long = tests.filter(({ seconds, figures }) => seconds >= LONG_SECONDS || figures.length > 0);
  if (long.length === 0) return '';
  const rows = long
    .toSorted((a, b) => b.seconds - a.seconds)
    .map(({ title, seconds, state, figures }) => [
      [title, ...figures].map(cell).join('<br>'),
      state,
      duration(seconds),
    ]);
  return `\n${table(['the longest, and those with figures', 'end', 'time'], rows)}`;
}

/** @param {readonly Test[]} tests */
function areasOf(tests) {
  /** @type {Map<string, Test[]>} */
  const areas = new Map();
  for (const test of tests) areas.set(areaOf(test.file), [...(areas.get(areaOf(test.file)) ?? []), test]);
  return [...areas]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([area, of]) => [
      `\`${area}\``,
      String(of.length),
      duration(of.reduce((sum, { seconds }) => sum + seconds, 0)),
    ]);
}

/**
 * `src/query/x.test.ts` → `src/query`.
 * @param {string} file
 */
function areaOf(file) {
  const parts = file.split('/').slice(0, -1);
  return parts.slice(0, 2).join('/');
}

/** @param {readonly Test[]} tests */
function countsOf(tests) {
  const of = (/** @type {Test['state']} */ state) => tests.filter((test) => test.state === state).length;
  return `${of('passed')} passed, ${of('failed')} failed, ${of('skipped')} skipped`;
}

/**
 * @param {readonly string[]} heads
 * @param {readonly (readonly string[])[]} rows
 */
function table(heads, rows) {
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');

/** @param {number} seconds */
function duration(seconds) {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

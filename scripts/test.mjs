/**
 * `npm test`: installs if needed, runs every check and then the e2e specs against the build. The last lines name what failed; the
 * very last is the sum, `N passed, N failed`. `--slow` runs the long suites instead of the short e2e specs.
 */
import { CHECKS, PATIENCE, printMending, runChecks, SLOW_PATIENCE } from './checks.mjs';
import { runE2e } from './e2e-run.mjs';
import { forgetReports, keepReport } from './kept-report.mjs';
import { installOtherBrowsers } from './other-browsers.mjs';
import { requireNode, requirePackages, runMain, Stop } from './project.mjs';
import { add, oneFailed, tallyLines } from './tally.mjs';

const slow = process.argv.includes('--slow');
const begun = performance.now();

await runMain(async () => {
  const { ok, tally } = await everything().catch((error) => {
    console.log(error instanceof Stop ? `\n${error.message}` : error);
    return { ok: false, tally: oneFailed(String(error)) };
  });
  console.log(`\n${tallyLines(tally)}`);
  return ok ? 0 : 1;
});

async function everything() {
  requireNode();
  await requirePackages();
  if (slow) process.env['TRAILSCOPE_SLOW'] = '1';
  forgetReports();
  const checks = await runChecks(CHECKS);
  if (checks.failed.some(({ name }) => name === 'build')) {
    printMending(checks.failed);
    console.log('\nThe e2e specs did not run: there is no build to run them against.');
    return { ok: false, tally: checks.tally };
  }
  await installOtherBrowsers({ slow });
  const e2e = await runE2e(slow ? ['--pass-with-no-tests'] : [], slow ? SLOW_PATIENCE : PATIENCE);
  keepReport(slow ? 'slow' : 'test', (performance.now() - begun) / 1000);
  printMending(checks.failed);
  if (e2e.code !== 0)
    console.log('\ne2e failed; see it happen with: npm run e2e -- --headed -g "<name of the test>"');
  return { ok: checks.failed.length === 0 && e2e.code === 0, tally: add(checks.tally, e2e.tally) };
}

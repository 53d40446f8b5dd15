/**
 * Writes `docs/test-report.md` from the reports that the last `npm test` and the last `npm run test:slow` left: how many tests
 * there are of what, how long they took, on what machine, and the figures that slow tests tell of themselves.
 */
import { writeFileSync } from 'node:fs';
import { fromRoot, runMain, Stop } from './project.mjs';
import { keptReport } from './kept-report.mjs';
import { reportText } from './test-report-text.mjs';

await runMain(async () => {
  const runs = [keptReport('test'), keptReport('slow')].filter((run) => run !== null);
  if (runs.length === 0)
    throw new Stop('There is no report yet. Run npm test, and npm run test:slow, first.');
  writeFileSync(fromRoot('docs/test-report.md'), reportText(runs));
  console.log('docs/test-report.md is written.');
  return 0;
});

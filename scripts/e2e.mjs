/** `npm run e2e`: builds, then runs the specs; what follows `--` goes to Playwright: `npm run e2e -- load -g cancel`. */
import { CHECKS, printMending, runChecks } from './checks.mjs';
import { runE2e } from './e2e-run.mjs';
import { requireNode, requirePackages, runMain } from './project.mjs';

await runMain(async () => {
  requireNode();
  await requirePackages();
  const { failed } = await runChecks(CHECKS.filter(({ name }) => name === 'build'));
  printMending(failed);
  if (failed.length > 0) return 1;
  // Whoever debugs a test stands still in it for as long as they like.
  return (await runE2e(process.argv.slice(2), Infinity)).code;
});

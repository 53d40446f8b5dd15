/** `npm run check`: every check that needs no browser, or only those named: `node scripts/check.mjs lint types`. */
import { CHECKS, printMending, runChecks } from './checks.mjs';
import { requireNode, requirePackages, runMain, Stop } from './project.mjs';

await runMain(async () => {
  requireNode();
  await requirePackages();
  const { failed } = await runChecks(chosen(process.argv.slice(2)));
  printMending(failed);
  return failed.length === 0 ? 0 : 1;
});

/** @param {readonly string[]} names */
function chosen(names) {
  const known = CHECKS.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Stop(`There is no check "${unknown}"; there are ${known.join(', ')}.`);
  return names.length === 0 ? CHECKS : CHECKS.filter(({ name }) => names.includes(name));
}

/** `npm run docs:fields`: writes the table of `docs/fields.md` again from the catalogue. */
import { readFileSync, writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';
import { fromRoot, requirePackages, runMain } from './project.mjs';

await runMain(async () => {
  await requirePackages();
  /** @type {{ module: typeof import('./fields-doc.ts') }} */
  const { module } = await runnerImport(fromRoot('scripts/fields-doc.ts'), { configFile: false });
  const file = fromRoot('docs/fields.md');
  writeFileSync(file, module.withFieldsTable(readFileSync(file, 'utf8')));
  return 0;
});

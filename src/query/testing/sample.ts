/** The sample that is served beside the program, as files to load. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '#session/session.ts';

const ROOT = join(import.meta.dirname, '../../../public/sample');

export async function sampleFiles(): Promise<SourceFile[]> {
  const names = await readdir(ROOT, { recursive: true });
  const logs = names.filter((name) => name.endsWith('.json.gz')).toSorted();
  return Promise.all(
    logs.map(async (path) => ({ file: new File([await readFile(join(ROOT, path))], path), path })),
  );
}

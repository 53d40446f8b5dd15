/** Archives and what lies in them, some archives deep. */
import type { FileReport } from './session.ts';

/** These files and, of archives among them, all that lies in them. In `files` an archive stands before its own. */
export function withArchiveFiles(
  ids: Iterable<number>,
  files: readonly Pick<FileReport, 'id' | 'archive'>[],
): ReadonlySet<number> {
  const all = new Set(ids);
  for (const { id, archive } of files) if (archive !== null && all.has(archive)) all.add(id);
  return all;
}

/** Files that were found in an archive become files of the set, named after the archive they lie in. */
import type { NumberedFile } from '#ingest/ingest-pool.ts';
import type { FileResult } from '#ingest/protocol.ts';
import { unread } from '#ingest/report.ts';
import type { FileLedger } from './file-ledger.ts';

/** So many files may come out of archives, those in archives in archives with them: a made-up one could hold any number. */
export const MOST_FILES = 250_000;

/** Answers those that are to be read. */
export function enterArchive(
  ledger: FileLedger,
  { id: archive, entries = [] }: FileResult,
): readonly NumberedFile[] {
  const name = ledger.path(archive) ?? '';
  const set = ledger.setOf(archive);
  const most = Math.max(0, MOST_FILES - ledger.filesInArchives);
  const toRead: NumberedFile[] = [];
  for (const { path, source, problem, notes } of entries.slice(0, most)) {
    const id = ledger.addEntry({ path: `${name}/${path}`, file: source.blob, set, source, archive });
    ledger.measured(id, source);
    for (const note of notes) ledger.note(id, note);
    if (problem === null) toRead.push({ id, source });
    else ledger.finished(unread(id, 'failed', [problem]));
  }
  if (entries.length > most)
    ledger.note(
      archive,
      `${(entries.length - most).toLocaleString('en-US')} files of it were not read: more than ${MOST_FILES.toLocaleString('en-US')} came out of archives. Unpack it and add the rest in parts.`,
    );
  return toRead;
}

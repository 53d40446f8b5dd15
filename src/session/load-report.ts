/** The report that a user downloads. */
import type { FileReport, LoadReport, Totals } from './session.ts';

export function reportOf(
  totals: Totals,
  files: readonly FileReport[],
  removed: readonly FileReport[],
): LoadReport {
  return {
    events: totals.events,
    duplicates: totals.duplicates,
    conflicts: totals.conflicts,
    found: totals.found,
    rejected: totals.rejected,
    files: files.map((file) => ({
      name: file.name,
      kind: file.kind,
      status: file.status,
      bytes: file.bytes,
      sha256: file.sha256,
      records: file.found,
      loaded: file.loaded,
      duplicates: file.duplicates,
      rejected: file.rejected,
      rejectedCount: file.rejectedCount,
      notes: file.notes,
    })),
    removed: removed.map(({ name, bytes, sha256, found }) => ({
      name,
      bytes,
      sha256,
      records: found,
    })),
  };
}

/** A file as the session reports it, for tests. */
import type { FileReport } from '#session/session.ts';

export function fileReport(change: Partial<FileReport> = {}): FileReport {
  return {
    id: 1,
    name: 'a.json.gz',
    set: null,
    archive: null,
    kind: 'cloudtrail-log',
    status: 'loaded',
    bytes: 1,
    decompressedBytes: 1,
    sha256: null,
    contentSum: null,
    found: 0,
    loaded: 0,
    duplicates: 0,
    rejectedCount: 0,
    rejected: [],
    notes: [],
    ...change,
  };
}

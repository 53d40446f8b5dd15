/** What the books hold of one file. */
import type { Source } from '#ingest/source.ts';
import type { FileReport } from './session.ts';

export interface GivenFile {
  readonly path: string;
  readonly file: Blob;
  readonly set: string | null;
  /** Null until the file's size is known. */
  readonly source: Source | null;
  /** Id of the archive that it lies in; null when it was given by itself. */
  readonly archive: number | null;
}

export interface Entry extends GivenFile {
  source: Source | null;
  report: FileReport;
  /** Rows that the engine has taken, duplicates included. */
  inserted: number;
  /** Rows that the engine refused. */
  refused: number;
  /** Records that its worker says it has handed on; null while it reads, and when the worker was lost. */
  handedOn: number | null;
  /** Duplicates by the file in which the row stands that was kept instead. */
  readonly copies: Map<number, number>;
  /** Taken out of the set; it keeps its place, since that is its id. */
  removed: boolean;
}

/** `notes`: what was known before reading. */
export function newEntry(
  id: number,
  { path, file, set, source, archive }: GivenFile,
  notes: readonly string[] = [],
): Entry {
  const report: FileReport = {
    id,
    name: path,
    set,
    archive,
    kind: 'unknown',
    status: 'waiting',
    bytes: 0,
    decompressedBytes: 0,
    sha256: null,
    contentSum: null,
    found: 0,
    loaded: 0,
    duplicates: 0,
    rejectedCount: 0,
    rejected: [],
    notes,
  };
  return {
    path,
    file,
    set,
    source,
    archive,
    report,
    inserted: 0,
    refused: 0,
    handedOn: null,
    copies: new Map(),
    removed: false,
  };
}

/** Records that were sent and have neither been taken nor refused. */
export function missingOf({ handedOn, inserted, refused }: Entry): number {
  return handedOn === null ? 0 : handedOn - inserted - refused;
}

/** The same file, not one that was changed or cut since; one that was given up half-way may give more now. */
export function isWhatItWas(before: Entry, now: Entry): boolean {
  const { status, sha256 } = before.report;
  return (
    (now.report.status === 'loaded' || now.report.status === status) &&
    (sha256 === null || sha256 === now.report.sha256) &&
    now.inserted >= before.inserted &&
    now.refused === 0
  );
}

export const isPart = (source: Source | null): boolean => source !== null && source.from !== null;

/** The archive it came from said something of it, and says it once only. */
export const notesOfArchive = ({ archive, report }: Entry): readonly string[] =>
  archive === null ? [] : report.notes;

export function meets(copies: ReadonlyMap<number, number>, ids: ReadonlySet<number>): boolean {
  for (const id of copies.keys()) if (ids.has(id)) return true;
  return false;
}

/** Files of archives were found only while reading: each archive's stand behind it. */
export function inGivenOrder(reports: readonly FileReport[], hasArchives: boolean): readonly FileReport[] {
  if (!hasArchives) return reports;
  const ids = new Set(reports.map(({ id }) => id));
  const inside = new Map<number | null, FileReport[]>();
  for (const report of reports) {
    const archive = report.archive !== null && ids.has(report.archive) ? report.archive : null;
    const siblings = inside.get(archive);
    if (siblings === undefined) inside.set(archive, [report]);
    else siblings.push(report);
  }
  const ordered: FileReport[] = [];
  const visit = (archive: number | null): void => {
    for (const report of inside.get(archive) ?? []) {
      ordered.push(report);
      visit(report.id);
    }
  };
  visit(null);
  return ordered;
}

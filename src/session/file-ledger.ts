/**
 * The books of the data set: what each file gave, exactly. Always: found = loaded + duplicates + rejected, where loaded
 * counts the rows that the engine has taken, not those that a worker says it has sent.
 */
import type { FileResult, FileRows } from '#ingest/protocol.ts';
import { looseSource, type Source } from '#ingest/source.ts';
import type { PlacedFile } from './evidence.ts';
import type { FileReport, LoadReport, RejectedRecord, SourceFile, Totals } from './session.ts';

interface Entry {
  readonly path: string;
  readonly file: Blob;
  /** Null until the file's size is known. */
  source: Source | null;
  report: FileReport;
  /** Rows that the engine has taken, duplicates included. */
  inserted: number;
  /** Rows that the engine refused. */
  refused: number;
  /** Records that its worker says it has handed on; null while it reads, and when the worker was lost. */
  handedOn: number | null;
}

const EMPTY_TOTALS: Totals = {
  files: 0,
  filesLoaded: 0,
  filesSetAside: 0,
  filesFailed: 0,
  events: 0,
  found: 0,
  duplicates: 0,
  rejected: 0,
  conflicts: 0,
  firstTime: null,
  lastTime: null,
};

const LOST_NOTE =
  'The reader stopped unexpectedly after it had read this file, and not all of its records had been handed on. Choose the file again to load the rest.';

/** Records that were sent and have neither been taken nor refused. */
function missingOf({ handedOn, inserted, refused }: Entry): number {
  return handedOn === null ? 0 : handedOn - inserted - refused;
}

export class FileLedger {
  private readonly entries: Entry[] = [];
  private conflicts = 0;
  private firstTime: number | null = null;
  private lastTime: number | null = null;
  private reports: readonly FileReport[] | null = [];

  /** Adds a file; its id is its place. */
  add({ file, path, set }: SourceFile): number {
    const id = this.entries.length;
    const report: FileReport = {
      id,
      name: path,
      set: set ?? null,
      kind: 'unknown',
      status: 'waiting',
      bytes: 0,
      decompressedBytes: 0,
      sha256: null,
      found: 0,
      loaded: 0,
      duplicates: 0,
      rejectedCount: 0,
      rejected: [],
      notes: [],
    };
    this.entries.push({ path, file, source: null, report, inserted: 0, refused: 0, handedOn: null });
    this.reports = null;
    return id;
  }

  path(id: number): string | null {
    return this.entries[id]?.path ?? null;
  }

  placed(id: number): PlacedFile | undefined {
    const entry = this.entries[id];
    if (entry === undefined) return undefined;
    return { path: entry.path, source: entry.source ?? looseSource(entry.file, entry.file.size) };
  }

  get size(): number {
    return this.entries.length;
  }

  private change(id: number, change: Partial<FileReport>): void {
    const entry = this.entries[id];
    if (entry === undefined) return;
    entry.report = { ...entry.report, ...change };
    this.reports = null;
  }

  measured(id: number, source: Source): void {
    const entry = this.entries[id];
    if (entry !== undefined) entry.source = source;
    this.change(id, { bytes: source.size });
  }

  started(ids: readonly number[]): void {
    for (const id of ids) this.change(id, { status: 'reading' });
  }

  finished(result: FileResult): void {
    const entry = this.entries[result.id];
    if (entry === undefined) return;
    const { outcome, kind, decompressedBytes, sha256, rejected, notes } = result;
    entry.handedOn = sha256 === null && result.records === 0 ? null : result.records;
    // Rows of this file may still be on their way; `inserted` and `refused` are added when they arrive.
    this.change(result.id, {
      status: outcome,
      kind,
      decompressedBytes,
      sha256,
      rejected: [...rejected, ...entry.report.rejected],
      rejectedCount: result.rejectedCount + entry.refused,
      notes: [...notes, ...entry.report.notes],
    });
    this.settle(entry);
  }

  inserted(rows: readonly FileRows[]): void {
    for (const { fileId, rows: count } of rows) {
      const entry = this.entries[fileId];
      if (entry === undefined) continue;
      entry.inserted += count;
      this.settle(entry);
    }
  }

  /** The engine did not take these rows. */
  refused(rows: readonly FileRows[], reason: string): void {
    for (const { fileId, rows: count, firstOffset } of rows) {
      const entry = this.entries[fileId];
      if (entry === undefined) continue;
      entry.refused += count;
      const rejection: RejectedRecord = {
        offset: firstOffset,
        reason: `${count === 1 ? 'one record' : `${count} records`} from here on: ${reason}`,
      };
      this.change(fileId, {
        rejectedCount: entry.report.rejectedCount + count,
        rejected: [...entry.report.rejected, rejection],
      });
      this.settle(entry);
    }
  }

  private settle(entry: Entry): void {
    const { duplicates, rejectedCount } = entry.report;
    const loaded = entry.inserted - duplicates;
    this.change(entry.report.id, { loaded, found: loaded + duplicates + rejectedCount });
  }

  /** Rows that were removed as copies, by file, and how many eventIDs are in conflict now. */
  foundDuplicates(removed: ReadonlyMap<number, number>, conflicts: number): void {
    this.conflicts = conflicts;
    for (const [id, copies] of removed) {
      const entry = this.entries[id];
      if (entry === undefined) continue;
      this.change(id, { duplicates: entry.report.duplicates + copies });
      this.settle(entry);
    }
  }

  sawTimes(range: readonly [number, number] | null): void {
    if (range === null) return;
    this.firstTime = Math.min(this.firstTime ?? range[0], range[0]);
    this.lastTime = Math.max(this.lastTime ?? range[1], range[1]);
  }

  note(id: number, sentence: string): void {
    const entry = this.entries[id];
    if (entry !== undefined) this.change(id, { notes: [...entry.report.notes, sentence] });
  }

  /** Files whose records were read, but did not all arrive: their worker died with the last of them. */
  incomplete(): { readonly id: number; readonly missing: number }[] {
    return this.entries
      .map((entry, id) => ({ id, missing: missingOf(entry) }))
      .filter(({ missing }) => missing > 0);
  }

  /** Counts what will not arrive any more as rejected. `offset`: where in the file the last record that did ends. */
  lost(id: number, offset: number): void {
    const entry = this.entries[id];
    if (entry === undefined) return;
    const missing = missingOf(entry);
    this.refused(
      [{ fileId: id, rows: missing, firstOffset: offset }],
      'they were read, but lost when their reader stopped',
    );
    this.change(id, { status: 'failed' });
    this.note(id, LOST_NOTE);
  }

  /** Files of which more rows have arrived than were sent; asked when all is over. */
  disagreements(): string[] {
    return this.entries.filter((entry) => missingOf(entry) !== 0).map(({ report }) => report.name);
  }

  files(): readonly FileReport[] {
    this.reports ??= this.entries.map((entry) => entry.report);
    return this.reports;
  }

  totals(): Totals {
    const totals = {
      ...EMPTY_TOTALS,
      conflicts: this.conflicts,
      firstTime: this.firstTime,
      lastTime: this.lastTime,
    };
    // One pass: this is asked several times a second over as many as ten thousands of files.
    for (const { report } of this.entries) {
      totals.files++;
      if (report.status === 'loaded') totals.filesLoaded++;
      else if (report.status === 'set-aside') totals.filesSetAside++;
      else if (report.status === 'failed' || report.status === 'cancelled') totals.filesFailed++;
      totals.events += report.loaded;
      totals.found += report.found;
      totals.duplicates += report.duplicates;
      totals.rejected += report.rejectedCount;
    }
    return totals;
  }

  report(): LoadReport {
    const totals = this.totals();
    return {
      events: totals.events,
      duplicates: totals.duplicates,
      conflicts: totals.conflicts,
      found: totals.found,
      rejected: totals.rejected,
      files: this.files().map((file) => ({
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
    };
  }
}

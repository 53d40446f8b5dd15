/**
 * The books of the data set: what each file gave, exactly. Always: found = loaded + duplicates + rejected, where loaded
 * counts the rows that the engine has taken, not those that a worker says it has sent.
 */
import type { FileResult, FileRows } from '#ingest/protocol.ts';
import { looseSource, type Source } from '#ingest/source.ts';
import { withArchiveFiles } from './archive-files.ts';
import type { Copies } from './duplicates.ts';
import type { PlacedFile } from './evidence.ts';
import {
  type Entry,
  type GivenFile,
  inGivenOrder,
  isPart,
  isWhatItWas,
  meets,
  missingOf,
  newEntry,
  notesOfArchive,
} from './ledger-entry.ts';
import { reportOf } from './load-report.ts';
import type { UnmeasuredFile } from './measure-files.ts';
import type { FileReport, LoadReport, RejectedRecord, SourceFile, Totals } from './session.ts';

const EMPTY_TOTALS: Totals = {
  files: 0,
  archives: 0,
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

export class FileLedger {
  private readonly entries: Entry[] = [];
  private readonly firstId: number;
  /** Files that were found in archives. */
  filesInArchives = 0;
  private conflicts = 0;
  private firstTime: number | null = null;
  private lastTime: number | null = null;
  private reports: readonly FileReport[] | null = [];
  private removedReports: readonly FileReport[] | null = [];

  /** `firstId`: for books beside others, whose ids must not be the same. */
  constructor(firstId = 0) {
    this.firstId = firstId;
  }

  private entry(id: number): Entry | undefined {
    return this.entries[id - this.firstId];
  }

  /** Adds a file; its id is its place. */
  add({ file, path, set }: SourceFile): number {
    return this.put({ path, file, set: set ?? null, source: null, archive: null });
  }

  /** Adds a file that was found in an archive. */
  addEntry(entry: GivenFile): number {
    this.filesInArchives++;
    return this.put(entry);
  }

  /** The same file as one of other books; null when they have no such one. */
  addFrom(other: FileLedger, id: number): number | null {
    const entry = other.entry(id);
    return entry === undefined ? null : this.put(entry, notesOfArchive(entry));
  }

  private put(given: GivenFile, notes: readonly string[] = []): number {
    const id = this.nextId;
    this.entries.push(newEntry(id, given, notes));
    this.reports = null;
    return id;
  }

  setOf(id: number): string | null {
    return this.entry(id)?.set ?? null;
  }

  path(id: number): string | null {
    return this.entry(id)?.path ?? null;
  }

  placed(id: number): PlacedFile | undefined {
    const entry = this.entry(id);
    if (entry === undefined) return undefined;
    return { path: entry.path, source: entry.source ?? looseSource(entry.file, entry.file.size) };
  }

  /** As it is handed to a load; null when there is none of that id. */
  toRead(id: number): UnmeasuredFile | null {
    const entry = this.entry(id);
    if (entry === undefined) return null;
    // The size of a loose file may not be what it was.
    return { id, file: entry.file, inside: isPart(entry.source) ? entry.source : null };
  }

  holds(id: number): boolean {
    return this.entry(id)?.removed === false;
  }

  get nextId(): number {
    return this.firstId + this.entries.length;
  }

  private change(id: number, change: Partial<FileReport>): void {
    const entry = this.entry(id);
    if (entry === undefined) return;
    entry.report = { ...entry.report, ...change };
    this.reports = null;
  }

  measured(id: number, source: Source): void {
    const entry = this.entry(id);
    if (entry !== undefined) entry.source = source;
    this.change(id, { bytes: source.zip?.unpackedBytes ?? source.size });
  }

  started(ids: readonly number[]): void {
    for (const id of ids) this.change(id, { status: 'reading' });
  }

  finished(result: FileResult): void {
    const entry = this.entry(result.id);
    if (entry === undefined) return;
    const { outcome, kind, decompressedBytes, sha256, contentSum, rejected, notes } = result;
    entry.handedOn = sha256 === null && result.records === 0 ? null : result.records;
    // Rows of this file may still be on their way; `inserted` and `refused` are added when they arrive.
    this.change(result.id, {
      status: outcome === 'loaded' && entry.refused > 0 ? 'failed' : outcome,
      kind,
      decompressedBytes,
      sha256,
      contentSum,
      rejected: [...rejected, ...entry.report.rejected],
      rejectedCount: result.rejectedCount + entry.refused,
      notes: [...new Set([...notes, ...entry.report.notes])],
    });
    this.settle(entry);
  }

  inserted(rows: readonly FileRows[]): void {
    for (const { fileId, rows: count } of rows) {
      const entry = this.entry(fileId);
      if (entry === undefined) continue;
      entry.inserted += count;
      this.settle(entry);
    }
  }

  /** The engine did not take these rows. */
  refused(rows: readonly FileRows[], reason: string): void {
    for (const { fileId, rows: count, firstOffset } of rows) {
      const entry = this.entry(fileId);
      if (entry === undefined) continue;
      entry.refused += count;
      const rejection: RejectedRecord = {
        offset: firstOffset,
        reason: `${count === 1 ? 'one record' : `${count} records`} from here on: ${reason}`,
      };
      this.change(fileId, {
        // It was read to its end, but not all of it is there.
        ...(count > 0 && entry.report.status === 'loaded' ? { status: 'failed' } : {}),
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

  /** Rows that were left out as copies, and how many eventIDs are in conflict now. */
  foundDuplicates(removed: readonly Copies[], conflicts: number): void {
    this.conflicts = conflicts;
    for (const { fileId, keptIn, count } of removed) {
      const entry = this.entry(fileId);
      if (entry === undefined) continue;
      entry.copies.set(keptIn, (entry.copies.get(keptIn) ?? 0) + count);
      this.change(fileId, { duplicates: entry.report.duplicates + count });
      this.settle(entry);
    }
  }

  sawTimes(range: readonly [number, number] | null): void {
    if (range === null) return;
    this.firstTime = Math.min(this.firstTime ?? range[0], range[0]);
    this.lastTime = Math.max(this.lastTime ?? range[1], range[1]);
  }

  note(id: number, sentence: string): void {
    const entry = this.entry(id);
    if (entry !== undefined) this.change(id, { notes: [...entry.report.notes, sentence] });
  }

  /** Files whose records were read, but did not all arrive: their worker died with the last of them. */
  incomplete(): { readonly id: number; readonly missing: number }[] {
    return this.entries
      .map((entry) => ({ id: entry.report.id, missing: missingOf(entry) }))
      .filter(({ missing }) => missing > 0);
  }

  /** Counts what will not arrive any more as rejected. `offset`: where in the file the last record that did ends. */
  lost(id: number, offset: number): void {
    const entry = this.entry(id);
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
    this.reports ??= inGivenOrder(
      this.entries.filter((entry) => !entry.removed).map((entry) => entry.report),
      this.filesInArchives > 0,
    );
    return this.reports;
  }

  /** Files that were taken out of the set, as they were before. */
  removedFiles(): readonly FileReport[] {
    this.removedReports ??= this.entries.filter((entry) => entry.removed).map((entry) => entry.report);
    return this.removedReports;
  }

  /** Files that stay when these go, and have copies of events that are kept in one of these. */
  copiesIn(ids: ReadonlySet<number>): number[] {
    return this.entries
      .filter(({ report, removed, copies }) => !removed && !ids.has(report.id) && meets(copies, ids))
      .map(({ report }) => report.id);
  }

  /** They count no more. Copies of their events in other files are to be settled before. */
  remove(ids: ReadonlySet<number>): void {
    for (const id of ids) {
      const entry = this.entry(id);
      if (entry !== undefined) entry.removed = true;
    }
    this.reports = null;
    this.removedReports = null;
  }

  /** These files and, of archives among them, all that lies in them. */
  withArchiveFiles(ids: readonly number[]): ReadonlySet<number> {
    return withArchiveFiles(
      ids,
      this.entries.map(({ report }) => report),
    );
  }

  /** Removed files of the set again, those that gave rows to be read once more, under the ids that they had. */
  putBack(ids: readonly number[]): readonly UnmeasuredFile[] {
    const toRead: UnmeasuredFile[] = [];
    for (const id of this.withArchiveFiles(ids)) {
      const entry = this.entry(id);
      if (entry?.removed !== true) continue;
      const { inserted } = entry;
      entry.removed = false;
      if (inserted > 0) {
        this.entries[id - this.firstId] = newEntry(id, entry, notesOfArchive(entry));
        const file = this.toRead(id);
        if (file !== null) toRead.push(file);
      }
    }
    this.reports = null;
    this.removedReports = null;
    return toRead;
  }

  /** What a second reading of the file found takes the place of the first; its copies are to be looked for again. */
  replaceBy(id: number, again: FileLedger, idThere: number): boolean {
    const entry = this.entry(id);
    const other = again.entry(idThere);
    if (entry === undefined || other === undefined || !isWhatItWas(entry, other)) return false;
    entry.inserted = other.inserted;
    entry.refused = other.refused;
    entry.handedOn = other.handedOn;
    entry.copies.clear();
    const { name, set } = entry.report;
    this.change(id, { ...other.report, id, name, set, duplicates: 0 });
    this.settle(entry);
    return true;
  }

  /** The file could not be read again: its copies of events in files that go are in no table any more. */
  loseCopies(id: number, ids: ReadonlySet<number>, reason: string): void {
    const entry = this.entry(id);
    if (entry === undefined) return;
    let lost = 0;
    for (const [keptIn, count] of entry.copies)
      if (ids.has(keptIn) && entry.copies.delete(keptIn)) lost += count;
    entry.inserted -= lost;
    this.change(id, { duplicates: entry.report.duplicates - lost });
    const { status } = entry.report;
    this.refused([{ fileId: id, rows: lost, firstOffset: 0 }], reason);
    // It was loaded whole: that some went later is said in another place.
    this.change(id, { status });
  }

  /** First and last eventTime of what is left. */
  setTimes(first: number | null, last: number | null): void {
    this.firstTime = first;
    this.lastTime = last;
  }

  /** The ids of all files in the order in which they count as given; null where that is the order of the ids. */
  givenOrder(): readonly number[] | null {
    return this.filesInArchives === 0 ? null : this.files().map(({ id }) => id);
  }

  totals(): Totals {
    const totals = {
      ...EMPTY_TOTALS,
      conflicts: this.conflicts,
      firstTime: this.firstTime,
      lastTime: this.lastTime,
    };
    // One pass: this is asked several times a second over as many as ten thousands of files.
    for (const { report, removed } of this.entries) {
      if (removed) continue;
      if (report.status === 'unpacked') {
        totals.archives++;
        continue;
      }
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
    return reportOf(this.totals(), this.files(), this.removedFiles());
  }
}

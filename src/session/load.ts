/**
 * One load: batches come out of the ingest pool and go into the database, every row is accounted for, duplicates are
 * taken out at the end. Relays and counts only; nothing here looks into a record.
 */
import { type Database, QueryError } from '#database/database.ts';
import { engineMemoryQuery } from '#database/engine-memory.ts';
import { SMALL_TABLES } from '#database/schema.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import type { IngestPool, NumberedFile } from '#ingest/ingest-pool.ts';
import type { EventBatch, FileResult, FileRows } from '#ingest/protocol.ts';
import type { HashKey } from '#ingest/record-bytes.ts';
import { checkBooks, countRows, settleDuplicates } from './check-books.ts';
import { enterArchive } from './archive-entries.ts';
import { compressRows } from './compression.ts';
import { encodeRows } from './encode-rows.ts';
import type { FileLedger } from './file-ledger.ts';
import type { GlobalIds } from './global-ids.ts';
import { isPictureDue, type ProgressMeter } from './load-progress.ts';
import { measureFiles, type UnmeasuredFile } from './measure-files.ts';

/** What a load works on. */
export interface LoadContext {
  readonly database: Database;
  /** Resolves when rows may be inserted; rejects when the database is lost before. */
  readonly tablesReady: Promise<void>;
  readonly pool: IngestPool;
  readonly ledger: FileLedger;
  readonly ids: GlobalIds;
  readonly hashKey: HashKey;
  readonly meter: ProgressMeter;
  /** Aborted when the user cancels, and by the load itself when going on is of no use. */
  readonly stop: AbortController;
  /** Engine bytes from which old rows are compressed. */
  readonly memoryBudget: number;
  /** The rows have changed: show them. */
  readonly publish: () => void;
  /** Numbers have changed: show them. */
  readonly report: () => void;
}

export interface LoadResult {
  /** Sentences about the load as a whole. */
  readonly problems: readonly string[];
  readonly compressed: boolean;
  readonly engineBytes: number | null;
}

/** Rows between two looks at the engine's memory. */
const MEMORY_CHECK_ROWS = 200_000;
const FILE_CHUNK = 2_000;

const ENDS: SqlQuery<{ file_id: 'integer'; end: 'integer' }> = {
  name: 'last-offsets',
  text: 'SELECT file_id, max(record_offset::BIGINT + record_length) AS "end" FROM event GROUP BY file_id',
  values: [],
  columns: { file_id: 'integer', end: 'integer' },
};

const LOAD = { priority: 'load' } as const;

/** Lets the page paint and answer. */
export const breathe = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));

export class Load {
  private readonly context: LoadContext;
  private readonly problems: string[] = [];
  /** Batches are taken one after another, whichever worker they come from. */
  private chain: Promise<void> = Promise.resolve();
  /** Rows may be inserted. */
  private prepared: Promise<void> = Promise.resolve();
  /** The names of all files are in the database. */
  private named: Promise<void> = Promise.resolve();
  private expectedRows = 0;
  private rowsAtCheck = 0;
  private readonly startedAt = performance.now();
  private publishedAt = Number.NEGATIVE_INFINITY;
  private compressed = false;
  private budget: number;
  private engineBytes: number | null = null;
  /** Rows that came out of the workers, and their size as Arrow. */
  private readonly seen = { rows: 0, bytes: 0 };

  constructor(context: LoadContext) {
    this.context = context;
    this.budget = context.memoryBudget;
  }

  /** Rejects only when the database is lost. Once stopped, what has been read so far is kept and accounted for. */
  async run(files: readonly UnmeasuredFile[]): Promise<LoadResult> {
    await this.read(files, true);
    await this.findDuplicates();
    await this.checkBooks();
    await this.checkMemory();
    return this.result();
  }

  /** Only puts the files' rows into the table: their copies are still to be found, and what they replace to be removed. */
  async readAgain(files: readonly UnmeasuredFile[]): Promise<LoadResult> {
    await this.read(files, false);
    return this.result();
  }

  private result(): LoadResult {
    return { problems: this.problems, compressed: this.compressed, engineBytes: this.engineBytes };
  }

  private async read(files: readonly UnmeasuredFile[], areNew: boolean): Promise<void> {
    const { pool, ledger, ids, hashKey, meter } = this.context;
    const prepared = this.prepare(areNew ? files : []);
    this.prepared = prepared;
    // Rejects again below, where it is waited for.
    this.chain = prepared.catch(() => undefined);
    ids.beginLoad();
    await pool.load(
      this.measure(files),
      hashKey,
      {
        onBatch: (worker, batch) => this.enqueue(worker, batch),
        onFiles: (results) => {
          for (const result of results) ledger.finished(result);
          meter.filesDone += results.length;
          const found = results.flatMap((result) => this.enterArchive(result));
          this.context.report();
          return found;
        },
        onProgress: (bytes, events) => {
          meter.saw(bytes, events, performance.now());
          this.context.report();
        },
        onStart: (fileIds) => ledger.started(fileIds),
      },
      this.context.stop.signal,
    );
    await prepared;
    await this.named;
    meter.activity = 'Looking for duplicates';
    this.context.report();
    await this.flushSmallTables();
    await this.settleLost();
  }

  private enterArchive(result: FileResult): readonly NumberedFile[] {
    if (result.entries === undefined) return [];
    const { ledger, meter } = this.context;
    const first = ledger.nextId;
    const found = enterArchive(ledger, result);
    const added = ledger.nextId - first;
    meter.filesTotal += added;
    meter.filesDone += added - found.length;
    // What lies in the archive as it was given, was counted with it.
    if (result.areInPlace !== true)
      meter.bytesTotal += found.reduce((sum, { source }) => sum + source.size, 0);
    const ids = Array.from({ length: added }, (_, k) => first + k);
    const named = this.prepared.then(() => this.addFileNames(ids));
    this.named = Promise.all([this.named, named]).then(() => undefined);
    this.named.catch(() => undefined);
    return found;
  }

  private async prepare(files: readonly UnmeasuredFile[]): Promise<void> {
    await this.context.tablesReady;
    this.expectedRows = (await countRows(this.context.database)) ?? 0;
    const ids = files.map(({ id }) => id);
    this.named = Promise.all([this.named, this.addFileNames(ids)]).then(() => undefined);
    this.named.catch(() => undefined);
  }

  private async findDuplicates(): Promise<void> {
    const problem = await settleDuplicates(this.context.database, this.context.ledger);
    if (problem !== null) this.problem(problem);
  }

  private async *measure(files: readonly UnmeasuredFile[]): AsyncGenerator<readonly NumberedFile[]> {
    const { ledger, meter, stop } = this.context;
    for await (const measured of measureFiles(files, stop.signal)) {
      for (const { id, source } of measured) ledger.measured(id, source);
      meter.bytesTotal += measured.reduce((sum, { source }) => sum + source.size, 0);
      yield measured;
    }
    meter.isMeasured = true;
  }

  private async addFileNames(ids: readonly number[]): Promise<void> {
    const { database, ledger } = this.context;
    for (let from = 0; from < ids.length; from += FILE_CHUNK) {
      const rows = ids.slice(from, from + FILE_CHUNK).map((id) => [id, ledger.path(id) ?? null] as const);
      try {
        await database.insert('file', encodeRows(SMALL_TABLES.file.columns, rows), LOAD);
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        this.refuse([], error);
        this.context.stop.abort();
        return;
      }
    }
  }

  /** Compresses old rows, unless the engine has too little room left for doing so. */
  private async compress(): Promise<void> {
    const { database, meter } = this.context;
    const before = meter.activity;
    meter.activity = 'Compressing';
    this.context.report();
    try {
      const rowBytes = this.seen.rows === 0 ? 0 : this.seen.bytes / this.seen.rows;
      if (await compressRows(database, this.expectedRows, rowBytes)) this.compressed = true;
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
    } finally {
      meter.activity = before;
    }
  }

  private enqueue(worker: number, batch: EventBatch): Promise<void> {
    const taken = this.chain.then(() => this.takeBatch(worker, batch));
    this.chain = taken.catch(() => undefined);
    return taken;
  }

  private async takeBatch(worker: number, batch: EventBatch): Promise<void> {
    const { ids, ledger, database } = this.context;
    this.seen.rows += batch.rows;
    this.seen.bytes += batch.ipc.length;
    await ids.apply(worker, batch, breathe);
    if (this.isFirst()) await this.flushSmallTables();
    let rows: number | null;
    try {
      rows = await database.insert('event', batch.ipc, LOAD);
    } catch (error) {
      this.refuse(batch.fileRows, error);
      return;
    }
    if (rows === this.expectedRows + batch.rows) {
      ledger.inserted(batch.fileRows);
      ledger.sawTimes(batch.timeRange);
    } else {
      // The engine takes a batch whole or not at all; a count in between would mean that we no longer know.
      ledger.refused(batch.fileRows, 'the engine did not take them');
      this.problem(
        `The engine holds ${rows ?? 'an unknown number of'} rows where ${this.expectedRows + batch.rows} were expected. The report lists the records that are missing.`,
      );
    }
    this.expectedRows = rows ?? this.expectedRows;
    await this.afterBatch();
  }

  private isFirst(): boolean {
    return this.publishedAt === Number.NEGATIVE_INFINITY;
  }

  private async afterBatch(): Promise<void> {
    if (this.expectedRows - this.rowsAtCheck >= MEMORY_CHECK_ROWS) await this.checkMemory();
    const now = performance.now();
    if (!isPictureDue(now, this.startedAt, this.publishedAt)) {
      this.context.report();
      return;
    }
    if (!this.isFirst()) await this.flushSmallTables();
    this.publishedAt = now;
    this.context.publish();
  }

  private refuse(rows: readonly FileRows[], error: unknown): void {
    const full = error instanceof QueryError && error.outOfMemory;
    const message = error instanceof Error ? error.message : String(error);
    this.context.ledger.refused(
      rows,
      full ? 'the engine’s memory is full' : `the engine refused them (${message})`,
    );
    if (!full) {
      this.problem(
        `A batch of records was refused by the engine: ${message}. The files it came from are named in the report.`,
      );
      return;
    }
    this.problem(
      'The engine’s memory is full, so reading stopped. What is loaded stays usable; the report names every file that is missing or incomplete. Load fewer files to see the rest.',
    );
    this.context.stop.abort();
  }

  private problem(sentence: string): void {
    if (!this.problems.includes(sentence)) this.problems.push(sentence);
  }

  private async flushSmallTables(): Promise<void> {
    const { database, ids } = this.context;
    for (const { table, ipc } of ids.takePending()) {
      try {
        await database.insert(table, ipc, LOAD);
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        this.problem(
          `The engine refused values of the table “${table}”: ${error.message}. Some names are missing.`,
        );
      }
    }
  }

  /** Compresses old rows when the engine holds more than its budget: four times smaller, text search three times slower. */
  private async checkMemory(): Promise<void> {
    const { database, memoryBudget } = this.context;
    this.rowsAtCheck = this.expectedRows;
    try {
      const bytes = (await database.query(engineMemoryQuery, LOAD))[0]?.bytes ?? null;
      this.engineBytes = bytes;
      if (bytes === null || bytes < this.budget) return;
      await this.compress();
      this.engineBytes = (await database.query(engineMemoryQuery, LOAD))[0]?.bytes ?? null;
      // Where even the compressed rows come near the budget, only new ones are worth another round.
      this.budget = Math.max(memoryBudget, (this.engineBytes ?? 0) + memoryBudget / 3);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
    }
  }

  /** Rows that died with their worker. Those of a file arrive in its order, so the missing ones are its last. */
  private async settleLost(): Promise<void> {
    const { ledger } = this.context;
    const incomplete = ledger.incomplete();
    if (incomplete.length === 0) return;
    const ends = await this.lastOffsets();
    for (const { id } of incomplete) ledger.lost(id, ends.get(id) ?? 0);
    const missing = incomplete.reduce((sum, file) => sum + file.missing, 0);
    this.problem(
      `A reader stopped unexpectedly, and ${missing} records that it had read were lost with it. The report names their files; choose them again.`,
    );
  }

  /** Where the last row of each file ends; empty when even that cannot be asked. */
  private async lastOffsets(): Promise<ReadonlyMap<number, number>> {
    try {
      const rows = await this.context.database.query(ENDS, LOAD);
      return new Map(rows.map(({ file_id, end }) => [file_id, end]));
    } catch (error) {
      if (error instanceof QueryError) return new Map();
      throw error;
    }
  }

  private async checkBooks(): Promise<void> {
    const { rows, problems } = await checkBooks(this.context.database, this.context.ledger);
    if (rows !== null) this.expectedRows = rows;
    for (const sentence of problems) this.problem(sentence);
  }
}

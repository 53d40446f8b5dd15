/**
 * The loaded data set, alive: joins the ingest workers and the engine, which do not know each other, and tells whoever
 * listens what the state is. One load at a time; files dropped meanwhile wait for their turn.
 */
import type { Lineage, Reach } from '#cloudtrail/lineage.ts';
import type { CallOptions, Database } from '#database/database.ts';
import { renderSql } from '#database/sql-literals.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { IngestPool } from '#ingest/ingest-pool.ts';
import { newHashKey } from '#ingest/record-bytes.ts';
import { readsLineage } from '#query/lineage-needs.ts';
import { EngineWarmUp } from './engine-warm-up.ts';
import type { Evidence } from './evidence.ts';
import { Fetched } from './fetched.ts';
import { FileLedger } from './file-ledger.ts';
import { GlobalIds } from './global-ids.ts';
import { KeptTables } from './kept-tables.ts';
import { LineageIndex, LineageOutdated } from './lineage.ts';
import { Load, type LoadResult } from './load.ts';
import { ProgressMeter } from './load-progress.ts';
import type { UnmeasuredFile } from './measure-files.ts';
import { removeFiles } from './removal.ts';
import { untilReady } from './until-ready.ts';
import type {
  BytePlace,
  BytesAround,
  KnownRecord,
  LoadReport,
  RecordPlace,
  RemovalEnd,
  Session,
  SessionState,
  SourceFile,
  TakeRecord,
} from './session.ts';

export interface SessionParts {
  /** `onFetched`: how much of the engine's file has come, from 0 to 1; null where its server does not say. */
  readonly openDatabase: (onFetched: (share: number | null) => void) => Promise<Database>;
  readonly pool: IngestPool;
  /** Engine bytes from which old rows are compressed. */
  readonly memoryBudget: number;
  /** Whether the engine runs over made-up rows until files come. */
  readonly warmUp?: boolean;
}

/** 2.5 million events fit uncompressed, and the engine's 3.1 GB are far away. */
export const MEMORY_BUDGET = 1_200_000_000;
/** ms between two reports of numbers: often enough to look alive, seldom enough to cost nothing. */
const REPORT_MS = 300;

/** All that belongs to one opened database. */
class DataSet {
  readonly ledger = new FileLedger();
  readonly ids = new GlobalIds();
  readonly hashKey = newHashKey();
  readonly evidence: Fetched<Evidence>;
  readonly kept = new KeptTables();
  readonly lineage: LineageIndex;
  readonly database: Promise<Database>;
  /** Runs from when the engine is there until the first load begins. */
  readonly warmUp: Promise<EngineWarmUp | null>;

  constructor(database: Promise<Database>, warmUp: boolean) {
    this.database = database;
    this.lineage = new LineageIndex(database);
    this.warmUp = database.then(
      (opened) => (warmUp ? new EngineWarmUp(opened) : null),
      () => null,
    );
    this.evidence = new Fetched(async () => {
      const { Evidence } = await import('./evidence.ts');
      return new Evidence((id) => this.ledger.placed(id), database, this.hashKey);
    });
    // While the user is still choosing files, and after all that the first picture needs.
    void database.then(
      () => this.evidence.prepare(),
      () => undefined,
    );
  }
}

export class LiveSession implements Session {
  private readonly parts: SessionParts;
  private readonly listeners = new Set<() => void>();
  private data: DataSet;
  private state: SessionState;
  /** Stops the load that runs, also while the engine is still starting. */
  private stop: AbortController | null = null;
  private meter: ProgressMeter | null = null;
  private loads: Promise<void> = Promise.resolve();
  private reportTimer: ReturnType<typeof setTimeout> | null = null;
  private engineShare: number | null = null;

  constructor(parts: SessionParts) {
    this.parts = parts;
    this.data = this.open();
    this.state = this.initialState(0);
  }

  private initialState(revision: number): SessionState {
    return {
      phase: 'empty',
      revision,
      totals: this.data.ledger.totals(),
      files: this.data.ledger.files(),
      removed: this.data.ledger.removedFiles(),
      progress: null,
      problem: null,
      engineBytes: null,
      engineShare: this.engineShare,
      compressed: false,
    };
  }

  /** The engine is opened at once, while the user is still choosing files. */
  private open(): DataSet {
    this.engineShare = null;
    const database = this.parts.openDatabase((share) => this.engineComes(share));
    const data = new DataSet(database, this.parts.warmUp ?? false);
    database.then(
      (opened) => opened.lost.catch((error: unknown) => this.fail(data, error)),
      (error: unknown) => this.fail(data, error),
    );
    return data;
  }

  /** Told by the whole percent, and only to somebody who waits for it. */
  private engineComes(share: number | null): void {
    this.engineShare = share === null ? null : Math.floor(share * 100) / 100;
    const { phase, engineShare } = this.state;
    if (phase === 'opening' && engineShare !== this.engineShare) this.set({ engineShare: this.engineShare });
  }

  private fail(data: DataSet, error: unknown): void {
    if (data !== this.data) return;
    this.stop?.abort();
    this.meter = null;
    data.lineage.stop();
    // The first cause is the true one; what fails after it only brings the numbers up to date.
    if (this.state.phase === 'failed') {
      this.set(this.numbers(data));
      return;
    }
    const reason = (error instanceof Error ? error.message : String(error)).replace(/(?<![.\s])[.\s]+$/, '');
    this.set({
      phase: 'failed',
      ...this.numbers(data),
      problem: `The database that runs in this tab has stopped: ${reason}. Your files are untouched.`,
    });
  }

  getState(): SessionState {
    return this.state;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  async engineFetched(): Promise<void> {
    await this.data.database.catch(() => undefined);
  }

  addFiles(files: readonly SourceFile[]): Promise<void> {
    if (files.length === 0) return this.loads;
    return this.queue((data) =>
      this.load(data, () => files.map((source) => data.ledger.toRead(data.ledger.add(source)))),
    );
  }

  putBack(ids: readonly number[]): Promise<void> {
    return this.queue((data) => this.load(data, () => data.ledger.putBack(ids)));
  }

  async removeFiles(ids: readonly number[]): Promise<RemovalEnd> {
    let end: RemovalEnd = 'failed';
    await this.queue((data) =>
      this.work(data, async (database, stop) => {
        this.meter = new ProgressMeter(
          data.ledger.copiesIn(data.ledger.withArchiveFiles(ids)).length,
          performance.now(),
        );
        this.meter.activity = 'Removing';
        this.set({ phase: 'loading', ...this.numbers(data) });
        const result = await removeFiles(ids, this.tools(data, database, this.meter, stop));
        end = result.end;
        return result;
      }),
    );
    return end;
  }

  /** One after another. */
  private queue(job: (data: DataSet) => Promise<void>): Promise<void> {
    const data = this.data;
    const done = this.loads.then(() => (data === this.data ? job(data) : undefined));
    this.loads = done;
    return done;
  }

  private load(data: DataSet, number: () => readonly (UnmeasuredFile | null)[]): Promise<void> {
    return this.work(data, async (database, stop, tablesReady) => {
      const files = number().filter((file) => file !== null);
      this.meter = new ProgressMeter(files.length, performance.now());
      this.set({ phase: 'loading', ...this.numbers(data) });
      const load = new Load({
        ...this.tools(data, database, this.meter, stop),
        tablesReady,
        publish: () => this.publish(data),
      });
      return load.run(files);
    });
  }

  private async work(
    data: DataSet,
    job: (database: Database, stop: AbortController, tablesReady: Promise<void>) => Promise<LoadResult>,
  ): Promise<void> {
    if (this.state.phase === 'failed') return;
    const stop = new AbortController();
    this.stop = stop;
    data.lineage.stop();
    this.set({ phase: 'opening', problem: null, engineShare: this.engineShare });
    this.parts.pool.endWarmUp();
    try {
      const database = await data.database;
      const warmUp = await data.warmUp;
      if (data !== this.data) return;
      // Reading begins at once; only the first rows wait for the tables to be empty again.
      const result = await job(database, stop, warmUp?.stop() ?? Promise.resolve());
      if (data !== this.data) return;
      this.end(data, result);
    } catch (error) {
      this.fail(data, error);
    } finally {
      if (this.stop === stop) this.stop = null;
    }
  }

  private tools(data: DataSet, database: Database, meter: ProgressMeter, stop: AbortController) {
    return {
      database,
      pool: this.parts.pool,
      ledger: data.ledger,
      ids: data.ids,
      hashKey: data.hashKey,
      meter,
      stop,
      memoryBudget: this.parts.memoryBudget,
      report: () => this.reportSoon(data),
    };
  }

  private end(data: DataSet, { problems, compressed, engineBytes }: LoadResult): void {
    this.meter = null;
    if (this.reportTimer !== null) clearTimeout(this.reportTimer);
    this.reportTimer = null;
    data.kept.forget();
    data.lineage.renew();
    this.set({
      phase: 'ready',
      revision: this.state.revision + 1,
      ...this.numbers(data),
      problem: problems.length === 0 ? null : problems.join(' '),
      compressed: this.state.compressed || compressed,
      engineBytes,
    });
  }

  private numbers(data: DataSet): Pick<SessionState, 'totals' | 'files' | 'removed' | 'progress'> {
    return {
      totals: data.ledger.totals(),
      files: data.ledger.files(),
      removed: data.ledger.removedFiles(),
      progress: this.meter?.read() ?? null,
    };
  }

  private publish(data: DataSet): void {
    if (data !== this.data || this.state.phase !== 'loading') return;
    data.kept.forget();
    this.set({ revision: this.state.revision + 1, ...this.numbers(data) });
  }

  private reportSoon(data: DataSet): void {
    if (this.reportTimer !== null) return;
    this.reportTimer = setTimeout(() => {
      this.reportTimer = null;
      if (data === this.data && this.state.phase === 'loading') this.set(this.numbers(data));
    }, REPORT_MS);
  }

  cancelLoad(): void {
    this.stop?.abort();
  }

  async query<C extends Columns>(query: SqlQuery<C>, options?: CallOptions): Promise<RowOf<C>[]> {
    await this.lineageFor(query, options);
    return (await this.data.database).query(query, options);
  }

  async keep(query: SqlQuery, options?: CallOptions): Promise<string> {
    await this.lineageFor(query, options);
    const { kept, database } = this.data;
    return kept.keep(await database, renderSql(query.text, query.values), options);
  }

  /** Facets, suggestions and exports may read what is worked out in the background; while loading, what there is. */
  private async lineageFor(query: SqlQuery, options?: CallOptions): Promise<void> {
    if (this.state.phase === 'ready' && readsLineage(query)) await this.lineage(options);
  }

  lineage(options: CallOptions = {}): Promise<Lineage> {
    return this.whenReady((index) => index.lineage(options), options);
  }

  reach(root: string, options: CallOptions = {}): Promise<Reach> {
    return this.whenReady((index) => index.reach(root, options), options);
  }

  /** Asks again when the rows have changed under the question. */
  private async whenReady<T>(ask: (index: LineageIndex) => Promise<T>, { signal }: CallOptions): Promise<T> {
    for (;;) {
      await untilReady(this, signal);
      try {
        return await ask(this.data.lineage);
      } catch (error) {
        if (!(error instanceof LineageOutdated)) throw error;
      }
    }
  }

  evidence(place: RecordPlace, signal?: AbortSignal): Promise<Uint8Array> {
    return this.data.evidence.get().then((evidence) => evidence.read(place, signal));
  }

  evidenceOf(records: readonly KnownRecord[], take: TakeRecord, signal?: AbortSignal): Promise<void> {
    return this.data.evidence.get().then((evidence) => evidence.readAll(records, take, signal));
  }

  bytesAround(place: BytePlace, signal?: AbortSignal): Promise<BytesAround> {
    return this.data.evidence.get().then((evidence) => evidence.around(place, signal));
  }

  report(): LoadReport {
    return this.data.ledger.report();
  }

  async reset(): Promise<void> {
    const old = this.data;
    old.lineage.stop();
    this.stop?.abort();
    this.stop = null;
    this.meter = null;
    this.data = this.open();
    this.set(this.initialState(this.state.revision + 1));
    // One that was never opened has nothing to close; why, was said when it failed.
    const database = await old.database.catch(() => null);
    database?.close();
  }
}

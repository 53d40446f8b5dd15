/** A whole session for a test: the real pool, the real reading code and the real engine, all in this thread. */
import { gzipSync } from 'node:zlib';
import type { Database } from '#database/database.ts';
import { openNodeDatabase } from '#database/node-duckdb.ts';
import type { Columns, RowOf } from '#database/sql-query.ts';
import type { IngestSizes } from '#ingest/batch-writer.ts';
import { IngestPool } from '#ingest/ingest-pool.ts';
import type { FromWorker } from '#ingest/protocol.ts';
import type { FakeLocks } from '#lib/testing/fake-locks.ts';
import { LiveSession } from '../data-set.ts';
import type { FileReport, SessionState, SourceFile } from '../session.ts';
import { mortal } from './mortal-database.ts';
import { ThreadWorker } from './thread-worker.ts';

export interface BenchOptions {
  readonly workers?: number;
  readonly sizes?: IngestSizes;
  readonly memoryBudget?: number;
  readonly warmUp?: boolean;
  readonly locks?: FakeLocks;
  readonly openDatabase?: () => Promise<Database>;
  /** `index`: the how-manieth worker that was made, successors counted on. */
  readonly onPost?: (message: FromWorker, worker: ThreadWorker, index: number) => void;
}

export interface Bench {
  readonly session: LiveSession;
  readonly workers: readonly ThreadWorker[];
  /** Every state there was, in order. */
  readonly states: readonly SessionState[];
}

/** Small enough that a few files make several batches and a few KB several steps. */
const SMALL: IngestSizes = { arenaBytes: 1 << 20, batchRows: 60, stepBytes: 1 << 14 };

export function openSession(options: BenchOptions = {}): Bench {
  const workers: ThreadWorker[] = [];
  const createWorker = (): ThreadWorker => {
    const index = workers.length;
    const worker = new ThreadWorker({
      sizes: options.sizes ?? SMALL,
      ...(options.locks === undefined ? {} : { locks: options.locks }),
      onPost: (message, self) => options.onPost?.(message, self, index),
    });
    workers.push(worker);
    return worker;
  };
  const session = new LiveSession({
    openDatabase: options.openDatabase ?? emptyDatabase,
    pool: new IngestPool(createWorker, options.workers ?? 2),
    memoryBudget: options.memoryBudget ?? 1e12,
    warmUp: options.warmUp ?? false,
  });
  const states: SessionState[] = [session.getState()];
  session.subscribe(() => states.push(session.getState()));
  return { session, workers, states };
}

let shared: Promise<Database> | null = null;

/** One engine for all tests of a file, emptied for each: an engine takes a second to start. */
export async function emptyDatabase(): Promise<Database> {
  shared ??= openNodeDatabase();
  const engine = await shared;
  await emptyEngine(engine);
  const { database, kill } = mortal(engine);
  return { ...database, close: () => kill('the database was closed') };
}

/** Takes out all rows and kept tables. */
export async function emptyEngine(engine: Database): Promise<void> {
  const tables = await engine.query({
    name: 'tables',
    text: 'SELECT table_name AS name, temporary FROM duckdb_tables()',
    values: [],
    columns: { name: 'text', temporary: 'flag' },
  });
  for (const { name, temporary } of tables)
    await engine.run(`${temporary ? 'DROP TABLE' : 'DELETE FROM'} ${name}`);
}

export function rowsOf<C extends Columns>(
  session: LiveSession,
  text: string,
  columns: C,
): Promise<RowOf<C>[]> {
  return session.query({ name: 'test', text, values: [], columns });
}

export async function countOf(session: LiveSession, from: string): Promise<number> {
  const [row] = await rowsOf(session, `SELECT count(*)::int AS n FROM ${from}`, { n: 'integer' });
  return row?.n ?? -1;
}

/** A record's JSON text; `undefined` leaves a member out. */
export function record(n: number, members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    eventVersion: '1.08',
    userIdentity: {
      type: 'IAMUser',
      arn: `arn:aws:iam::111122223333:user/user${n % 7}`,
      userName: `user${n % 7}`,
    },
    eventTime: new Date(Date.UTC(2025, 9, 1, 0, 0, n)).toISOString().replace('.000', ''),
    eventSource: 's3.amazonaws.com',
    eventName: `Get${n % 5}`,
    awsRegion: 'eu-west-1',
    sourceIPAddress: `192.0.2.${n % 200}`,
    requestParameters: { bucketName: `bucket-${n}` },
    eventID: uuid(n),
    ...members,
  });
}

export const uuid = (n: number): string => `aaaaaaaa-bbbb-4ccc-8ddd-${String(n).padStart(12, '0')}`;

export const records = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, k) => record(from + k));

export const logText = (texts: readonly string[]): string => `{"Records":[${texts.join(',')}]}`;

export function source(path: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === 'string' ? content : new Uint8Array(content);
  return { file: new File([bytes], path.replace(/^.*\//, '')), path };
}

/** A log file as CloudTrail delivers it. */
export const log = (path: string, texts: readonly string[]): SourceFile =>
  source(path, gzipSync(logText(texts)));

/** A file's name, its status, and found = loaded + duplicates + rejected. */
export function books({ name, status, found, loaded, duplicates, rejectedCount }: FileReport): string {
  return `${name} ${status}: ${found} = ${loaded} + ${duplicates} + ${rejectedCount}`;
}

/** What holds for every set at rest: each file's books, their sum, and the engine's own count. Answers the books. */
export async function balancedBooks(session: LiveSession): Promise<string[]> {
  const { files, totals } = session.getState();
  const sum = (of: (file: FileReport) => number): number => files.reduce((all, file) => all + of(file), 0);
  const counted = await rowsOf(session, 'SELECT file_id, count(*)::int AS n FROM event GROUP BY 1', {
    file_id: 'integer',
    n: 'integer',
  });
  const inFile = new Map(counted.map(({ file_id, n }) => [file_id, n]));
  for (const file of files) {
    if (file.found !== file.loaded + file.duplicates + file.rejectedCount || file.loaded < 0)
      throw new Error(`the books of a file do not balance: ${books(file)}`);
    const held = inFile.get(file.id) ?? 0;
    if (held !== file.loaded) throw new Error(`the engine holds ${held} rows: ${books(file)}`);
    if (file.status === 'waiting' || file.status === 'reading')
      throw new Error(`nobody said how it ended: ${books(file)}`);
  }
  const summed = {
    events: sum((file) => file.loaded),
    found: sum((file) => file.found),
    duplicates: sum((file) => file.duplicates),
    rejected: sum((file) => file.rejectedCount),
  };
  const { events, found, duplicates, rejected } = totals;
  const told = JSON.stringify({ events, found, duplicates, rejected });
  if (told !== JSON.stringify(summed)) throw new Error(`the totals are no sums: ${told}`);
  const held = await countOf(session, 'event');
  if (held !== events) throw new Error(`the engine holds ${held} events instead of ${events}`);
  return files.map(books);
}

/**
 * Lets the engine do on made-up rows what it will do on real ones, while the user is still choosing files. WebAssembly
 * is compiled well only where it has run for a while: without this, two seconds of compiling fall into the first load.
 * The tables are made anew afterwards; nothing of it stays.
 */
import type { CallOptions, Database } from '#database/database.ts';
import { createAllSql, EVENT_TABLE, SMALL_TABLES, TABLE_NAMES, type TableColumn } from '#database/schema.ts';
import { engineMemoryQuery } from '#database/engine-memory.ts';
import { encodeIpcStream, type IpcColumn, schemaMessage } from '#lib/arrow-ipc.ts';
import { EVENT_ORDER, eventWindow, topEvents } from '#query/event-page.ts';
import { readEventRows } from '#query/event-rows.ts';
import type { RowIds } from '#query/event-rows.ts';
import { firstFlags } from '#query/first-seen.ts';
import { longPauses } from '#query/gaps.ts';
import { identityStretch } from '#query/lineage-facts.ts';
import { DEFAULT_FACETS } from '#query/facet-columns.ts';
import { topValues } from '#query/facets.ts';
import { chooseBuckets, histogram } from '#query/histogram.ts';
import { EVERYTHING } from '#query/matches.ts';
import { DUPLICATE_TABLES, removeDuplicates } from './duplicates.ts';
import { encodeRows } from './encode-rows.ts';

/** Inserts are what a load waits for most, and cannot be taken back: many and short. */
const INSERTS = 12;
/** All of it again, as often as it was seen to spare a load something. */
const ROUNDS = 3;
const ROWS = 5_000;
const SMALL_ROWS = 300;

export class EngineWarmUp {
  private readonly database: Database;
  private readonly done: Promise<void>;
  private readonly ending = new AbortController();

  constructor(database: Database) {
    this.database = database;
    this.done = this.run();
    // Whoever uses the database meets the failure itself.
    this.done.catch(() => undefined);
  }

  /** Ends it, in the middle of a statement too (tens of ms); afterwards the tables are empty. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.done;
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    try {
      for (const step of this.steps({ signal })) {
        if (signal.aborted) break;
        await step();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    await this.startAfresh();
  }

  /** In the order in which a load needs it: there may be time for the first steps only. */
  private *steps(options: CallOptions): Generator<() => Promise<unknown>> {
    const { database } = this;
    const buckets = chooseBuckets(FIRST_TIME, FIRST_TIME + ROWS * 1000);
    for (let round = 0; round < ROUNDS; round++) {
      // A larger table would cost memory that a small load never needs.
      if (round > 0) yield () => this.startAfresh();
      for (const { name, columns } of Object.values(SMALL_TABLES)) {
        yield () => database.insert(name, encodeRows(columns, smallRows(columns)));
      }
      for (let n = 0; n < INSERTS; n++) {
        yield () => database.insert('event', eventBatch(n));
        if (n % 3 === 0) yield () => this.page(topEvents(0, 100), options);
        if (n % 6 === 1) yield () => database.query(engineMemoryQuery, options);
        if (n % 6 === 2) yield () => database.query(topValues(EVERYTHING, FACETS), options);
        if (n % 6 === 4) yield () => database.query(histogram(EVERYTHING, buckets, 'outcome'), options);
      }
      yield () => removeDuplicates(database, null, options);
      yield () => this.keep('warm_order', EVENT_ORDER.text, options);
      yield () => this.page(eventWindow('warm_order', 5_000, 100), options);
      yield () => database.query(longPauses(), options);
      yield () => this.keep('warm_flags', firstFlags().text, options);
      yield () => database.query(identityStretch(1, SMALL_ROWS), options);
    }
  }

  private keep(name: string, text: string, options: CallOptions): Promise<void> {
    return this.database.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${text}`, options);
  }

  private async page(ids: RowIds, options: CallOptions): Promise<unknown> {
    const { database } = this;
    return readEventRows((query) => database.query(query, options), await database.query(ids, options));
  }

  /** In one call: each on its own would wait for a page that is drawing its first picture. */
  private async startAfresh(): Promise<void> {
    const tables = ['warm_order', 'warm_flags', ...DUPLICATE_TABLES, ...TABLE_NAMES];
    const drops = tables.map((table) => `DROP TABLE IF EXISTS ${table}`);
    await this.database.run(['DROP VIEW IF EXISTS events', ...drops, ...createAllSql()].join(';\n'));
  }
}

const FIRST_TIME = 1_760_000_000_000;
const FACETS = DEFAULT_FACETS.map((field) => ({ field, top: 10 }));

function smallRows(columns: readonly TableColumn[]): (string | number | boolean)[][] {
  return Array.from({ length: SMALL_ROWS }, (_, n) =>
    columns.map(({ type }) => (type === 'int32' ? n + 1 : type === 'flag' ? n % 2 === 0 : `value ${n}`)),
  );
}

/** As real batches: ids, times in disorder, some texts of every length, some of them absent, a few eventIDs twice. */
function eventBatch(round: number): Uint8Array {
  const text = new TextEncoder().encode(
    '{"bucketName":"made-up","key":"nothing/of/this/is/real"}'.repeat(12),
  );
  const bytes = new Uint8Array(text.length + 8);
  bytes.set(text);
  const source = { bytes, view: new DataView(bytes.buffer) };
  const columns = EVENT_TABLE.columns.map((column, k): IpcColumn => {
    if (column.type !== 'text')
      return { write: (target, at, rows) => writeNumbers(column, round, target, at, rows) };
    // An eventID that is no UUID is rare: were it usual, all of them would be looked at as copies.
    const absent = column.name === 'odd_event_id' ? 500 : 3;
    const lengths = Int32Array.from({ length: ROWS }, (_, n) =>
      ((n + k) % absent === 0) === (absent === 3) ? -1 : ((n * 37 + k * 11) % 120) + 1,
    );
    return { starts: new Int32Array(ROWS), lengths, main: source, scratch: source };
  });
  return encodeIpcStream(schemaMessage(EVENT_TABLE.columns), EVENT_TABLE.columns, columns, ROWS).bytes;
}

function writeNumbers(
  { name, type }: TableColumn,
  round: number,
  target: DataView,
  at: number,
  rows: number,
): void {
  const width = { int32: 4, uint32: 4, uint8: 1, int64: 8, timestamp: 8, uuid: 16, text: 0, flag: 0 }[type];
  for (let n = 0; n < rows; n++) {
    const place = at + n * width;
    if (type === 'uint8') target.setUint8(place, n % 3);
    else if (type === 'timestamp')
      target.setBigInt64(place, BigInt(FIRST_TIME + ((n * 7919) % rows) * 1000), true);
    else if (width >= 8) target.setInt32(place + width - 4, n % 50 === 0 ? n : round * rows + n, true);
    else target.setInt32(place, name.endsWith('_id') ? (n % SMALL_ROWS) + 1 : n, true);
  }
}

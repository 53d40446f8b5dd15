/**
 * Lets the engine do on made-up rows what it will do on real ones, while the user is still choosing files. WebAssembly
 * is compiled well only where it has run for a while: without this, two seconds of compiling fall into the first load.
 * The tables are made anew afterwards; nothing of it stays.
 */
import type { Database } from '#database/database.ts';
import { createAllSql, EVENT_TABLE, SMALL_TABLES, type TableColumn } from '#database/schema.ts';
import { engineMemoryQuery } from '#database/engine-memory.ts';
import { encodeIpcStream, type IpcColumn, schemaMessage } from '#lib/arrow-ipc.ts';
import { EVENT_ORDER, eventWindow, topEvents } from '#query/event-page.ts';
import { removeDuplicates } from './duplicates.ts';
import { encodeRows } from './encode-rows.ts';

const ROUNDS = 3;
const ROWS = 20_000;
const SMALL_ROWS = 300;

export class EngineWarmUp {
  private readonly database: Database;
  private readonly done: Promise<void>;
  private stopped = false;

  constructor(database: Database) {
    this.database = database;
    this.done = this.run();
    // Whoever uses the database meets the failure itself.
    this.done.catch(() => undefined);
  }

  /** Ends it at the next step (tens of ms); afterwards the tables are empty. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.done;
  }

  private async run(): Promise<void> {
    for (let round = 0; round < ROUNDS && !this.stopped; round++) {
      for (const step of this.steps(round)) {
        if (this.stopped) break;
        await step();
      }
    }
    await this.startAfresh();
  }

  private *steps(round: number): Generator<() => Promise<unknown>> {
    const { database } = this;
    for (const { name, columns } of Object.values(SMALL_TABLES)) {
      yield () => database.insert(name, encodeRows(columns, smallRows(columns, round)));
    }
    yield () => database.insert('event', eventBatch(2 * round));
    yield () => database.query(topEvents(0, 100));
    yield () => database.insert('event', eventBatch(2 * round + 1));
    yield () => database.query(engineMemoryQuery);
    yield () => removeDuplicates(database);
    yield () => database.run(`CREATE OR REPLACE TEMP TABLE warm_order AS ${EVENT_ORDER.text}`);
    yield () => database.query(eventWindow('warm_order', 5_000, 100));
    yield () => database.run('DROP TABLE warm_order');
  }

  private async startAfresh(): Promise<void> {
    await this.database.run('DROP TABLE IF EXISTS warm_order');
    await this.database.run('DROP VIEW IF EXISTS events');
    const tables = ['event', 'conflict', ...Object.values(SMALL_TABLES).map(({ name }) => name)];
    for (const table of tables) await this.database.run(`DROP TABLE IF EXISTS ${table}`);
    for (const statement of createAllSql()) await this.database.run(statement);
  }
}

function smallRows(columns: readonly TableColumn[], round: number): (string | number | boolean)[][] {
  return Array.from({ length: SMALL_ROWS }, (_, n) =>
    columns.map(({ type }) =>
      type === 'int32' ? round * SMALL_ROWS + n + 1 : type === 'flag' ? n % 2 === 0 : `value ${n}`,
    ),
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
    const lengths = Int32Array.from({ length: ROWS }, (_, n) =>
      (n + k) % 3 === 0 ? -1 : ((n * 37 + k * 11) % 400) + 1,
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
      target.setBigInt64(place, BigInt(1_760_000_000_000 + ((n * 7919) % rows) * 1000), true);
    else if (width >= 8) target.setInt32(place + width - 4, n % 50 === 0 ? n : round * rows + n, true);
    else target.setInt32(place, name.endsWith('_id') ? (n % SMALL_ROWS) + 1 : n, true);
  }
}

/**
 * Local ids of the ingest workers → ids of the small tables. One map per table; a batch's id columns are rewritten in
 * its buffer, before the buffer goes to the engine (under 1 ms a batch; joins in SQL would cost more than the insert).
 */
import { SMALL_TABLES } from '#database/schema.ts';
import {
  type CellValue,
  DICTIONARY_NAMES,
  type DictionaryName,
  type EventBatch,
  type NewValues,
} from '#ingest/protocol.ts';
import { encodeRows } from './encode-rows.ts';

/** New values taken in between two looks at the clock: keeps the page's tasks short however many values there are. */
const SLICE = 2_000;
/** Rows of a small table written at once. */
const CHUNK = 2_000;

interface Pending {
  readonly ids: number[];
  readonly rows: (readonly CellValue[])[];
}

export class GlobalIds {
  private readonly ids = new Map<DictionaryName, Map<string, number>>();
  private readonly pending = new Map<DictionaryName, Pending>();
  /** By worker: for each dictionary the global id of each local one. */
  private local = new Map<number, Map<DictionaryName, number[]>>();

  constructor() {
    for (const name of DICTIONARY_NAMES) {
      this.ids.set(name, new Map());
      this.pending.set(name, { ids: [], rows: [] });
    }
  }

  /** Workers number anew with every load. */
  beginLoad(): void {
    this.local = new Map();
  }

  /** Takes in a batch's new values and rewrites its id columns. `breathe` is awaited between slices of work. */
  async apply(worker: number, batch: EventBatch, breathe: () => Promise<void>): Promise<void> {
    for (const values of batch.newValues) {
      for (let from = 0; from < values.rows.length; from += SLICE) {
        if (from > 0) await breathe();
        this.learn(worker, values, from, Math.min(from + SLICE, values.rows.length));
      }
    }
    DICTIONARY_NAMES.forEach((name, k) => {
      const column = new Int32Array(
        batch.ipc.buffer,
        batch.ipc.byteOffset + (batch.idColumns[k] ?? 0),
        batch.rows,
      );
      const table = this.tableOf(worker, name);
      for (let row = 0; row < column.length; row++) {
        const local = column[row] ?? 0;
        if (local !== 0) column[row] = table[local] ?? 0;
      }
    });
  }

  private tableOf(worker: number, name: DictionaryName): number[] {
    const tables = this.local.get(worker) ?? new Map<DictionaryName, number[]>();
    this.local.set(worker, tables);
    const table = tables.get(name) ?? [0];
    tables.set(name, table);
    return table;
  }

  private learn(worker: number, values: NewValues, from: number, to: number): void {
    const known = this.ids.get(values.dictionary);
    const pending = this.pending.get(values.dictionary);
    if (known === undefined || pending === undefined) return;
    const table = this.tableOf(worker, values.dictionary);
    for (let k = from; k < to; k++) {
      const key = values.keys[k] ?? '';
      let id = known.get(key);
      if (id === undefined) {
        id = known.size + 1;
        known.set(key, id);
        pending.ids.push(id);
        pending.rows.push(values.rows[k] ?? []);
      }
      table[values.firstLocalId + k] = id;
    }
  }

  /** The rows that the small tables do not hold yet, as Arrow streams of bounded size; they are forgotten as they are asked for. */
  *takePending(): Generator<{ readonly table: string; readonly ipc: Uint8Array<ArrayBuffer> }> {
    for (const [name, { ids, rows }] of this.pending) {
      this.pending.set(name, { ids: [], rows: [] });
      for (let from = 0; from < ids.length; from += CHUNK) {
        const part = rows.slice(from, from + CHUNK).map((row, k) => [ids[from + k] ?? 0, ...row]);
        yield { table: name, ipc: encodeRows(SMALL_TABLES[name].columns, part) };
      }
    }
  }
}

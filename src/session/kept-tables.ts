/** Tables that hold a query's rows for as long as the data does not change, such as the order of all events. */
import type { CallOptions, Database } from '#database/database.ts';

/** Orders of a million rows take 8 MB each; those that were not used for longest go first. */
const MAX_KEPT = 8;

interface KeptTable {
  readonly name: Promise<string>;
  /** Another caller may wait for the same table: it is given up when nobody waits any more. */
  readonly wait: (signal: AbortSignal | undefined) => void;
}

export class KeptTables {
  private readonly tables = new Map<string, KeptTable>();
  /** Tables that nothing points to any more, still to be dropped. */
  private stale: Promise<string>[] = [];
  private made = 0;

  /** The name of a table with the rows of `sql`, made once until `forget`. */
  keep(database: Database, sql: string, options: CallOptions = {}): Promise<string> {
    const known = this.tables.get(sql);
    if (known !== undefined) {
      // The least used goes first, not the oldest: somebody may be about to read from this one.
      this.tables.delete(sql);
      this.tables.set(sql, known);
      known.wait(options.signal);
      return known.name;
    }
    const [oldest] = this.tables.keys();
    if (this.tables.size >= MAX_KEPT && oldest !== undefined) this.retire(oldest);
    const ended = new AbortController();
    const name = this.make(database, sql, { ...options, signal: ended.signal });
    const forget = (): void => {
      if (this.tables.get(sql) === table) this.tables.delete(sql);
    };
    const table: KeptTable = { name, wait: waiting(name, ended, forget) };
    this.tables.set(sql, table);
    name.catch(forget);
    table.wait(options.signal);
    return name;
  }

  /** The rows have changed: what was kept is out of date. Dropped before the next table is made. */
  forget(): void {
    for (const sql of this.tables.keys()) this.retire(sql);
  }

  private retire(sql: string): void {
    const table = this.tables.get(sql);
    this.tables.delete(sql);
    if (table !== undefined) this.stale.push(table.name);
  }

  private async make(database: Database, sql: string, options: CallOptions): Promise<string> {
    const name = `kept_${++this.made}`;
    const stale = this.stale;
    this.stale = [];
    // To the end, whoever gives up: a table that nothing points to would stay for ever.
    const { signal: _, ...rest } = options;
    for (const old of stale) {
      const dropped = await old.catch(() => null);
      if (dropped !== null) await database.run(`DROP TABLE IF EXISTS ${dropped}`, rest);
    }
    await database.run(`CREATE TEMP TABLE ${name} AS ${sql}`, options);
    return name;
  }
}

/** Counts those who wait for a table that is being made; when the last one has given up, `giveUp` is called and it ends. */
function waiting(
  name: Promise<string>,
  ended: AbortController,
  giveUp: () => void,
): (signal: AbortSignal | undefined) => void {
  let waiters = 0;
  let isMade = false;
  const made = (): void => {
    isMade = true;
  };
  name.then(made, made);
  return (signal) => {
    // One that reads a million rows asks a thousand times with one signal.
    if (isMade) return;
    waiters++;
    const leave = (): void => {
      waiters--;
      if (waiters > 0 || isMade || signal === undefined) return;
      giveUp();
      ended.abort(signal.reason);
    };
    if (signal?.aborted === true) leave();
    else signal?.addEventListener('abort', leave, { once: true });
  };
}

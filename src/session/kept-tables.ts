/** Tables that hold a query's rows for as long as the data does not change, such as the order of all events. */
import type { CallOptions, Database } from '#database/database.ts';

/** Orders of a million rows take 8 MB each; those that were not used for longest go first. */
const MAX_KEPT = 8;

export class KeptTables {
  private readonly tables = new Map<string, Promise<string>>();
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
      return known;
    }
    const [oldest] = this.tables.keys();
    if (this.tables.size >= MAX_KEPT && oldest !== undefined) this.retire(oldest);
    // Another caller may wait for the same table, so one caller's signal must not end it.
    const { signal: _, ...rest } = options;
    const table = this.make(database, sql, rest);
    this.tables.set(sql, table);
    table.catch(() => {
      if (this.tables.get(sql) === table) this.tables.delete(sql);
    });
    return table;
  }

  /** The rows have changed: what was kept is out of date. Dropped before the next table is made. */
  forget(): void {
    for (const sql of this.tables.keys()) this.retire(sql);
  }

  private retire(sql: string): void {
    const table = this.tables.get(sql);
    this.tables.delete(sql);
    if (table !== undefined) this.stale.push(table);
  }

  private async make(database: Database, sql: string, options: CallOptions): Promise<string> {
    const name = `kept_${++this.made}`;
    const stale = this.stale;
    this.stale = [];
    for (const old of stale) {
      const dropped = await old.catch(() => null);
      if (dropped !== null) await database.run(`DROP TABLE IF EXISTS ${dropped}`, options);
    }
    await database.run(`CREATE TEMP TABLE ${name} AS ${sql}`, options);
    return name;
  }
}

/**
 * `Database` over an engine, wherever that runs: who comes first, values into text, rows out of columns, errors with
 * their SQL, and the race against the engine's death. The browser and Node differ only in the `EnginePort` below this.
 */
import { type CallOptions, type Database, DatabaseLost, type Priority, QueryError } from './database.ts';
import type { EngineFailure } from './engine-protocol.ts';
import { CallQueue } from './queue.ts';
import { type Cell, toRows } from './rows.ts';
import { renderSql, ValueTooLong } from './sql-literals.ts';
import type { Columns, RowOf, SqlQuery } from './sql-query.ts';

/** A running engine. Its calls reject with `EngineError` or `DatabaseLost`. */
export interface EnginePort {
  /** Never called again before the last call has settled. An aborted signal makes it reject, soon. */
  execute(sql: string, columns: Columns | null, signal?: AbortSignal): Promise<readonly Cell[][]>;
  /** May be called while a statement runs, but not before the last insert has settled. */
  insert(table: string, ipcStream: Uint8Array): Promise<number | null>;
  readonly lost: Promise<DatabaseLost>;
  close(): void;
}

export class EngineError extends Error {
  readonly failure: EngineFailure;

  constructor(failure: EngineFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

export class EngineDatabase implements Database {
  readonly lost: Promise<never>;
  readonly #port: EnginePort;
  readonly #statements = new CallQueue();
  /** Apart from the statements: the engine takes inserts between two slices of a running statement. */
  readonly #inserts = new CallQueue();
  readonly #open = new Set<(reason: DatabaseLost) => void>();
  #ended: DatabaseLost | null = null;

  constructor(port: EnginePort) {
    this.#port = port;
    this.lost = port.lost.then((reason) => {
      this.#end(reason);
      throw reason;
    });
    // Whoever does not listen must not be told of an "unhandled rejection".
    this.lost.catch(() => undefined);
  }

  async query<C extends Columns>(query: SqlQuery<C>, options: CallOptions = {}): Promise<RowOf<C>[]> {
    const sql = render(query);
    const cells = await this.#execute(query.name, sql, query.columns, options);
    return toRows(query.columns, cells);
  }

  async run(sql: string, options: CallOptions = {}): Promise<void> {
    await this.#execute(null, sql, null, options);
  }

  insert(table: string, ipcStream: Uint8Array, options: CallOptions = {}): Promise<number | null> {
    const sql = `insert into ${table}`;
    // All of one rank, so that they keep their order.
    return this.#call(this.#inserts, 'load', null, sql, options, () => this.#port.insert(table, ipcStream));
  }

  close(): void {
    this.#end(new DatabaseLost('the database was closed'));
    this.#port.close();
  }

  #end(reason: DatabaseLost): void {
    this.#ended ??= reason;
    for (const reject of this.#open) reject(this.#ended);
    this.#open.clear();
  }

  /** Not `Promise.race` with `lost`: that promise lives as long as the page and would hold on to every answer. */
  #unlessLost<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#open.add(reject);
      answer.then(resolve, reject).finally(() => this.#open.delete(reject));
    });
  }

  #execute(name: string | null, sql: string, columns: Columns | null, options: CallOptions) {
    const priority = options.priority ?? 'visible';
    const job = (): Promise<readonly Cell[][]> => this.#port.execute(sql, columns, options.signal);
    return this.#call(this.#statements, priority, name, sql, options, job);
  }

  async #call<T>(
    queue: CallQueue,
    priority: Priority,
    name: string | null,
    sql: string,
    options: CallOptions,
    job: () => Promise<T>,
  ): Promise<T> {
    if (this.#ended !== null) throw this.#ended;
    try {
      return await this.#unlessLost(queue.add(priority, job, options.signal));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const { message, outOfMemory } = error.failure;
      const told = name === null ? message : `${name}: ${message}`;
      throw new QueryError(told, sql, { cause: error, outOfMemory });
    }
  }
}

function render(query: SqlQuery): string {
  try {
    return renderSql(query.text, query.values);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const told = error instanceof ValueTooLong ? message : `${query.name}: ${message}`;
    throw new QueryError(told, query.text, { cause: error });
  }
}

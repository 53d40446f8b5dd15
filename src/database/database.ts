/**
 * The engine behind one narrow interface. Everything outside `database/` sees only this.
 *
 * Each call races against the engine's death (`DatabaseLost`), can be cancelled through an `AbortSignal` (the promise
 * then rejects with the signal's reason) and carries its SQL in its error (`QueryError`).
 */
import type { Columns, RowOf, SqlQuery } from './sql-query.ts';

/** Who is served first while the engine is busy: what is on screen, then what surrounds it, then the rest. */
export type Priority = 'load' | 'visible' | 'surrounding' | 'background';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Default: `visible`. */
  readonly priority?: Priority;
}

export interface Database {
  query<C extends Columns>(query: SqlQuery<C>, options?: CallOptions): Promise<RowOf<C>[]>;
  /**
   * One statement without a result (DDL, DELETE, CHECKPOINT). Values never come from a user. All statements share one
   * connection, so a `BEGIN` would hold in everybody's queries: there are none.
   */
  run(sql: string, options?: CallOptions): Promise<void>;
  /**
   * Appends one Arrow IPC stream (schema, batches, end marker) to an existing table. The buffer is transferred: it is
   * empty afterwards. Resolves when the rows are in the table. Inserts keep the order in which they were called; the
   * engine takes them between two slices of a running statement. A signal takes back only one that has not begun.
   * A stream that was cut off, and one for which memory is short, is refused before anything is written.
   * Answers how many rows the table has now; null when the engine could not count them.
   */
  insert(table: string, ipcStream: Uint8Array, options?: CallOptions): Promise<number | null>;
  /** Rejects with `DatabaseLost` when the engine has died; pending for ever otherwise, also after `close`. */
  readonly lost: Promise<never>;
  /** Ends the engine; what is under way rejects with `DatabaseLost`. */
  close(): void;
}

/** A statement failed; the engine lives on. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly sql: string;
  /** True when the engine ran out of memory: the statement was rolled back and the next one works. */
  readonly outOfMemory: boolean;

  constructor(message: string, sql: string, options: { cause?: unknown; outOfMemory?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.sql = sql;
    this.outOfMemory = options.outOfMemory ?? false;
  }
}

/** The engine is gone: it crashed, its worker died or it could not be started. A new one has to be opened. */
export class DatabaseLost extends Error {
  override readonly name = 'DatabaseLost';
}

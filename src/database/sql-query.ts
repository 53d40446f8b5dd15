/**
 * A query as a value: its text, its bound values and the kind of every column it returns.
 *
 * The kinds are the single place where a row's shape is named; `decode.ts` checks a result against them once, so a
 * caller never casts and a changed column fails loudly instead of showing a wrong number.
 * This file knows nothing of the engine. Types and tiny constructors only.
 */

/** What may be bound to `?` in a query's text. Strings are capped at `MAX_VALUE_LENGTH` where they are bound. */
export type SqlValue = string | number | boolean | null;

/** `time` is a TIMESTAMP_MS read as milliseconds since 1970-01-01T00:00:00Z. Counts must be cast to `::int` or `::double` in SQL. */
export interface ColumnKinds {
  text: string;
  'text?': string | null;
  integer: number;
  'integer?': number | null;
  number: number;
  'number?': number | null;
  time: number;
  'time?': number | null;
  flag: boolean;
  'flag?': boolean | null;
}

export type ColumnKind = keyof ColumnKinds;

export type Columns = Readonly<Record<string, ColumnKind>>;

export type RowOf<C extends Columns> = { readonly [K in keyof C]: ColumnKinds[C[K]] };

export interface SqlQuery<C extends Columns = Columns> {
  /** Stable name, used in query keys, error messages and timings. */
  readonly name: string;
  /** SQL with `?` for each bound value, in order. Never built by putting quotes around a value. */
  readonly text: string;
  readonly values: readonly SqlValue[];
  readonly columns: C;
}

/** Longest text that may be bound, in UTF-16 units: a bound string of 1 MB kills the engine (duckdb-wasm 1.32.0, measured). */
export const MAX_VALUE_LENGTH = 10_000;

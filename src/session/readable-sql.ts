/** A query as one text, as the engine gets it: for people to read, copy and keep. */
import { renderSql } from '#database/sql-literals.ts';
import type { SqlQuery } from '#database/sql-query.ts';

export type ReadableQuery = Pick<SqlQuery, 'text' | 'values'>;

/** Ends with a semicolon, so that several can stand below one another. */
export function readableSql({ text, values }: ReadableQuery): string {
  return `${renderSql(text, values)};`;
}

/** How many of the matching events each identity made, and how many of them were denied: sessions add theirs up. */
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { raw, sql } from './sql-text.ts';

export const IDENTITY_COUNT_COLUMNS = {
  identityId: 'integer',
  calls: 'integer',
  denied: 'integer',
} as const;

/** One row for each identity that has any. */
export function identityCounts(matches: Matches): SqlQuery<typeof IDENTITY_COUNT_COLUMNS> {
  const { text, values } = sql`SELECT identity_id AS "identityId", count(*)::int AS calls,
  count(*) FILTER (WHERE outcome = ${raw(String(OUTCOMES.indexOf('denied')))})::int AS denied
FROM ${matchingRows(matches)} m GROUP BY 1`;
  return { name: 'identity-counts', text, values, columns: IDENTITY_COUNT_COLUMNS };
}

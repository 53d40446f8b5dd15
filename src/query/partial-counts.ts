/** How many events of each file were put together from less than a whole record. */
import type { SqlQuery } from '#database/sql-query.ts';

export const PARTIAL_COUNT_COLUMNS = { fileId: 'integer', events: 'integer' } as const;

/** Only files that have some. */
export function partialCounts(): SqlQuery<typeof PARTIAL_COUNT_COLUMNS> {
  return {
    name: 'partial-counts',
    text: `SELECT file_id AS "fileId", count(*)::int AS events FROM event
WHERE call_context_id IN (SELECT id FROM call_context WHERE partial IS NOT NULL) GROUP BY 1`,
    values: [],
    columns: PARTIAL_COUNT_COLUMNS,
  };
}

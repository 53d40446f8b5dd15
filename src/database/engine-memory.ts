/** How many bytes the engine holds, as it says itself: tables, indices and what running statements use. */
import type { SqlQuery } from './sql-query.ts';

const columns = { bytes: 'integer' } as const;

export const engineMemoryQuery: SqlQuery<typeof columns> = {
  name: 'engine-memory',
  text: 'SELECT coalesce(sum(memory_usage_bytes), 0)::BIGINT AS bytes FROM duckdb_memory()',
  values: [],
  columns,
};

/**
 * `CHECKPOINT` makes old rows four times smaller (and text search in them three times slower). It writes the rows anew,
 * one row group after another; when it runs out of memory on the way, the engine declares the whole database invalid
 * (DuckDB 1.4, measured). So it is asked for only where a row group more has room.
 */
import type { Database } from '#database/database.ts';
import { engineMemoryQuery } from '#database/engine-memory.ts';
import type { SqlQuery } from '#database/sql-query.ts';

/** DuckDB's default. */
const ROW_GROUP_ROWS = 122_880;
/** For blocks that are only partly filled, and what else is going on. */
const MARGIN_BYTES = 64_000_000;

const LIMIT: SqlQuery<{ memory_limit: 'text' }> = {
  name: 'memory-limit',
  text: "SELECT current_setting('memory_limit') AS memory_limit",
  values: [],
  columns: { memory_limit: 'text' },
};

const LOAD = { priority: 'load' } as const;

/**
 * Compresses all rows and answers true, or false when there is no room to do so. `rowBytes`: how large a row is before;
 * 0 when that is not known.
 */
export async function compressRows(database: Database, rows: number, rowBytes: number): Promise<boolean> {
  const used = (await database.query(engineMemoryQuery, LOAD))[0]?.bytes ?? 0;
  const limit = bytesOf((await database.query(LIMIT, LOAD))[0]?.memory_limit ?? '');
  const largest = Math.max(rowBytes, rows === 0 ? 0 : used / rows);
  if (used + MARGIN_BYTES + Math.min(rows, ROW_GROUP_ROWS) * largest > limit) return false;
  await database.run('CHECKPOINT', LOAD);
  return true;
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** "133.5 MiB" → bytes; 0 when it cannot be read. */
function bytesOf(text: string): number {
  const [, number = '0', unit = ''] = /^([\d.]+) (\w+)$/.exec(text) ?? [];
  return Number(number) * 1024 ** Math.max(0, UNITS.indexOf(unit));
}

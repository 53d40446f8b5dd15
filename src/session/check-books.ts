/** Brings the engine and the books together: copies are taken out of both, then their sums are compared. */
import { type Database, QueryError } from '#database/database.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { removeDuplicates } from './duplicates.ts';
import type { FileLedger } from './file-ledger.ts';

const LOAD = { priority: 'load' } as const;

const COUNT_EVENTS: SqlQuery<{ events: 'integer' }> = {
  name: 'count-events',
  text: 'SELECT count(*)::int AS events FROM event',
  values: [],
  columns: { events: 'integer' },
};

/** Null when even counting fails. */
export async function countRows(database: Database): Promise<number | null> {
  try {
    return (await database.query(COUNT_EVENTS, LOAD))[0]?.events ?? null;
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}

/** A sentence when it could not be done. */
export async function settleDuplicates(database: Database, ledger: FileLedger): Promise<string | null> {
  try {
    const { removed, conflicts } = await removeDuplicates(database, ledger.givenOrder());
    ledger.foundDuplicates(removed, conflicts);
    return null;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return `Duplicates could not be looked for (${error.message}): the same event may stand here twice.`;
  }
}

/** The last word: rows in the engine against rows in the books. */
export async function checkBooks(
  database: Database,
  ledger: FileLedger,
): Promise<{ readonly rows: number | null; readonly problems: readonly string[] }> {
  const rows = await countRows(database);
  const { events } = ledger.totals();
  const problems = ledger
    .disagreements()
    .map(
      (name) => `The counts for “${name}” disagree: not every record that was read arrived in the engine.`,
    );
  if (rows !== events) {
    problems.push(
      `The counts disagree: the engine holds ${rows ?? 'an unknown number of'} events, the files add up to ${events}. Do not rely on this data set; load it again.`,
    );
  }
  return { rows, problems };
}

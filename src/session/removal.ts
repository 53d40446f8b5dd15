/**
 * Takes files out of the set. Their rows go; events whose copies in other files were left out come back, since those
 * files are read again. All or nothing: what is read again stands beside the old rows, under ids of its own, until
 * everything is there, so that a cancelled removal has changed nothing (docs/decisions/0016).
 */
import { type Database, QueryError } from '#database/database.ts';
import { engineMemoryQuery } from '#database/engine-memory.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { checkBooks, settleDuplicates } from './check-books.ts';
import { FileLedger } from './file-ledger.ts';
import { Load, type LoadContext, type LoadResult } from './load.ts';
import type { RemovalEnd } from './session.ts';

type RemovalContext = Omit<LoadContext, 'publish' | 'tablesReady'>;

export interface RemovalResult extends LoadResult {
  readonly end: RemovalEnd;
}

const LOAD = { priority: 'load' } as const;
/** Ids in one statement. */
const CHUNK = 2_000;

const NOT_AGAIN =
  'they were left out as duplicates of events in a file that has been removed from the set, and this file could not be read again. Choose it again to load them';

const TIMES: SqlQuery<{ first: 'time?'; last: 'time?' }> = {
  name: 'first-and-last-time',
  text: 'SELECT min(event_time) AS "first", max(event_time) AS "last" FROM event',
  values: [],
  columns: { first: 'time?', last: 'time?' },
};

/** A file that is read again: its id, and the one that its new rows have meanwhile. */
interface ReadAgain {
  readonly id: number;
  readonly newId: number;
}

/** Rejects only when the database is lost. */
export async function removeFiles(ids: readonly number[], context: RemovalContext): Promise<RemovalResult> {
  const { database, ledger, stop, meter } = context;
  // An id that is none might be the one that a file which is read again gets.
  const going = new Set([...ledger.withArchiveFiles(ids)].filter((id) => ledger.holds(id)));
  const again = new FileLedger(ledger.nextId);
  const pairs = ledger.copiesIn(going).flatMap((id): ReadAgain[] => {
    const newId = again.addFrom(ledger, id);
    return newId === null ? [] : [{ id, newId }];
  });
  let read: LoadResult = { problems: [], compressed: false, engineBytes: null };
  if (pairs.length > 0) read = await readAgain(pairs, again, context);
  if (stop.signal.aborted) {
    await undo(database, again);
    if (read.problems.length === 0) return { ...read, end: 'cancelled' };
    const reason =
      'Nothing was removed: the files with copies of the events had to be read again, and that failed.';
    return { ...read, end: 'failed', problems: [reason, ...read.problems] };
  }
  meter.activity = 'Removing';
  context.report();
  const problems = await commit(going, pairs, again, context);
  return { end: 'removed', compressed: read.compressed, problems, engineBytes: await memoryOf(database) };
}

async function readAgain(
  pairs: readonly ReadAgain[],
  again: FileLedger,
  context: RemovalContext,
): Promise<LoadResult> {
  const load = new Load({
    ...context,
    ledger: again,
    tablesReady: Promise.resolve(),
    // Half of the rows would be there twice.
    publish: () => undefined,
  });
  context.meter.activity = 'Reading again the files that hold copies';
  return load.readAgain(pairs.map(({ newId }) => again.toRead(newId)).filter((file) => file !== null));
}

/** Takes out what was read so far. What fails here, the sums bring to light. */
async function undo(database: Database, again: FileLedger): Promise<void> {
  await attempt(() =>
    deleteRows(
      database,
      again.files().map(({ id }) => id),
    ),
  );
}

async function commit(
  going: ReadonlySet<number>,
  pairs: readonly ReadAgain[],
  again: FileLedger,
  { database, ledger }: RemovalContext,
): Promise<readonly string[]> {
  const replaced = pairs.filter(({ id, newId }) => ledger.replaceBy(id, again, newId));
  const failed = pairs.filter((pair) => !replaced.includes(pair));
  for (const { id } of failed) ledger.loseCopies(id, going, NOT_AGAIN);
  ledger.remove(going);
  const problems: (string | null)[] = [];
  const step = async (run: () => Promise<void>): Promise<void> => void problems.push(await attempt(run));
  await step(() =>
    deleteRows(database, [...going, ...replaced.map(({ id }) => id), ...failed.map(({ newId }) => newId)]),
  );
  await step(() => giveOldIds(database, replaced));
  await step(() => deleteRows(database, [...going], 'file', 'id'));
  problems.push(await settleDuplicates(database, ledger));
  await step(async () => {
    const [times] = await database.query(TIMES, LOAD);
    ledger.setTimes(times?.first ?? null, times?.last ?? null);
  });
  if (failed.length > 0) problems.push(notAgainSentence(failed.length));
  problems.push(...(await checkBooks(database, ledger)).problems);
  return problems.filter((problem) => problem !== null);
}

function notAgainSentence(files: number): string {
  return `${files === 1 ? 'One file' : `${files} files`} with copies of the removed events could not be read again: the copies are counted as rejected there. The report names them.`;
}

async function deleteRows(
  database: Database,
  ids: readonly number[],
  table: 'event' | 'file' = 'event',
  column: 'file_id' | 'id' = 'file_id',
): Promise<void> {
  for (let from = 0; from < ids.length; from += CHUNK) {
    const part = ids.slice(from, from + CHUNK).join(', ');
    await database.run(`DELETE FROM ${table} WHERE ${column} IN (${part})`, LOAD);
  }
}

async function giveOldIds(database: Database, replaced: readonly ReadAgain[]): Promise<void> {
  for (let from = 0; from < replaced.length; from += CHUNK) {
    const part = replaced.slice(from, from + CHUNK).map(({ id, newId }) => `(${newId}, ${id})`);
    await database.run(
      `UPDATE event SET file_id = old.id FROM (VALUES ${part.join(', ')}) AS old(new_id, id) WHERE file_id = old.new_id`,
      LOAD,
    );
  }
}

/** A sentence when the engine refused. */
async function attempt(run: () => Promise<void>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return `Removing the files was not completed (${error.message}).`;
  }
}

async function memoryOf(database: Database): Promise<number | null> {
  try {
    return (await database.query(engineMemoryQuery, LOAD))[0]?.bytes ?? null;
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}

/**
 * Copies of one event: the same eventID with the same bytes is kept once; the same eventID with other bytes is kept and
 * marked. One pass over the whole table after each load, off the main thread (100–200 ms per million events; a table on
 * the page would cost long tasks, a join per batch would force staging).
 */
import { PARTIAL_WORDS } from '#cloudtrail/event-table.ts';
import type { CallOptions, Database } from '#database/database.ts';
import { EVENT_TABLE, type TableColumn } from '#database/schema.ts';
import type { SqlQuery } from '#database/sql-query.ts';

/** Rows of one file that were left out, since another row with the same content stays. */
export interface Copies {
  readonly fileId: number;
  /** The file of the row that stays: when it is removed from the set, these rows are wanted again. */
  readonly keptIn: number;
  readonly count: number;
}

export interface Duplicates {
  /** Rows that were removed just now. */
  readonly removed: readonly Copies[];
  /** eventIDs that occur with different bytes. */
  readonly conflicts: number;
}

/**
 * Where a row lies and how its bytes hash says nothing of what is in it; the eventID is compared beside it. Whether it writes escapes
 * is noticed only where it is read, and a caller that is the same as the record's before is not read again.
 */
const NO_CONTENT = new Set([
  'file_id',
  'record_offset',
  'record_length',
  'record_hash',
  'escaped',
  'event_id',
  'odd_event_id',
]);

/** A column as text that no other value gives: NULL, '' and texts that run into one another stay apart. */
function contentPart({ name, type }: TableColumn): string {
  if (type === 'text') return `coalesce(length(${name}), -1), ':', ${name}`;
  return `coalesce(${type === 'timestamp' ? `epoch_ms(${name})` : name}::VARCHAR, 'none'), ','`;
}

/**
 * A digest of all that a row holds. The hash of a record's bytes is quick, not cryptographic: somebody could prepare two
 * records that share it. With this beside it they would have to be the same in every field.
 */
const PARTS = EVENT_TABLE.columns
  .filter(({ name }) => !NO_CONTENT.has(name))
  .map(contentPart)
  .join(', ');
const CONTENT = `md5(concat(${PARTS}))`;

/** What a row lacks: 0 for whole records, more for those that were put together from less. */
const LACKING = `coalesce((SELECT CASE c.partial WHEN '${PARTIAL_WORDS.ocsf}' THEN 1 WHEN '${PARTIAL_WORDS.tableRow}' THEN 2 ELSE 0 END
  FROM call_context c WHERE c.id = event.call_context_id), 0)`;

const repeatedRows = (id: string, among: string, place: string): string =>
  `SELECT rowid AS row_id, file_id, ${place} AS file_place, record_offset, record_hash, record_length, ${id}::VARCHAR AS event_id, ${CONTENT} AS content, ${LACKING} AS lacking,
  length(concat(${PARTS})) AS amount
FROM event WHERE ${id} IN (SELECT ${id} FROM event WHERE ${among} GROUP BY ${id} HAVING count(*) > 1)`;

/** Rows whose eventID occurs more than once. A missing eventID, or an empty one, is no copy of another. */
const repeated = (place: string): string => `CREATE OR REPLACE TEMP TABLE repeated AS
${repeatedRows('event_id', 'event_id IS NOT NULL', place)}
UNION ALL
${repeatedRows('odd_event_id', "odd_event_id <> ''", place)}`;

/** Ids follow the order in which files were given, but for those out of archives: they are found when it comes about. */
const PLACE_OF_ID = 'file_id';
const PLACE_IN_LIST = '(SELECT p.place FROM file_place p WHERE p.id = event.file_id)';

const filePlaces = (inOrder: readonly number[]): string => `CREATE OR REPLACE TEMP TABLE file_place AS
SELECT unnest([${inOrder.join(',')}])::INTEGER AS id, unnest(range(${inOrder.length}))::INTEGER AS place`;

/**
 * All copies but the first. The first is the one in the earlier file, whichever worker was faster. A record that was put
 * together says no more than the whole one, and of several such the richest is kept: they never contradict each other.
 */
const COPIES = `CREATE OR REPLACE TEMP TABLE duplicate AS
SELECT row_id, file_id, CASE WHEN lacking > 0 THEN best_in ELSE kept_in END AS kept_in FROM (
  SELECT row_id, file_id, lacking, row_number() OVER same AS copy, first_value(file_id) OVER same AS kept_in,
    row_number() OVER best AS place, first_value(file_id) OVER best AS best_in
  FROM repeated
  WINDOW same AS (PARTITION BY event_id, record_hash, content ORDER BY file_place, record_offset),
    best AS (PARTITION BY event_id ORDER BY lacking, amount DESC, file_place, record_offset))
WHERE CASE WHEN lacking > 0 THEN place > 1 ELSE copy > 1 END`;

const BY_FILE: SqlQuery<{ file_id: 'integer'; kept_in: 'integer'; copies: 'integer' }> = {
  name: 'duplicates-by-file',
  text: 'SELECT file_id, kept_in, count(*)::int AS copies FROM duplicate GROUP BY file_id, kept_in',
  values: [],
  columns: { file_id: 'integer', kept_in: 'integer', copies: 'integer' },
};

const CONFLICTS = `INSERT INTO conflict SELECT event_id FROM repeated
WHERE row_id NOT IN (SELECT row_id FROM duplicate) GROUP BY event_id HAVING count(*) > 1`;

const COUNT_CONFLICTS: SqlQuery<{ conflicts: 'integer' }> = {
  name: 'count-conflicts',
  text: 'SELECT count(*)::int AS conflicts FROM conflict',
  values: [],
  columns: { conflicts: 'integer' },
};

/** Tables that are there while copies are looked for. */
export const DUPLICATE_TABLES: readonly string[] = ['repeated', 'duplicate'];

/** `inOrder`: the ids of all files in the order in which they count as given; null where that is their own order. */
export async function removeDuplicates(
  database: Database,
  inOrder: readonly number[] | null,
  options: CallOptions = {},
): Promise<Duplicates> {
  const load = { priority: 'load', ...options } as const;
  if (inOrder !== null) await database.run(filePlaces(inOrder), load);
  await database.run(repeated(inOrder === null ? PLACE_OF_ID : PLACE_IN_LIST), load);
  await database.run(COPIES, load);
  const removed = (await database.query(BY_FILE, load)).map(({ file_id, kept_in, copies }): Copies => ({
    fileId: file_id,
    keptIn: kept_in,
    count: copies,
  }));
  if (removed.length > 0)
    await database.run('DELETE FROM event WHERE rowid IN (SELECT row_id FROM duplicate)', load);
  await database.run('DELETE FROM conflict', load);
  await database.run(CONFLICTS, load);
  const conflicts = (await database.query(COUNT_CONFLICTS, load))[0]?.conflicts ?? 0;
  await database.run('DROP TABLE repeated', load);
  await database.run('DROP TABLE duplicate', load);
  if (inOrder !== null) await database.run('DROP TABLE file_place', load);
  return { removed, conflicts };
}

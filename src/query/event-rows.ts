/**
 * Events by the ids of their rows. A page is asked for in two steps: which rows, out of integers, and then those rows.
 * In one step the engine reads every text of a million events to join a hundred of them (140 ms instead of 20).
 */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { ALL_COLUMNS, EVENT_ROW_COLUMNS, eventRowSql } from './event-row.ts';
import type { EventRow, WantedColumns } from './event-row.ts';

export const ROW_ID_COLUMNS = { row_id: 'number' } as const satisfies Columns;

export type RowId = RowOf<typeof ROW_ID_COLUMNS>;

/** Which rows, in order. */
export type RowIds = SqlQuery<typeof ROW_ID_COLUMNS>;

/** Rows nearer to each other than this are read in one go, with all between them: as quick as beginning another. */
const NEAR = 16_384;
/** Beginning anew costs 2 to 3 ms; with more of them than this one look at all rows is quicker. */
const MOST_STRETCHES = 12;
/** Of a join with so few rows the engine reads only the parts of the table that hold one. */
const JOINED = 50;

/** Rows with the place that their id has in the list. */
const PLACED_COLUMNS = { ...EVENT_ROW_COLUMNS, place: 'integer' } as const satisfies Columns;
type Placed = RowOf<typeof PLACED_COLUMNS>;

/** The rows of these ids, in any order: sorting them takes the engine longer than it takes us. */
function eventRows(ids: readonly number[], wanted: WantedColumns): SqlQuery<typeof PLACED_COLUMNS> {
  const { list, joins } = eventRowSql(wanted);
  const columns = [...new Set(`${list} ${joins}`.match(/\be\.\w+/g))];
  const parts = partsOf(ids).map((part) => `SELECT e.rowid AS row_id, ${columns.join(', ')} FROM ${part}`);
  return {
    name: 'event-rows',
    text: `SELECT ${list}, o.place::int AS place
FROM (SELECT unnest([${ids.map(wholeId).join(', ')}]::BIGINT[]) AS row_id, unnest(range(${ids.length})) AS place) o
JOIN (${parts.join(' UNION ALL ')}) e ON e.row_id = o.row_id
${joins}`,
    values: [],
    columns: PLACED_COLUMNS,
  };
}

/** Each to be written after FROM. */
function partsOf(ids: readonly number[]): string[] {
  const sorted = ids.toSorted((a, b) => a - b);
  const stretches = stretchesOf(sorted);
  if (stretches.length <= MOST_STRETCHES)
    return stretches.map(([first, last]) => `event e WHERE e.rowid BETWEEN ${first} AND ${last}`);
  return Array.from({ length: Math.ceil(sorted.length / JOINED) }, (_, part) => {
    const some = sorted.slice(part * JOINED, (part + 1) * JOINED).map((id) => `(${id}::BIGINT)`);
    return `event e JOIN (VALUES ${some.join(', ')}) v(row_id) ON e.rowid = v.row_id`;
  });
}

function stretchesOf(sorted: readonly number[]): [first: number, last: number][] {
  const stretches: [number, number][] = [];
  for (const id of sorted) {
    const open = stretches.at(-1);
    if (open !== undefined && id - open[1] < NEAR) open[1] = id;
    else stretches.push([id, id]);
  }
  return stretches;
}

function wholeId(id: number): string {
  if (!Number.isSafeInteger(id) || id < 0) throw new RangeError(`Not a row id: ${id}`);
  return String(id);
}

/**
 * The rows of these ids, in their order; those that are gone are left out. `ask` is the session's or the database's way
 * to query.
 */
export async function readEventRows(
  ask: (query: SqlQuery<typeof PLACED_COLUMNS>) => Promise<Placed[]>,
  ids: readonly RowId[],
  wanted: WantedColumns = ALL_COLUMNS,
): Promise<EventRow[]> {
  if (ids.length === 0) return [];
  const query = eventRows(
    ids.map(({ row_id }) => row_id),
    wanted,
  );
  const rows: EventRow[] = [];
  for (const { place, ...row } of await ask(query)) rows[place] = row;
  // Without the holes of those that are gone.
  return rows.filter(() => true);
}

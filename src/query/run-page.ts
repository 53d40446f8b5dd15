/**
 * Runs: neighbours in time with the same principal, event name and outcome. Their order, and where each begins and how
 * long it is, are worked out once and kept (`session.keep`); windows and places are then read from those.
 */
import type { RowOf, SqlQuery } from '#database/sql-query.ts';
import { rowNumber } from './event-page.ts';
import type { EventRow } from './event-row.ts';
import { ROW_ID_COLUMNS } from './event-rows.ts';
import { matchingRows } from './matches.ts';
import type { Matches } from './matches.ts';
import { raw, sql } from './sql-text.ts';

export const RUN_COLUMNS = { ...ROW_ID_COLUMNS, runFirst: 'number', runLength: 'number' } as const;

/** A run: the row of its first event, where that stands in the order, and how many events it holds. */
type Run = RowOf<typeof RUN_COLUMNS>;

/** A run as the table shows it. */
export type RunRow = EventRow & Pick<Run, 'runFirst' | 'runLength'>;

/** Principals and names are compared as numbers: several identities are one principal, several actions have one name. */
const ranked = (table: string, column: string): string =>
  `(SELECT id, dense_rank() OVER (ORDER BY ${column})::INT AS rank FROM ${table} WHERE ${column} IS NOT NULL)`;

/**
 * For `session.keep`: the matches in order of time, each with what makes it one with its neighbour. Serves wherever an
 * order does. Ties as in `match-page.ts`.
 */
export function runOrder(matches: Matches, descending: boolean): SqlQuery {
  const { text, values } = sql`SELECT m.row_id AS row_id, i.rank AS who, a.rank AS what, m.outcome AS outcome
FROM ${matchingRows(matches)} m
LEFT JOIN ${raw(ranked('identity', 'principal'))} i ON i.id = m.identity_id
LEFT JOIN ${raw(ranked('action', 'event_name'))} a ON a.id = m.action_id
ORDER BY m.event_time ${raw(descending ? 'DESC' : 'ASC')} NULLS LAST, m.file_id, m.record_offset`;
  return { name: 'run-order', text, values, columns: { row_id: 'number' } };
}

/**
 * The runs of such a kept order, one row each: `first_row` and `length`. The windows are over the rows as they stand in
 * the table, which takes a twentieth of the time of sorting them again (measured over a million).
 */
export function runsOf(orderTable: string): SqlQuery {
  return {
    name: 'runs',
    text: `SELECT place AS first_row, lead(place, 1, (SELECT count(*) FROM ${orderTable})) OVER () - place AS length
FROM (SELECT place FROM (SELECT rowid AS place, who IS DISTINCT FROM lag(who) OVER ()
    OR what IS DISTINCT FROM lag(what) OVER () OR outcome IS DISTINCT FROM lag(outcome) OVER () AS begins
  FROM ${orderTable}) s
  WHERE begins) t`,
    values: [],
    columns: { first_row: 'number', length: 'number' },
  };
}

export function countRuns(runTable: string): SqlQuery<{ count: 'integer' }> {
  return {
    name: 'count-runs',
    text: `SELECT count(*)::int AS count FROM ${runTable}`,
    values: [],
    columns: { count: 'integer' },
  };
}

/** `limit` runs from the `offset`th on. */
export function runWindow(
  orderTable: string,
  runTable: string,
  offset: number,
  limit: number,
): SqlQuery<typeof RUN_COLUMNS> {
  const text = `SELECT o.row_id::DOUBLE AS row_id, r.first_row::DOUBLE AS "runFirst", r.length::DOUBLE AS "runLength"
FROM (SELECT rowid AS line, first_row, length FROM ${runTable}
  WHERE rowid >= ${rowNumber(offset)} AND rowid < ${rowNumber(offset + limit)}) r
JOIN ${orderTable} o ON o.rowid = r.first_row
ORDER BY r.line`;
  return { name: 'run-window', text, values: [], columns: RUN_COLUMNS };
}

/** The runs together with the rows of their first events. */
export function runRows(runs: readonly Run[], rows: readonly EventRow[]): RunRow[] {
  return rows.flatMap((row, at) => {
    const run = runs[at];
    return run === undefined ? [] : { ...row, runFirst: run.runFirst, runLength: run.runLength };
  });
}

const RUN_PLACE_COLUMNS = { run: 'number', runFirst: 'number', position: 'number' } as const;

/** In which run an event stands, and where in the order; no row when the filter leaves it out. */
export function runOfEvent(
  orderTable: string,
  runTable: string,
  fileId: number,
  recordOffset: number,
): SqlQuery<typeof RUN_PLACE_COLUMNS> {
  const { text, values } =
    sql`SELECT r.rowid::DOUBLE AS run, r.first_row::DOUBLE AS "runFirst", p.position::DOUBLE AS position
FROM (SELECT o.rowid AS position FROM ${raw(orderTable)} o
  WHERE o.row_id IN (SELECT rowid FROM event WHERE file_id = ${fileId} AND record_offset = ${recordOffset}) LIMIT 1) p
JOIN ${raw(runTable)} r ON r.first_row <= p.position AND p.position < r.first_row + r.length`;
  return { name: 'run-of-event', text, values, columns: RUN_PLACE_COLUMNS };
}

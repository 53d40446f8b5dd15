/** Which events made resources, and which ended such: rows by their ids, to be read with `readEventRows`. */
import { MAKERS, NOT_OF } from '#cloudtrail/made-resources.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import { joinSql, type Sql, sql } from './sql-text.ts';

export const CALL_ROW_COLUMNS = {
  row_id: 'number',
  identity_id: 'integer',
} as const;

/** More are no list that anybody reads. */
export const MOST_MADE = 1_000;
const MOST_ENDED = 4_000;
const MOST_NAMES = 300;

const list = (texts: readonly string[]): Sql =>
  joinSql(
    texts.map((text) => sql`${text}`),
    ', ',
  );

/** The matching events that succeeded in making something, the first of them. */
export function makerRows(matches: Matches): SqlQuery<typeof CALL_ROW_COLUMNS> {
  const { text, values } = sql`SELECT m.row_id, m.identity_id FROM ${matchingRows(matches)} m
WHERE m.outcome = 0 AND m.action_id IN (
  SELECT id FROM action WHERE regexp_matches(event_name, ${MAKERS}) AND read_only IS NOT TRUE
    AND event_source NOT IN (${list(NOT_OF)}))
ORDER BY m.event_time, m.row_id LIMIT ${MOST_MADE}`;
  return { name: 'maker-rows', text, values, columns: CALL_ROW_COLUMNS };
}

/** Of all events from a time on: calls of these names (without their versions) that succeeded. */
export function enderRows(names: readonly string[], from: number): SqlQuery<typeof CALL_ROW_COLUMNS> {
  const { text, values } = sql`SELECT e.rowid AS row_id, e.identity_id FROM event e
WHERE e.outcome = 0 AND e.event_time >= ${moment(from)} AND e.action_id IN (
  SELECT id FROM action WHERE regexp_replace(event_name, '[0-9].*$', '') IN (${list(names.slice(0, MOST_NAMES))}))
ORDER BY e.event_time, e.rowid LIMIT ${MOST_ENDED}`;
  return { name: 'ender-rows', text, values, columns: CALL_ROW_COLUMNS };
}

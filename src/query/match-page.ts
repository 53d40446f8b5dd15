/**
 * A window of the matching events in any order. As with all events (`event-page.ts`): the first rows by a top-N, any
 * deeper window by position from an order that the session keeps.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { rowNumber } from './event-page.ts';
import type { EventPlace } from './event-page.ts';
import { ROW_ID_COLUMNS } from './event-rows.ts';
import type { RowIds } from './event-rows.ts';
import { idColumn, sourceOf } from './field-sources.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import type { Sort } from './sort.ts';
import { raw, type Sql, sql } from './sql-text.ts';

/** Long texts are sorted by their beginning. */
const SORTED_CHARACTERS = 100;

interface SortKey {
  /** SQL over `m` (a match), `k` (the ranks) or `e` (the event). */
  readonly expression: string;
  readonly join: string;
}

/** Values in small tables are ranked there, so that a million events are sorted by an integer. */
function sortKey(field: FieldKey): SortKey {
  const source = sourceOf(field);
  switch (source.in) {
    case 'small': {
      const value = source.holds === 'json' ? `left(${source.column}, ${SORTED_CHARACTERS})` : source.column;
      const ranks = `SELECT id, CASE WHEN ${source.column} IS NOT NULL THEN dense_rank() OVER (ORDER BY lower(${value})) END AS rank
        FROM ${source.table}`;
      return { expression: 'k.rank', join: `LEFT JOIN (${ranks}) k ON k.id = m.${idColumn(source.table)}` };
    }
    case 'event':
      return onEvent(`lower(left(e.${source.column}, ${SORTED_CHARACTERS}))`);
    case 'event-id':
      return onEvent('coalesce(e.event_id::VARCHAR, lower(e.odd_event_id))');
    case 'outcome':
      return { expression: 'm.outcome', join: '' };
    case 'time':
    case 'path':
    case 'reach':
    case 'resource':
      return { expression: 'm.event_time', join: '' };
  }
}

function onEvent(expression: string): SortKey {
  return { expression, join: 'JOIN event e ON e.rowid = m.row_id' };
}

/** Absent values last in both directions; equal ones newest first, then by place, so that the order is always the same. */
function ordered(matches: Matches, { field, descending }: Sort): Sql {
  const { expression, join } = sortKey(field);
  return sql`SELECT m.row_id AS row_id FROM ${matchingRows(matches)} m ${raw(join)}
ORDER BY ${raw(expression)} ${raw(descending ? 'DESC' : 'ASC')} NULLS LAST,
  ${raw(expression === 'm.event_time' ? '' : 'm.event_time DESC NULLS LAST,')} m.file_id, m.record_offset`;
}

/** For `session.keep`: the row ids in order. `eventWindow` of `event-page.ts` reads windows from it. */
export function matchOrder(matches: Matches, sort: Sort): SqlQuery {
  const { text, values } = ordered(matches, sort);
  return { name: 'match-order', text, values, columns: { row_id: 'number' } };
}

/** The first rows, `limit` from `offset` on; past `TOP_ROWS` a kept order is faster. */
export function topMatches(matches: Matches, sort: Sort, offset: number, limit: number): RowIds {
  const { text, values } = sql`SELECT row_id::DOUBLE AS row_id FROM (${ordered(matches, sort)}
  LIMIT ${raw(rowNumber(limit))} OFFSET ${raw(rowNumber(offset))}) t`;
  return { name: 'match-page', text, values, columns: ROW_ID_COLUMNS };
}

/** Where an event stands in a kept order; no row when the filter leaves it out. */
export function positionInOrder(
  orderTable: string,
  fileId: number,
  recordOffset: number,
): SqlQuery<{ position: 'number' }> {
  const { text, values } = sql`SELECT o.rowid::DOUBLE AS position FROM ${raw(orderTable)} o
WHERE o.row_id IN (SELECT rowid FROM event WHERE file_id = ${fileId} AND record_offset = ${recordOffset}) LIMIT 1`;
  return { name: 'match-position', text, values, columns: { position: 'number' } };
}

/**
 * The same for an order by time, counted instead of looked up, so that nothing has to be kept; no row when the filter
 * leaves the event out.
 */
export function positionByTime(
  matches: Matches,
  descending: boolean,
  { eventTime, fileId, recordOffset }: EventPlace,
): SqlQuery<{ position: 'number' }> {
  const time = moment(eventTime ?? 0);
  const sooner = raw(descending ? '>' : '<');
  // Events without a time stand last in both directions.
  const [before, level] =
    eventTime === null
      ? [raw('m.event_time IS NOT NULL'), raw('m.event_time IS NULL')]
      : [sql`m.event_time ${sooner} ${time}`, sql`m.event_time = ${time}`];
  const byPlace = sql`(m.file_id < ${fileId} OR (m.file_id = ${fileId} AND m.record_offset < ${recordOffset}))`;
  const { text, values } =
    sql`SELECT count(*) FILTER (WHERE ${before} OR (${level} AND ${byPlace}))::DOUBLE AS position
FROM ${matchingRows(matches)} m
HAVING coalesce(bool_or(m.file_id = ${fileId} AND m.record_offset = ${recordOffset}), false)`;
  return { name: 'match-position', text, values, columns: { position: 'number' } };
}

/**
 * A window of the events, newest first. The first rows come straight from a top-N over narrow columns (the engine
 * materialises late up to 1,000 rows); any deeper window is joined by position from the whole order, kept once per
 * revision (`EVENT_ORDER` through `session.keep`), because OFFSET takes over a second at two million events.
 */
import type { SqlQuery } from '#database/sql-query.ts';
import { EVENT_JOINS, EVENT_ROW_COLUMNS, EVENT_ROW_LIST } from './event-row.ts';

/** Rows asked for at once. */
export const PAGE_ROWS = 100;

/** Up to here a top-N is as cheap as building the whole order; while loading nothing deeper is shown. */
export const TOP_ROWS = 1_000;

export const EVENT_ORDER: SqlQuery = {
  name: 'event-order',
  text: 'SELECT rowid AS row_id FROM event ORDER BY event_time DESC NULLS LAST, file_id, record_offset',
  values: [],
  columns: { row_id: 'number' },
};

function wholeNumber(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a row number: ${value}`);
  return value;
}

/** The newest events: `limit` rows from `offset` on. A bound LIMIT would keep the engine from its top-N plan. */
export function topEvents(offset: number, limit: number): SqlQuery<typeof EVENT_ROW_COLUMNS> {
  return {
    name: 'event-page',
    text: `SELECT ${EVENT_ROW_LIST}
FROM (${EVENT_ORDER.text} LIMIT ${wholeNumber(limit)} OFFSET ${wholeNumber(offset)}) o
JOIN event e ON e.rowid = o.row_id
${EVENT_JOINS}
ORDER BY e.event_time DESC NULLS LAST, e.file_id, e.record_offset`,
    values: [],
    columns: EVENT_ROW_COLUMNS,
  };
}

/** The same out of the kept order; `orderTable` is the name `session.keep(EVENT_ORDER)` answered. */
export function eventWindow(
  orderTable: string,
  offset: number,
  limit: number,
): SqlQuery<typeof EVENT_ROW_COLUMNS> {
  const first = wholeNumber(offset);
  return {
    name: 'event-window',
    text: `SELECT ${EVENT_ROW_LIST}
FROM (SELECT rowid AS place, row_id FROM ${orderTable}
  WHERE rowid >= ${first} AND rowid < ${first + wholeNumber(limit)}) o
JOIN event e ON e.rowid = o.row_id
${EVENT_JOINS}
ORDER BY o.place`,
    values: [],
    columns: EVENT_ROW_COLUMNS,
  };
}

export interface EventPlace {
  readonly eventTime: number | null;
  readonly fileId: number;
  readonly recordOffset: number;
}

/** How many events stand before the one at this place: its row in the table. */
export function eventPosition(place: EventPlace): SqlQuery<{ position: 'number' }> {
  const { eventTime, fileId, recordOffset } = place;
  const sameTime = eventTime === null ? 'event_time IS NULL' : 'event_time = make_timestamp_ms(?)';
  const newer = eventTime === null ? 'event_time IS NOT NULL' : 'event_time > make_timestamp_ms(?)';
  const time = eventTime === null ? [] : [eventTime];
  return {
    name: 'event-position',
    text: `SELECT count(*)::DOUBLE AS position FROM event
WHERE ${newer} OR (${sameTime} AND (file_id < ? OR (file_id = ? AND record_offset < ?)))`,
    values: [...time, ...time, fileId, fileId, recordOffset],
    columns: { position: 'number' },
  };
}

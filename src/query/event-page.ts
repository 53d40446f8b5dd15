/**
 * Which events stand in a window, newest first. The first come straight from a top-N over narrow columns; any deeper
 * window is read by position from the whole order, kept once per revision (`EVENT_ORDER` through `session.keep`), because
 * OFFSET takes over a second at two million events. Their rows: `event-rows.ts`.
 */
import type { SqlQuery } from '#database/sql-query.ts';
import { ROW_ID_COLUMNS } from './event-rows.ts';
import type { RowIds } from './event-rows.ts';
import { moment } from './moment.ts';
import { raw, sql } from './sql-text.ts';

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

/** Written into the text: a bound LIMIT would keep the engine from its top-N plan. */
export function rowNumber(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a row number: ${value}`);
  return String(value);
}

/** The newest events: `limit` rows from `offset` on. */
export function topEvents(offset: number, limit: number): RowIds {
  return {
    name: 'event-page',
    text: `SELECT row_id::DOUBLE AS row_id FROM (${EVENT_ORDER.text} LIMIT ${rowNumber(limit)} OFFSET ${rowNumber(offset)}) o`,
    values: [],
    columns: ROW_ID_COLUMNS,
  };
}

/** Rows of (place, row_id) out of a kept order, to be written after FROM. */
export function windowOf(orderTable: string, offset: number, limit: number): string {
  const end = rowNumber(offset + limit);
  return `(SELECT rowid AS place, row_id FROM ${orderTable} WHERE rowid >= ${rowNumber(offset)} AND rowid < ${end})`;
}

/** The same out of a kept order; `orderTable` is the name `session.keep(EVENT_ORDER)` answered. */
export function eventWindow(orderTable: string, offset: number, limit: number): RowIds {
  return {
    name: 'event-window',
    text: `SELECT row_id::DOUBLE AS row_id FROM ${windowOf(orderTable, offset, limit)} o ORDER BY place`,
    values: [],
    columns: ROW_ID_COLUMNS,
  };
}

export interface EventPlace {
  readonly eventTime: number | null;
  readonly fileId: number;
  readonly recordOffset: number;
}

/** How many events stand before the one at this place: its row in the table. */
export function eventPosition({
  eventTime,
  fileId,
  recordOffset,
}: EventPlace): SqlQuery<{ position: 'number' }> {
  const newer = eventTime === null ? raw('event_time IS NOT NULL') : sql`event_time > ${moment(eventTime)}`;
  const sameTime = eventTime === null ? raw('event_time IS NULL') : sql`event_time = ${moment(eventTime)}`;
  // Two looks: the first needs no more than the times, and the second passes over nearly all of the table.
  const { text, values } =
    sql`SELECT ((SELECT count(*) FROM event WHERE ${newer}) + (SELECT count(*) FROM event
  WHERE ${sameTime} AND (file_id < ${fileId} OR (file_id = ${fileId} AND record_offset < ${recordOffset}))))::DOUBLE AS position`;
  return { name: 'event-position', text, values, columns: { position: 'number' } };
}

/** Everything the database knows of one event. What it does not hold is in the record's bytes (`session.evidence`). */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { ALL_COLUMNS, EVENT_ROW_COLUMNS, eventRowSql } from './event-row.ts';

/** How an event is named in links: by its eventID, or, where that is missing or shared, by the place of its record. */
export type EventAddress =
  { readonly eventId: string } | { readonly fileName: string; readonly offset: number };

export const EVENT_DETAIL_COLUMNS = {
  ...EVENT_ROW_COLUMNS,
  /** Row of the identity table: whose credential it is says the lineage. */
  identityId: 'integer',
  fullErrorMessage: 'text?',
  fullResources: 'text?',
  fullRequestParameters: 'text?',
  fullResponseElements: 'text?',
  fullAdditionalEventData: 'text?',
  fullServiceEventDetails: 'text?',
} as const satisfies Columns;

export type EventDetailRow = RowOf<typeof EVENT_DETAIL_COLUMNS>;

const FULL_LIST = `coalesce(e.identity_id, 0)::int AS "identityId", e.error_message AS "fullErrorMessage", e.resources AS "fullResources",
  e.request_parameters AS "fullRequestParameters", e.response_elements AS "fullResponseElements",
  e.additional_event_data AS "fullAdditionalEventData", e.service_event_details AS "fullServiceEventDetails"`;

/** One row, or none when the address names no loaded event. Of several with one eventID the first by place. */
export function eventDetail(address: EventAddress): SqlQuery<typeof EVENT_DETAIL_COLUMNS> {
  const byId = 'eventId' in address;
  const { list, joins } = eventRowSql(ALL_COLUMNS);
  const where = byId
    ? '(event_id = TRY_CAST(? AS UUID) OR odd_event_id = ?)'
    : 'file_id IN (SELECT id FROM file WHERE name = ?) AND record_offset = ?';
  return {
    name: 'event-detail',
    text: `SELECT ${list}, ${FULL_LIST}
FROM (SELECT rowid AS row_id FROM event WHERE ${where} ORDER BY file_id, record_offset LIMIT 1) o
JOIN event e ON e.rowid = o.row_id
${joins}`,
    values: byId ? [address.eventId, address.eventId] : [address.fileName, address.offset],
    columns: EVENT_DETAIL_COLUMNS,
  };
}

/** The address that stays true: eventIDs of AWS, else the record's place. */
export function addressOf(row: {
  readonly eventID: string | null;
  readonly fileName: string | null;
  readonly recordOffset: number;
  readonly conflict: boolean;
}): EventAddress {
  if (row.eventID !== null && !row.conflict) return { eventId: row.eventID };
  return { fileName: row.fileName ?? '', offset: row.recordOffset };
}

export function sameAddress(a: EventAddress | null, b: EventAddress | null): boolean {
  if (a === null || b === null) return a === b;
  if ('eventId' in a) return 'eventId' in b && a.eventId === b.eventId;
  return !('eventId' in b) && a.fileName === b.fileName && a.offset === b.offset;
}

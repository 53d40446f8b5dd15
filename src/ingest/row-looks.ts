/** Whether a row that was just read is an event's. */
import type { RecordColumns } from './record-columns.ts';
import { dictionaryIndex } from './record-fields.ts';

const EVENT_NAME = dictionaryIndex('eventName');
const EVENT_TYPE = dictionaryIndex('eventType');

export function hasName({ ids, rows }: RecordColumns): boolean {
  return (ids[EVENT_NAME]?.[rows - 1] ?? 0) !== 0;
}

/** The row has a name or a type. */
export function isNamed(columns: RecordColumns): boolean {
  return hasName(columns) || (columns.ids[EVENT_TYPE]?.[columns.rows - 1] ?? 0) !== 0;
}

/** The row has what a record must have; else it is some other object inside damage. */
export function isPlausible(columns: RecordColumns): boolean {
  return isNamed(columns) && !Number.isNaN(columns.time[columns.rows - 1] ?? Number.NaN);
}

/** What a value on the screen can be used for: to narrow the events to it, or to see what happened around it. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { addValue, withTime } from './edit-filter.ts';
import type { ChosenValue } from './edit-filter.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Filter, Target } from './filter.ts';

/** What of an event leads to others. */
export interface PivotRow {
  readonly eventTime: number | null;
  readonly principal: string | null;
  readonly sourceIPAddress: string | null;
  readonly accessKeyId: string | null;
  readonly requestID: string | null;
  readonly sharedEventID: string | null;
}

export interface Pivot {
  readonly id: string;
  /** What it does, without the value: `Filter for`, `Same access key`. */
  readonly label: string;
  readonly apply: (filter: Filter) => Filter;
}

const AROUND = 5 * 60_000;

/** Narrow to the value, or to all but it. Null = events that have none. */
export function valuePivots(target: Target, value: ChosenValue): readonly Pivot[] {
  return [
    { id: 'for', label: 'Filter for', apply: (filter) => addValue(filter, target, value, 'include') },
    { id: 'out', label: 'Filter out', apply: (filter) => addValue(filter, target, value, 'exclude') },
  ];
}

/** From an event to its kin: these begin a new filter, since the present one may hide the kin. */
export function eventPivots(row: PivotRow): readonly Pivot[] {
  const { eventTime } = row;
  const around =
    eventTime === null
      ? []
      : [
          {
            id: 'around',
            label: 'Show in time (±5 min)',
            // The last millisecond belongs to it: ranges are half-open.
            apply: () => withTime(EMPTY_FILTER, eventTime - AROUND, eventTime + AROUND + 1),
          },
        ];
  return [
    ...around,
    ...same(row, 'principal', 'Everything by this principal'),
    ...same(row, 'sourceIPAddress', 'Everything from this address'),
    ...same(row, 'accessKeyId', 'Everything with this access key'),
    ...same(row, 'requestID', 'Same request'),
    ...same(row, 'sharedEventID', 'Same shared event'),
  ];
}

function same(row: PivotRow, field: FieldKey & keyof PivotRow, label: string): Pivot[] {
  const value = row[field];
  if (typeof value !== 'string' || value === '') return [];
  return [
    { id: FIELDS[field].linkKey, label, apply: () => addValue(EMPTY_FILTER, { field }, value, 'include') },
  ];
}

/** What a value on the screen can be used for: to narrow the events to it, or to see what happened around it. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { addValue, withTime } from './edit-filter.ts';
import type { ChosenValue } from './edit-filter.ts';
import { EMPTY_FILTER } from './filter.ts';
import { SUBJECT_FIELDS, subjectFilter } from './subject.ts';
import type { SubjectField } from './subject.ts';
import type { Filter, Target } from './filter.ts';

/** What of an event leads to others. */
export interface PivotRow {
  readonly eventTime: number | null;
  readonly principal: string | null;
  readonly sourceIPAddress: string | null;
  readonly accessKeyId: string | null;
  readonly requestID: string | null;
  readonly sharedEventID: string | null;
  /** Of the principal: two accounts may have one of the same name. */
  readonly userIdentityAccountId?: string | null;
}

export interface Pivot {
  readonly id: string;
  /** What it does, without the value: `Filter for`, `Same access key`. */
  readonly label: string;
  readonly apply: (filter: Filter) => Filter;
  /** It leads to another screen: the timeline of what is chosen, or its life line. */
  readonly opens?: 'timeline' | 'life';
}

const AROUND = 5 * 60_000;

/** Narrow to the value, or to all but it; null = events that have none. And to what is known of it over time. */
export function valuePivots(target: Target, value: ChosenValue, row?: PivotRow): readonly Pivot[] {
  return [
    { id: 'for', label: 'Filter for', apply: (filter) => addValue(filter, target, value, 'include') },
    { id: 'out', label: 'Filter out', apply: (filter) => addValue(filter, target, value, 'exclude') },
    ...subjectPivots(target, value, row),
  ];
}

/** Whatever a timeline can be drawn of has one. */
function subjectPivots(target: Target, value: ChosenValue, row?: PivotRow): Pivot[] {
  const field = 'field' in target ? SUBJECT_FIELDS.find((known) => known === target.field) : undefined;
  if (field === undefined || value === null || value === '') return [];
  const account =
    field === 'principal' && row?.principal === value ? (row.userIdentityAccountId ?? null) : null;
  const apply = (): Filter => subjectFilter({ field, value }, account);
  if (field === 'resource')
    return [{ id: 'life', label: 'Life line of this resource', apply, opens: 'life' }];
  return [{ id: 'timeline', label: TIMELINE_LABELS[field] ?? 'Open timeline', apply, opens: 'timeline' }];
}

const TIMELINE_LABELS: Partial<Readonly<Record<SubjectField, string>>> = {
  principal: 'Open timeline of this principal',
  accessKeyId: 'Open timeline of this key',
  sourceIPAddress: 'Open timeline of this address',
  sessionId: 'Open timeline of this session',
};

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

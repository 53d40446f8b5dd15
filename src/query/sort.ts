/** The order of the event table. */
import { FIELD_KEYS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { sourceOf } from './field-sources.ts';

export interface Sort {
  readonly field: FieldKey;
  readonly descending: boolean;
}

export const NEWEST_FIRST: Sort = { field: 'eventTime', descending: true };

/** All that has a column; the resource is worked out from a row and cannot be sorted by. */
export const SORTABLE_FIELDS: readonly FieldKey[] = FIELD_KEYS.filter((key) => {
  const source = sourceOf(key);
  return source.in !== 'path' && source.in !== 'resource' && source.in !== 'reach';
});

export function sameSort(a: Sort, b: Sort): boolean {
  return a.field === b.field && a.descending === b.descending;
}

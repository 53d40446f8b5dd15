/** The order of the table: in words, and how a click on a column's name changes it. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { NEWEST_FIRST, SORTABLE_FIELDS } from '#query/sort.ts';
import type { Sort } from '#query/sort.ts';

/** `newest first`, `by event name, A to Z`. */
export function sortWords({ field, descending }: Sort): string {
  if (field === 'eventTime') return descending ? 'newest first' : 'oldest first';
  return `by ${inSentence(FIELDS[field].label)}, ${descending ? 'Z to A' : 'A to Z'}`;
}

/** `Event name` → `event name`; names of the field such as `ARN` and `TLS details` stay. */
function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** First click: from the small to the large; second: the other way round; third: newest first, as ever. */
export function nextSort({ field, descending }: Sort, clicked: FieldKey): Sort {
  if (field !== clicked) return { field: clicked, descending: false };
  return descending || field === 'eventTime' ? flipped(field, descending) : { field, descending: true };
}

/** By time there are two orders only. */
function flipped(field: FieldKey, descending: boolean): Sort {
  return field === 'eventTime' ? { field, descending: !descending } : NEWEST_FIRST;
}

export function isSortable(field: FieldKey): boolean {
  return SORTABLE_FIELDS.includes(field);
}

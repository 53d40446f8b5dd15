/** The order of the table in words. */
import { FIELDS } from '#cloudtrail/fields.ts';
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

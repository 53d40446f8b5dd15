/** The columns a table may have, and a link may name: every field of the catalogue that can stand in a line. */
import { DEFAULT_FIELD_KEYS, FIELD_KEYS, fieldByLinkKey, FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';

/** `resource` has no column of its own: it is worked out from the row. */
export const COLUMN_KEYS: readonly FieldKey[] = FIELD_KEYS.filter(
  (key) => FIELDS[key].column !== null || key === 'resource',
);

export const DEFAULT_COLUMNS: readonly FieldKey[] = DEFAULT_FIELD_KEYS.filter(isColumn);

export function isColumn(key: FieldKey): boolean {
  return COLUMN_KEYS.includes(key);
}

export function columnByLinkKey(linkKey: string): FieldKey | null {
  const key = fieldByLinkKey(linkKey);
  return key !== null && isColumn(key) ? key : null;
}

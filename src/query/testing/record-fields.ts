import { FIELD_KEYS } from '#cloudtrail/fields.ts';
import { sourceOf } from '../field-sources.ts';

/** The fields that an oracle finds in a record: not those that are worked out over all events. */
export const RECORD_FIELDS = FIELD_KEYS.filter((field) => {
  const source = sourceOf(field);
  return source.in !== 'reach' && !(source.in === 'small' && source.table === 'lineage');
});

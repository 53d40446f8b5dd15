/** How the value of a field that can be counted is got from its id: the one place where facets and their kin agree. */
import { FIELD_KEYS, FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import { idColumn, sourceOf } from './field-sources.ts';

export interface FacetColumn {
  /** Column of a kept table to group by. */
  readonly id: string;
  /** Small table that says what the ids mean; null when the code says it itself. */
  readonly table: string | null;
  /** The value as text, over the small table `s`, or over the code `id`. */
  readonly value: string;
}

/** Null for fields that cannot be counted by an id: texts, times, places inside JSON. */
export function facetColumn(field: FieldKey): FacetColumn | null {
  const source = sourceOf(field);
  if (source.in === 'outcome') return { id: 'outcome', table: null, value: OUTCOME_NAME };
  if (source.in !== 'small' || source.holds !== 'value') return null;
  return { id: idColumn(source.table), table: source.table, value: `s.${source.column}` };
}

const OUTCOME_NAME = `CASE id ${OUTCOMES.map((name, code) => `WHEN ${code} THEN '${name}'`).join(' ')} END`;

/** Every field that can be a facet, those of the catalogue's own choice first. */
export const COUNTABLE_FIELDS: readonly FieldKey[] = FIELD_KEYS.filter(
  (key) => facetColumn(key) !== null,
).toSorted((a, b) => Number(FIELDS[b].facet) - Number(FIELDS[a].facet));

/** The facets that stand open from the start. */
export const DEFAULT_FACETS: readonly FieldKey[] = [
  'eventName',
  'eventSource',
  'principal',
  'principalKind',
  'sourceIPAddress',
  'awsRegion',
  'recipientAccountId',
  'outcome',
  'errorCode',
  'verb',
  'userAgentFamily',
  'eventCategory',
];

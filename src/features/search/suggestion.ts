/** What is suggested at a place of the search text: fields and paths by name, values that occur. Pure. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { facetColumn } from '#query/facet-columns.ts';
import { containerOf, readFieldName } from '#query/field-names.ts';
import { sourceOf } from '#query/field-sources.ts';
import type { Filter } from '#query/filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { formatTarget, formatValue } from '#query/format-filter.ts';
import { withoutClause } from '#query/search-place.ts';
import type { SearchPlace } from '#query/search-place.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { narrowPaths, narrowValues, suggestFields } from '#query/suggestions.ts';
import type { PathSuggestion, ValueCount } from '#query/suggestions.ts';

export interface Suggestion {
  readonly kind: 'field' | 'path' | 'value';
  /** As it stands in the list; a value may be hostile. */
  readonly text: string;
  /** What is written into the search when it is accepted. */
  readonly insert: string;
  /** Of a field: what it is called. */
  readonly label?: string;
  /** Of a value: events that have it. */
  readonly count?: number;
}

const MOST_SHOWN = 20;
const MOST_BESIDE_FIELDS = 7;
const MOST_OF_ONE_FIELD = 4;
/** Shorter words would bring every path there is. */
const SHORTEST_FOR_PATHS = 3;

/** Where the values of a place come from. */
export type ValueSource =
  | { readonly from: 'counts'; readonly field: FieldKey }
  | { readonly from: 'sample'; readonly root: string; readonly path: readonly string[] };

export function valueSource(place: SearchPlace): ValueSource | null {
  if (place.kind !== 'value') return null;
  const reading = readFieldName(place.name);
  if ('problem' in reading) return null;
  const { target } = reading;
  if ('path' in target) return sampled(target.path);
  if (facetColumn(target.field) !== null) return { from: 'counts', field: target.field };
  const source = sourceOf(target.field);
  return source.in === 'path' ? sampled(source.path) : null;
}

function sampled(path: readonly string[]): ValueSource | null {
  const [root, ...rest] = path;
  return root === undefined || rest.length === 0 ? null : { from: 'sample', root, path: rest };
}

/** The field of JSON whose inner names may be meant; requests where none is named. */
export function pathRoot(place: SearchPlace): FieldKey | null {
  if (place.kind !== 'field') return null;
  const dot = place.typed.indexOf('.');
  if (dot >= 0) return containerOf(place.typed.slice(0, dot));
  return place.typed.length < SHORTEST_FOR_PATHS ? null : 'requestParameters';
}

/** Fields in which a word is looked for that was written without one, those that people mean most often first. */
export const FIELDS_OF_WORDS = [
  'eventName',
  'principal',
  'eventSource',
  'sourceIPAddress',
  'errorCode',
  'awsRegion',
  'accessKeyId',
] as const satisfies readonly FieldKey[];

/** Values of these fields that are known, by field. */
export type KnownValues = ReadonlyMap<FieldKey, readonly ValueCount[]>;

/** Shorter words occur in nearly every value. */
export const SHORTEST_WORD = 2;

/** Values that contain a word written without a field. */
function valuesOfWord(typed: string, known: KnownValues): Suggestion[] {
  if (typed.length < SHORTEST_WORD) return [];
  return FIELDS_OF_WORDS.flatMap((field) =>
    narrowValues(known.get(field) ?? [], typed)
      .slice(0, MOST_OF_ONE_FIELD)
      .map(({ value, count }): Suggestion => {
        const insert = `${formatTarget({ field })}:${formatValue(value)} `;
        return { kind: 'value', text: value, insert, label: FIELDS[field].label, count };
      }),
  ).slice(0, MOST_BESIDE_FIELDS);
}

/** Fields by name, values that hold the word, then places inside the JSON of `root`. */
export function nameSuggestions(
  place: SearchPlace,
  root: FieldKey | null,
  paths: readonly PathSuggestion[],
  known: KnownValues,
): Suggestion[] {
  const dot = place.typed.indexOf('.');
  const values = dot >= 0 ? [] : valuesOfWord(place.typed, known);
  const fields = dot >= 0 ? [] : suggestFields(place.typed);
  const shown = values.length === 0 ? fields : fields.slice(0, MOST_BESIDE_FIELDS);
  const rootWord = dot >= 0 ? place.typed.slice(0, dot) : (root ?? '');
  const inner = root === null ? [] : narrowPaths(paths, place.typed.slice(dot + 1));
  return [
    ...shown.map(({ word, label }) => ({ kind: 'field' as const, text: word, insert: `${word}:`, label })),
    ...values,
    ...inner.slice(0, dot >= 0 ? MOST_SHOWN : MOST_BESIDE_FIELDS).map(({ path }) => {
      const text = formatTarget({ path: [rootWord, ...path] });
      return { kind: 'path' as const, text, insert: `${text}:`, label: labelOf(root) };
    }),
  ].slice(0, MOST_SHOWN);
}

function labelOf(root: FieldKey | null): string {
  return root === null ? 'inside the record' : `inside the ${FIELDS[root].label.toLowerCase()}`;
}

export function countedSuggestions(values: readonly ValueCount[]): Suggestion[] {
  return values
    .slice(0, MOST_SHOWN)
    .map(({ value, count }) => ({ kind: 'value', text: value, insert: formatValue(value), count }));
}

/** Values at a path, of those that the sample holds. */
export function sampledSuggestions(
  paths: readonly PathSuggestion[],
  path: readonly string[],
  typed: string,
): Suggestion[] {
  const wanted = path.join('.').toLowerCase();
  const found = paths.find((known) => known.path.join('.').toLowerCase() === wanted);
  return (found?.values ?? [])
    .filter((value) => value.toLowerCase().includes(typed.toLowerCase()))
    .slice(0, MOST_SHOWN)
    .map((value) => ({ kind: 'value', text: value, insert: formatValue(value) }));
}

/** The filter without the clause that is being written: what its values are counted in. */
export function filterAround(text: string, place: SearchPlace, time: Filter): Filter {
  const { filter, errors } = parseSearch(withoutClause(text, place), time);
  return errors.length === 0 ? filter : { ...EMPTY_FILTER, from: time.from, to: time.to };
}

/** What else can be written here. */
export function hintFor(place: SearchPlace): string {
  if (place.kind === 'field')
    return '- before a field excludes · OR and ( ) combine · "…" a text with spaces';
  const reading = readFieldName(place.name);
  const field = 'target' in reading && 'field' in reading.target ? reading.target.field : null;
  if (field === 'eventTime')
    return '2025-10-10 a whole day · >=2025-10-10T21:00Z · [2025-10-10 TO 2025-10-12] · times are UTC';
  if (field !== null && FIELDS[field].kind === 'address')
    return '10.0.0.0/8 a block of addresses · 198.51.100.* · * any · (a OR b) one of several';
  return '* any value · Del* begins so · (a OR b) one of several';
}

/** What could be meant while someone types: fields by name, then values that really occur, with counts. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { isObject, parseJson } from '#lib/json.ts';
import { facetColumn } from './facet-columns.ts';
import { namedCounts } from './facets.ts';
import { fieldWords } from './field-names.ts';
import { sourceOfPath } from './field-sources.ts';
import { EVERYTHING, matchingRows, type Matches } from './matches.ts';
import { raw, sql, TRUE } from './sql-text.ts';
import { matchesParts } from './text-conditions.ts';

export const MOST_SUGGESTIONS = 20;

export interface FieldSuggestion {
  readonly field: FieldKey;
  /** The name or alias that fits best what was typed. */
  readonly word: string;
  readonly label: string;
}

/** Fields whose name, alias or label begins with the text, then those that contain it. */
export function suggestFields(typed: string): FieldSuggestion[] {
  const wanted = typed.toLowerCase();
  const best = new Map<FieldKey, { readonly word: string; readonly rank: number }>();
  for (const { word, field } of fieldWords()) {
    const rank = rankOf(word.toLowerCase(), FIELDS[field].label.toLowerCase(), wanted);
    const known = best.get(field);
    if (rank < 9 && (known === undefined || rank < known.rank)) best.set(field, { word, rank });
  }
  return [...best]
    .toSorted(([, a], [, b]) => a.rank - b.rank)
    .slice(0, MOST_SUGGESTIONS)
    .map(([field, { word }]) => ({ field, word, label: FIELDS[field].label }));
}

function rankOf(word: string, label: string, wanted: string): number {
  if (word === wanted) return 0;
  if (word.startsWith(wanted)) return 1;
  if (label.startsWith(wanted)) return 2;
  return word.includes(wanted) || label.includes(wanted) ? 3 : 9;
}

export const VALUE_SUGGESTION_COLUMNS = { value: 'text', count: 'integer' } as const;

const LONGEST_TYPED = 200;

/** Values of a countable field that contain the text; those that begin with it first, then by count. Null for other fields. */
export function suggestValues(
  field: FieldKey,
  typed: string,
  matches: Matches = EVERYTHING,
  most = MOST_SUGGESTIONS,
): SqlQuery<typeof VALUE_SUGGESTION_COLUMNS> | null {
  const column = facetColumn(field);
  if (column === null) return null;
  const wanted = typed.slice(0, LONGEST_TYPED);
  const contains = wanted === '' ? TRUE : matchesParts('value', [{ text: wanted }], true);
  const { text, values } = sql`WITH g AS MATERIALIZED (SELECT ${raw(column.id)} AS id, count(*) AS n
  FROM ${matchingRows(matches)} m GROUP BY 1)
SELECT value, sum(n)::int AS count FROM (${namedCounts('g', column)}) v WHERE value IS NOT NULL AND ${contains}
GROUP BY value ORDER BY starts_with(lower(value), lower(${wanted})) DESC, count DESC, value LIMIT ${raw(String(most))}`;
  return { name: 'suggest-values', text, values, columns: VALUE_SUGGESTION_COLUMNS };
}

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** What `suggestValues` would answer for a longer text, out of an answer that is complete. */
export function narrowValues(known: readonly ValueCount[], typed: string): ValueCount[] {
  const wanted = typed.slice(0, LONGEST_TYPED).toLowerCase();
  if (wanted === '') return [...known];
  const rank = ({ value }: ValueCount): number => Number(!value.toLowerCase().startsWith(wanted));
  return known
    .filter(({ value }) => value.toLowerCase().includes(wanted))
    .toSorted((a, b) => rank(a) - rank(b) || b.count - a.count);
}

export const SAMPLE_COLUMNS = { json: 'text' } as const;

/** Columns that most events fill; reading them all takes seconds where there are millions. */
const DENSE = new Set(['request_parameters', 'response_elements', 'resources']);
/** Events that are looked at in such columns, to take the sample from. */
const MOST_LOOKED_AT = 50_000;
const SAMPLE_ROWS = 500;

/** Texts of JSON to look for paths and their values in: a sample, so counts from it are no counts of events. */
export function sampleJson(root: string, events = 0): SqlQuery<typeof SAMPLE_COLUMNS> {
  const { source } = sourceOfPath([root]);
  const table = source.in === 'small' ? source.table : 'event';
  const percent = Math.ceil((100 * MOST_LOOKED_AT) / Math.max(1, events));
  // Whole blocks of rows are left out unread.
  const blocks =
    percent < 100 && DENSE.has(source.column) ? `TABLESAMPLE SYSTEM (${percent} PERCENT) REPEATABLE (7)` : '';
  const text = `SELECT json FROM (SELECT left(${source.column}, 20000) AS json FROM ${table} ${blocks}) s
WHERE json IS NOT NULL USING SAMPLE ${SAMPLE_ROWS} ROWS (reservoir, 1)`;
  return { name: 'suggest-json', text, values: [], columns: SAMPLE_COLUMNS };
}

export interface PathSuggestion {
  /** Below the root. */
  readonly path: readonly string[];
  /** Texts of the sample in which it occurs. */
  readonly count: number;
  /** Some of its values, most frequent first. */
  readonly values: readonly string[];
}

const DEEPEST = 8;
const MOST_PATHS = 500;
const MOST_VALUES = 50;
/** Characters of JSON that are looked at: 10 ms of work for the page. */
const MOST_SAMPLED = 1_000_000;

/** Those of the paths of a sample that contain the text (dots between names). */
export function narrowPaths(paths: readonly PathSuggestion[], typed: string): PathSuggestion[] {
  const wanted = typed.toLowerCase();
  return paths.filter(({ path }) => path.join('.').toLowerCase().includes(wanted)).slice(0, MOST_SUGGESTIONS);
}

/** All paths in a sample, most frequent first. */
export function collectPaths(sample: readonly string[]): PathSuggestion[] {
  const found = new Map<string, { path: readonly string[]; count: number; values: Map<string, number> }>();
  let left = MOST_SAMPLED;
  for (const json of sample) {
    left -= json.length;
    if (left < 0) break;
    const seen = new Set<string>();
    visit(parseJson(json), [], (path, value) => {
      const key = path.join('.');
      const entry = found.get(key) ?? { path, count: 0, values: new Map<string, number>() };
      if (!seen.has(key)) entry.count++;
      seen.add(key);
      if (value !== null && entry.values.size < 1_000)
        entry.values.set(value, (entry.values.get(value) ?? 0) + 1);
      if (found.size < MOST_PATHS || found.has(key)) found.set(key, entry);
    });
  }
  return [...found.values()]
    .toSorted((a, b) => b.count - a.count)
    .map(({ path, count, values }) => ({ path, count, values: mostFrequent(values) }));
}

function mostFrequent(values: ReadonlyMap<string, number>): string[] {
  const sorted = [...values].toSorted(([, a], [, b]) => b - a);
  return sorted.slice(0, MOST_VALUES).map(([value]) => value);
}

function visit(
  value: unknown,
  path: readonly string[],
  tell: (path: readonly string[], value: string | null) => void,
): void {
  if (path.length > DEEPEST) return;
  if (Array.isArray(value)) for (const item of value.slice(0, 50)) visit(item, path, tell);
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key], tell);
  else if (path.length > 0) tell(path, value === null || value === undefined ? null : leafText(value));
}

function leafText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 500) : `${JSON.stringify(value)}`;
}

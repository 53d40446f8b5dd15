/**
 * Tests of JSON as it is stored, as SQL. What can be decided on the text is; our SQL function reads only what is left.
 *
 * JSON may write any character as `\u0041`. Such texts are rare, and every quick look lets them pass to the exact one;
 * of events it is known which have one.
 */
import type { JsonMatch } from '#lib/json-match.ts';
import type { ValueTest } from '#lib/value-test.ts';
import {
  escapeRegExp,
  type RegExpWriting,
  type WildcardPart,
  wildcardParts,
  wildcardRegExp,
} from '#lib/wildcard.ts';
import { FALSE, raw, type Sql, sql, TRUE } from './sql-text.ts';
import { matchesRegExp, trimStars } from './text-conditions.ts';

/** Some name or value in the JSON contains it. `column` is SQL of our own. */
export function jsonContains(column: string, test: ValueTest): Sql {
  if (test.kind === 'exists') return raw(`${column} IS NOT NULL`);
  if (test.kind !== 'equals' && test.kind !== 'matches') return FALSE;
  const parts = test.kind === 'equals' ? [{ text: test.text }] : trimStars(wildcardParts(test.pattern));
  if (parts.length === 0) return raw(`${column} IS NOT NULL`);
  return sql`(${inJsonText(column, parts)} OR ${onlyWhere(hasEscapes(column), jsonMatch(column, null, test))})`;
}

/** A value at the path passes the test. */
export function jsonPathHolds(column: string, path: readonly string[], test: ValueTest): Sql {
  if (path.length === 0) return jsonContains(column, test);
  const clue = clueOf(path, test);
  const quick = clue === '' ? TRUE : sql`(${inJsonText(column, [{ text: clue }])} OR ${hasEscapes(column)})`;
  return onlyWhere(quick, jsonMatch(column, path, test));
}

/** A text that is in every JSON that can match: a piece of the value, which is rarer than the name, or the name. */
function clueOf(path: readonly string[], test: ValueTest): string {
  const name = path.at(-1) ?? '';
  const texts =
    test.kind === 'equals'
      ? [test.text]
      : test.kind === 'matches'
        ? wildcardParts(test.pattern).flatMap((part) => (typeof part === 'string' ? [] : [part.text]))
        : [];
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), '');
  return longest.length >= 3 ? longest : name;
}

function jsonMatch(column: string, path: readonly string[] | null, test: ValueTest): Sql {
  const match: JsonMatch = { path, test };
  return sql`json_match(${raw(column)}, ${JSON.stringify(match)}) = 1`;
}

/** A plain AND is no promise: the engine tries which side is quicker, and calls our function for every event. */
function onlyWhere(quick: Sql, exact: Sql): Sql {
  return sql`CASE WHEN ${quick} THEN ${exact} ELSE false END`;
}

function hasEscapes(column: string): Sql {
  if (column.startsWith('e.')) return raw('e.escaped = 1');
  return raw(`contains(${column}, '\\u')`);
}

function inJsonText(column: string, parts: readonly WildcardPart[]): Sql {
  return matchesRegExp(column, parts, wildcardRegExp(parts, JSON_WRITING));
}

/** How JSON writes characters, but for `\u`. A star stays inside of one string. */
const JSON_WRITING: RegExpWriting = {
  text: (text) => text.replace(/./gsu, jsonCharacter),
  any: '(?:[^"\\\\]|\\\\.)*',
  one: '(?:[^"\\\\]|\\\\.)',
};

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\\\n'],
  ['\r', '\\\\r'],
  ['\t', '\\\\t'],
  ['\b', '\\\\b'],
  ['\f', '\\\\f'],
  ['"', '\\\\"'],
  ['\\', '\\\\\\\\'],
  ['/', '\\\\?/'],
]);

function jsonCharacter(character: string): string {
  return SHORT_ESCAPES.get(character) ?? escapeRegExp(character);
}

/** Tests of a column of plain text, as SQL. Case-blind. */
import type { ValueTest } from '#lib/value-test.ts';
import { PLAIN_WRITING, type WildcardPart, wildcardParts, wildcardRegExp } from '#lib/wildcard.ts';
import { anyOf, joinSql, raw, type Sql, sql } from './sql-text.ts';

export const EVENT_ID_TEXT = 'coalesce(e.event_id::VARCHAR, e.odd_event_id)';

/** One of the tests holds. `part`: for a part of the text. `column` is SQL of our own. */
export function columnTest(column: string, tests: readonly ValueTest[], part: boolean): Sql {
  const texts = part ? [] : tests.flatMap((test) => (test.kind === 'equals' ? [test.text] : []));
  const others = tests.filter((test) => part || test.kind !== 'equals');
  return anyOf([
    ...(texts.length === 0 ? [] : [isOneOf(column, texts)]),
    ...others.map((test) => oneTest(column, test, part)),
  ]);
}

function isOneOf(column: string, texts: readonly string[]): Sql {
  const list = texts.map((text) => sql`lower(${text})`);
  return sql`lower(${raw(column)}) IN (${joinSql(list, ', ')})`;
}

function oneTest(column: string, test: ValueTest, part: boolean): Sql {
  switch (test.kind) {
    case 'equals':
      return matchesParts(column, [{ text: test.text }], part);
    case 'matches':
      return matchesParts(column, wildcardParts(test.pattern), part);
    case 'exists':
      return raw(`${column} IS NOT NULL`);
    case 'range':
    case 'within':
      return sql`text_match(${raw(column)}, ${JSON.stringify(test)}) = 1`;
  }
}

/** The parts occur in the text one after another, or (not `part`) make up the whole of it. */
export function matchesParts(column: string, parts: readonly WildcardPart[], part: boolean): Sql {
  const expression = wildcardRegExp(part ? trimStars(parts) : parts, PLAIN_WRITING);
  return matchesRegExp(column, parts, part ? expression : `\\A${expression}\\z`);
}

/**
 * ILIKE takes six times as long on long texts (measured). RE2 takes time in proportion to the text, whatever the pattern;
 * a plain look for characters that have no case takes a third of that, and comes first where there are some.
 */
export function matchesRegExp(column: string, parts: readonly WildcardPart[], expression: string): Sql {
  const matches = sql`regexp_matches(${raw(column)}, ${expression}, 'i')`;
  const clue = caselessClue(parts);
  return clue === null
    ? matches
    : sql`CASE WHEN contains(${raw(column)}, ${clue}) THEN ${matches} ELSE false END`;
}

/** Fewer stand in every other text. */
const SHORTEST_CLUE = 2;

/** The longest run of characters that every matching text holds as they are: without case, and never escaped in JSON. */
function caselessClue(parts: readonly WildcardPart[]): string | null {
  const runs = parts.flatMap((part) =>
    typeof part === 'string' ? [] : (part.text.match(/[\d.:_=@+-]+/g) ?? []),
  );
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest.length < SHORTEST_CLUE ? null : longest;
}

/** Stars at the ends of what is looked for anywhere say nothing. */
export function trimStars(parts: readonly WildcardPart[]): readonly WildcardPart[] {
  const first = parts.findIndex((part) => part !== '*');
  const last = parts.findLastIndex((part) => part !== '*');
  return first < 0 ? [] : parts.slice(first, last + 1);
}

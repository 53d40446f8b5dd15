/** What the words of a search mean for a field: a value, a pattern, a block of addresses, a comparison. Total. */
import { fieldByWord, type FieldKind, FIELDS } from '#cloudtrail/fields.ts';
import { parseBlock } from '#lib/ip-block.ts';
import { timeSpanOf } from '#lib/time-text.ts';
import { type Bound, numberOf } from '#lib/value-test.ts';
import { wildcardParts } from '#lib/wildcard.ts';
import { comparable } from './field-sources.ts';
import type { Target, Test } from './filter.ts';
import type { Word } from './search-words.ts';

/** What is looked for inside of longer texts may have no more of either: each costs time for every event. */
const LONGEST_PATTERN = 1_000;
const MOST_STARS = 20;

export type TestReading = { readonly test: Test } | { readonly problem: string };

const problem = (text: string): TestReading => ({ problem: text });

/** `field:word` */
export function readValue(target: Target, word: Word): TestReading {
  if (word.text === '' && !word.quoted) return problem('A value is missing here.');
  if (!word.closed) return problem('The closing quote is missing.');
  if (word.isReference && !word.hasWildcard && word.text !== '@') return readReference(target, word);
  const limit = word.hasWildcard || isSearchedInside(target) ? patternProblem(word) : null;
  if (limit !== null) return problem(limit);
  const field = 'field' in target ? target.field : null;
  if (word.hasWildcard) {
    if (word.pattern === '*') return { test: { kind: 'exists' } };
    if (field === 'eventTime')
      return problem('A time has no wildcards; “time:2025-10” is the whole month, “time:[a TO b]” a range.');
    return { test: { kind: 'matches', pattern: word.pattern } };
  }
  if (field !== null) return readFieldValue(FIELDS[field].kind, word);
  return { test: { kind: 'equals', text: word.text } };
}

function isSearchedInside(target: Target): boolean {
  return 'field' in target && FIELDS[target.field].kind === 'text';
}

function readFieldValue(kind: FieldKind, word: Word): TestReading {
  const text = word.text;
  switch (kind) {
    case 'time': {
      if (timeSpanOf(text) === null) return notATime(text);
      return { test: { kind: 'equals', text } };
    }
    case 'flag':
      if (!/^(?:true|false)$/i.test(text)) return problem('This field is “true” or “false”.');
      return { test: { kind: 'equals', text: text.toLowerCase() } };
    case 'address':
      if (word.quoted || !/^[0-9a-f.:]+\/\d*$/i.test(text)) return { test: { kind: 'equals', text } };
      if (parseBlock(text) === null)
        return problem(`“${text}” is no block of addresses. One looks like 10.0.0.0/8 or 2001:db8::/32.`);
      return { test: { kind: 'within', block: text } };
    case 'category':
    case 'text':
      return { test: { kind: 'equals', text } };
  }
}

function notATime(text: string): TestReading {
  return problem(`“${text}” is no time. One looks like 2025-10-01 or 2025-10-01T18:42:00Z (UTC).`);
}

/** `fromaccount:@account` */
function readReference(target: Target, word: Word): TestReading {
  const other = fieldByWord(word.text.slice(1));
  if (other === null)
    return problem(
      `There is no field “${word.text.slice(1)}”. Put the text in quotes if you mean it as such.`,
    );
  if (!('field' in target) || !comparable(target.field, other))
    return problem('These two fields cannot be compared with each other.');
  return { test: { kind: 'same', field: other } };
}

/** `[a TO b]`, `>=a`; null is an open side. */
export function readRange(target: Target, from: Bound | null, to: Bound | null): TestReading {
  const bounds = [from, to].filter((bound) => bound !== null);
  const isTimeField = 'field' in target && target.field === 'eventTime';
  if (bounds.length === 0) return { test: { kind: 'exists' } };
  if (!isTimeField && bounds.every((bound) => numberOf(bound.text) !== null))
    return checkComparable(target, { kind: 'range', type: 'number', from, to });
  const wrong = bounds.find((bound) => timeSpanOf(bound.text) === null);
  if (wrong === undefined) return checkComparable(target, { kind: 'range', type: 'time', from, to });
  if (isTimeField) return notATime(wrong.text);
  return problem(`“${wrong.text}” is neither a number nor a time, so nothing can be above or below it.`);
}

function checkComparable(target: Target, test: Test): TestReading {
  const kind = 'field' in target ? FIELDS[target.field] : null;
  if (kind?.kind === 'text' && kind.column !== null)
    return problem('This field is text. Name a place inside it, such as requestParameters.maxResults.');
  if (kind?.kind === 'flag') return problem('This field is “true” or “false”.');
  return { test };
}

/** A word on its own: anywhere in the record. */
export function anywhereProblem(word: Word): string | null {
  if (!word.closed) return 'The closing quote is missing.';
  return patternProblem(word);
}

function patternProblem(word: Word): string | null {
  if (word.pattern.length > LONGEST_PATTERN)
    return `A word may have ${LONGEST_PATTERN} characters here; this one has ${word.pattern.length}.`;
  if (!word.hasWildcard) return null;
  const stars = wildcardParts(word.pattern).filter((part) => part === '*').length;
  return stars > MOST_STARS ? `A word may have ${MOST_STARS} stars; this one has ${stars}.` : null;
}

/** A filter → the text of the search bar. Reading the text again gives the same filter, in canonical form. */
import type { Bound } from '#lib/value-test.ts';
import { wildcardParts } from '#lib/wildcard.ts';
import { canonicalFilter } from './filter.ts';
import type { Clause, Condition, Filter, Target, Test } from './filter.ts';

/** The clauses only: the range of time is no part of the text. */
export function formatFilter(filter: Filter): string {
  return formatClauses(filter.clauses).join(' ');
}

export function formatClause(clause: Clause): string {
  return formatClauses([clause]).join(' ');
}

/** Equal for filters that mean the same and say it alike. Also a good key for what is kept by filter. */
export function filterKey(filter: Filter): string {
  return `${filter.from ?? ''}/${filter.to ?? ''} ${formatFilter(filter)}`;
}

export function sameFilter(a: Filter, b: Filter): boolean {
  return filterKey(a) === filterKey(b);
}

function formatClauses(clauses: readonly Clause[]): string[] {
  const { clauses: plain } = canonicalFilter({ clauses, from: null, to: null });
  const alone = plain.length === 1 && plain[0]?.disabled === false;
  return plain.map(({ condition, negated, disabled }) => {
    // `a OR b` on its own needs no brackets; beside others, negated or set aside it does.
    const text = formatCondition(condition, alone && !negated ? 'top' : 'inner');
    return `${disabled ? '~' : ''}${negated ? '-' : ''}${text}`;
  });
}

type Place = 'top' | 'in-any' | 'inner';

function formatCondition(condition: Condition, place: Place): string {
  switch (condition.kind) {
    case 'field':
      return `${formatTarget(condition.target)}:${formatTests(condition.tests)}`;
    case 'anywhere':
      return condition.test.kind === 'equals'
        ? formatText(condition.test.text, true)
        : formatPattern(condition.test.pattern);
    case 'not':
      return `-${formatCondition(condition.of, 'inner')}`;
    case 'all': {
      const text = condition.of.map((part) => formatCondition(part, 'inner')).join(' ');
      return place === 'inner' ? `(${text})` : text;
    }
    case 'any': {
      const text = condition.of.map((part) => formatCondition(part, 'in-any')).join(' OR ');
      return place === 'top' ? text : `(${text})`;
    }
  }
}

export function formatTarget(target: Target): string {
  const name = 'field' in target ? target.field : target.path.join('.');
  return name.replace(/[\s():"\\*?]/gu, '\\$&');
}

function formatTests(tests: readonly Test[]): string {
  const texts = tests.map(formatTest);
  return texts.length === 1 ? (texts[0] ?? '') : `(${texts.join(' OR ')})`;
}

function formatTest(test: Test): string {
  switch (test.kind) {
    case 'equals':
      return formatText(test.text, false);
    case 'matches':
      return formatPattern(test.pattern);
    case 'exists':
      return '*';
    case 'within':
      return test.block;
    case 'same':
      return `@${test.field}`;
    case 'range':
      return formatRange(test.from, test.to);
  }
}

function formatRange(from: Bound | null, to: Bound | null): string {
  if (from === null && to === null) return '*';
  if (to === null) return `>${from?.inclusive === true ? '=' : ''}${formatText(from?.text ?? '', false)}`;
  if (from === null) return `<${to.inclusive ? '=' : ''}${formatText(to.text, false)}`;
  const [open, close] = [from.inclusive ? '[' : '{', to.inclusive ? ']' : '}'];
  return `${open}${formatText(from.text, false)} TO ${formatText(to.text, false)}${close}`;
}

/**
 * A block of addresses in quotes is a text; signs and brackets at the front mean something, and behind a colon `//` would make
 * an address of the field's name.
 */
const NEEDS_QUOTES = /[\s()"\\*?\]}]|^[-~[{<>@]|^\/\/|^(?:AND|OR|NOT|TO)$|^[0-9a-f.:]+\/\d*$|^$/iu;

/** A value as it is written behind a field's colon: in quotes where it would mean something else. */
export function formatValue(text: string): string {
  return formatText(text, false);
}

function formatText(text: string, bare: boolean): string {
  const needs = NEEDS_QUOTES.test(text) || (bare && text.includes(':'));
  return needs ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}

/** Every character that could end the word or mean something else is escaped. */
function formatPattern(pattern: string): string {
  return wildcardParts(pattern)
    .map((part) =>
      typeof part === 'string' ? part : part.text.replace(/[\\*?"():\-~[\]{}<>=@\s]/gu, '\\$&'),
    )
    .join('')
    .replace(/^\/\//, '\\//');
}

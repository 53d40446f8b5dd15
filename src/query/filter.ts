/**
 * What a user can narrow the events by. One tree serves the search text, the pills, the facets and the link: clauses that
 * must all hold, and a range of time. Not for SQL (`where.ts`), nor for text (`search-syntax.ts`, `format-filter.ts`).
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { ValueTest } from '#lib/value-test.ts';
import { patternOf, wildcardParts } from '#lib/wildcard.ts';
import { numberOf } from '#lib/value-test.ts';

/** A field of the catalogue, or a place in the record: `requestParameters`, `bucketName`. */
export type Target = { readonly field: FieldKey } | { readonly path: readonly string[] };

/** What is asked of one value; `same` = equals what another field of the same event holds. */
export type Test = ValueTest | { readonly kind: 'same'; readonly field: FieldKey };

export type AnywhereTest = Extract<ValueTest, { kind: 'equals' | 'matches' }>;

export type Condition =
  /** One of the tests holds. In text fields (messages, whole JSON) it is enough that a part equals or matches. */
  | { readonly kind: 'field'; readonly target: Target; readonly tests: readonly Test[] }
  /** Some name or value of the record contains it. */
  | { readonly kind: 'anywhere'; readonly test: AnywhereTest }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** A pill. */
export interface Clause {
  readonly condition: Condition;
  readonly negated: boolean;
  /** Set aside: kept, and without effect. */
  readonly disabled: boolean;
}

export interface Filter {
  /** All of them must hold. */
  readonly clauses: readonly Clause[];
  /** Milliseconds since 1970 UTC, from ≤ eventTime < to; null = open. Events without a time are outside of any range. */
  readonly from: number | null;
  readonly to: number | null;
}

export const EMPTY_FILTER: Filter = { clauses: [], from: null, to: null };

export function isEmptyFilter(filter: Filter): boolean {
  return filter.from === null && filter.to === null && filter.clauses.every((clause) => clause.disabled);
}

export function sameTarget(a: Target, b: Target): boolean {
  if ('field' in a) return 'field' in b && a.field === b.field;
  return 'path' in b && pathText(a.path).toLowerCase() === pathText(b.path).toLowerCase();
}

function pathText(path: readonly string[]): string {
  return path.join('.');
}

/** One form for what means the same: what the search text can say, and says in one way. */
export function canonicalFilter(filter: Filter): Filter {
  return { from: filter.from, to: filter.to, clauses: filter.clauses.flatMap(canonicalClause) };
}

/** None when it says nothing, several when it only says that several things hold. */
export function canonicalClause(clause: Clause): Clause[] {
  const condition = canonicalCondition(clause.condition);
  if (condition === null) return [];
  if (condition.kind === 'not')
    return canonicalClause({ ...clause, condition: condition.of, negated: !clause.negated });
  if (condition.kind === 'all' && !clause.negated && !clause.disabled)
    return condition.of.flatMap((part) => canonicalClause({ ...clause, condition: part }));
  return [{ ...clause, condition }];
}

/** Null when nothing is left of it. */
export function canonicalCondition(condition: Condition): Condition | null {
  switch (condition.kind) {
    case 'field':
      return canonicalField(condition.target, condition.tests);
    case 'anywhere': {
      const test = canonicalTest(condition.test, null);
      const isText = test.kind === 'equals' || test.kind === 'matches';
      return isText && !(test.kind === 'equals' && test.text === '') ? { kind: 'anywhere', test } : null;
    }
    case 'not': {
      const of = canonicalCondition(condition.of);
      if (of === null) return null;
      return of.kind === 'not' ? of.of : { kind: 'not', of };
    }
    case 'all':
    case 'any':
      return canonicalGroup(condition.kind, condition.of);
  }
}

function canonicalGroup(kind: 'all' | 'any', conditions: readonly Condition[]): Condition | null {
  const parts: Condition[] = [];
  for (const one of conditions) {
    const part = canonicalCondition(one);
    if (part === null) continue;
    for (const flat of part.kind === kind ? part.of : [part]) {
      if (kind === 'all' || flat.kind !== 'field') parts.push(flat);
      else mergeField(parts, flat);
    }
  }
  const [first] = parts;
  return parts.length > 1 ? { kind, of: parts } : (first ?? null);
}

/** `region:a OR region:b` is one condition with two values. */
function mergeField(parts: Condition[], field: Extract<Condition, { kind: 'field' }>): void {
  const at = parts.findIndex((part) => part.kind === 'field' && sameTarget(part.target, field.target));
  const known = parts[at];
  if (known?.kind !== 'field') parts.push(field);
  else parts[at] = { ...known, tests: distinctTests([...known.tests, ...field.tests]) };
}

function canonicalField(target: Target, tests: readonly Test[]): Condition | null {
  const plain = canonicalTarget(target);
  if (plain === null || tests.length === 0) return null;
  return {
    kind: 'field',
    target: plain,
    tests: distinctTests(tests.map((test) => canonicalTest(test, plain))),
  };
}

/** Names with dots are two steps; a path of one of our fields' own names stays a path. */
function canonicalTarget(target: Target): Target | null {
  if ('field' in target) return target;
  const path = target.path.flatMap((name) => name.split('.')).filter((name) => name !== '');
  return path.length === 0 ? null : { path };
}

function distinctTests(tests: readonly Test[]): Test[] {
  const seen = new Map<string, Test>();
  for (const test of tests) {
    const key = testKey(test);
    if (!seen.has(key)) seen.set(key, test);
  }
  return [...seen.values()];
}

/** Equal for tests that are written alike. */
export function testKey(test: Test): string {
  switch (test.kind) {
    case 'equals':
      return `= ${test.text}`;
    case 'matches':
      return `~ ${test.pattern}`;
    case 'exists':
      return '*';
    case 'within':
      return `/ ${test.block}`;
    case 'same':
      return `@ ${test.field}`;
    case 'range':
      return JSON.stringify([
        test.type,
        test.from?.text,
        test.from?.inclusive,
        test.to?.text,
        test.to?.inclusive,
      ]);
  }
}

function canonicalTest(test: Test, target: Target | null): Test {
  if (test.kind === 'matches') return canonicalPattern(test.pattern, target !== null);
  if (test.kind !== 'range') return test;
  const bounds = [test.from, test.to].filter((bound) => bound !== null);
  if (bounds.length === 0) return { kind: 'exists' };
  const isTime = target !== null && 'field' in target && target.field === 'eventTime';
  const allNumbers = bounds.every((bound) => numberOf(bound.text) !== null);
  return { ...test, type: !isTime && allNumbers ? 'number' : 'time' };
}

/** Without a wildcard it is a plain text; `*` alone asks for any value. */
function canonicalPattern(pattern: string, mayExist: boolean): Test {
  const parts = wildcardParts(pattern);
  if (mayExist && parts.length === 1 && parts[0] === '*') return { kind: 'exists' };
  if (parts.every((part) => typeof part !== 'string'))
    return {
      kind: 'equals',
      text: parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
    };
  return { kind: 'matches', pattern: patternOf(parts) };
}

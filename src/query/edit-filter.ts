/**
 * Changes to a filter as a user makes them: include a value, exclude it, turn a pill round. Each answers a new filter in
 * canonical form. Several included values of one field widen (OR), several excluded ones narrow (none of them).
 */
import { canonicalFilter, EMPTY_FILTER, sameTarget, testKey } from './filter.ts';
import type { Clause, Condition, Filter, Target, Test } from './filter.ts';

export type Choice = 'include' | 'exclude';

type FieldCondition = Extract<Condition, { kind: 'field' }>;

/** A value as the database holds it; null = the event has none. */
export type ChosenValue = string | null;

const testOf = (value: ChosenValue): Test =>
  value === null ? { kind: 'exists' } : { kind: 'equals', text: value };

/** `region is not set` is "not exists": for an absent value including and excluding change places. */
const isNegated = (choice: Choice, value: ChosenValue): boolean =>
  (choice === 'exclude') !== (value === null);

/** Whether a clause is a plain choice of values for the target: what a facet can show as ticked. */
function isChoice(clause: Clause, target: Target): clause is Clause & { readonly condition: FieldCondition } {
  const { condition } = clause;
  return (
    !clause.disabled &&
    condition.kind === 'field' &&
    sameTarget(condition.target, target) &&
    condition.tests.every((test) => test.kind === 'equals' || test.kind === 'exists')
  );
}

/** Adds a value to what is included or excluded. In the opposite choice it is taken out. */
export function addValue(filter: Filter, target: Target, value: ChosenValue, choice: Choice): Filter {
  const test = testOf(value);
  const negated = isNegated(choice, value);
  const clauses = withoutValue(filter.clauses, target, value);
  const at = clauses.findIndex((clause) => isChoice(clause, target) && clause.negated === negated);
  const known = clauses[at];
  const isExistence =
    value === null || (known !== undefined && testsOf(known).some((t) => t.kind === 'exists'));
  if (known === undefined || isExistence)
    return withClauses(filter, [...clauses, fieldClause(target, [test], negated)]);
  return withClauses(
    filter,
    clauses.with(at, { ...known, condition: { kind: 'field', target, tests: [...testsOf(known), test] } }),
  );
}

/** Takes a value out of every choice of its field. */
export function removeValue(filter: Filter, target: Target, value: ChosenValue): Filter {
  return withClauses(filter, withoutValue(filter.clauses, target, value));
}

export function toggleValue(filter: Filter, target: Target, value: ChosenValue, choice: Choice): Filter {
  const isSet = choiceOf(filter, target, value) === choice;
  return isSet ? removeValue(filter, target, value) : addValue(filter, target, value, choice);
}

/** Exactly these values from now on; none clears the field. */
export function replaceValues(filter: Filter, target: Target, values: readonly string[]): Filter {
  const cleared = clearTarget(filter, target);
  const tests = values.map(testOf);
  return tests.length === 0
    ? cleared
    : withClauses(cleared, [...cleared.clauses, fieldClause(target, tests, false)]);
}

/** Removes every plain choice for a field; patterns, groups and clauses set aside stay. */
export function clearTarget(filter: Filter, target: Target): Filter {
  return withClauses(
    filter,
    filter.clauses.filter((clause) => !isChoice(clause, target)),
  );
}

/** How a value stands in the filter; null when nothing plain is said of it. */
export function choiceOf(filter: Filter, target: Target, value: ChosenValue): Choice | null {
  const key = testKey(testOf(value)).toLowerCase();
  for (const clause of filter.clauses) {
    if (!isChoice(clause, target)) continue;
    if (clause.condition.tests.some((test) => testKey(test).toLowerCase() === key))
      return clause.negated === (value === null) ? 'include' : 'exclude';
  }
  return null;
}

/** The texts that are included or excluded for a field. */
export function chosenValues(filter: Filter, target: Target, choice: Choice): string[] {
  return filter.clauses.flatMap((clause) => {
    if (!isChoice(clause, target) || clause.negated !== (choice === 'exclude')) return [];
    return clause.condition.tests.flatMap((test) => (test.kind === 'equals' ? [test.text] : []));
  });
}

export function addCondition(filter: Filter, condition: Condition): Filter {
  return withClauses(filter, [...filter.clauses, { condition, negated: false, disabled: false }]);
}

/** An index that does not exist changes nothing. */
export function negateClause(filter: Filter, index: number): Filter {
  return changeClause(filter, index, (clause) => ({ ...clause, negated: !clause.negated }));
}

export function toggleClause(filter: Filter, index: number): Filter {
  return changeClause(filter, index, (clause) => ({ ...clause, disabled: !clause.disabled }));
}

/** What a clause was edited into: none, one or several. */
export function replaceClauses(filter: Filter, index: number, clauses: readonly Clause[]): Filter {
  return index in filter.clauses
    ? withClauses(filter, filter.clauses.toSpliced(index, 1, ...clauses))
    : filter;
}

export function removeClause(filter: Filter, index: number): Filter {
  return withClauses(filter, filter.clauses.toSpliced(index, index >= 0 ? 1 : 0));
}

/** Milliseconds, half-open; null = open on that side. */
export function withTime(filter: Filter, from: number | null, to: number | null): Filter {
  return { ...filter, from, to };
}

/** Another filter's clauses on top, such as a preset's; those already there are not doubled. */
export function mergeFilter(filter: Filter, more: Filter): Filter {
  const known = new Set(filter.clauses.map((clause) => JSON.stringify(clause)));
  const added = more.clauses.filter((clause) => !known.has(JSON.stringify(clause)));
  return withClauses(filter, [...filter.clauses, ...added]);
}

/** Whether another filter's clauses are all there and in effect. */
export function hasClauses(filter: Filter, more: Filter): boolean {
  const known = new Set(filter.clauses.map((clause) => JSON.stringify(clause)));
  return more.clauses.every((clause) => known.has(JSON.stringify(clause)));
}

/** Takes another filter's clauses away again. */
export function withoutClauses(filter: Filter, more: Filter): Filter {
  const gone = new Set(more.clauses.map((clause) => JSON.stringify(clause)));
  return withClauses(
    filter,
    filter.clauses.filter((clause) => !gone.has(JSON.stringify(clause))),
  );
}

/** Where a clause stands now; −1 when it is gone. */
export function clauseIndex(filter: Filter, clause: Clause): number {
  const key = JSON.stringify(clause);
  return filter.clauses.findIndex((other) => JSON.stringify(other) === key);
}

export function clearClauses(filter: Filter): Filter {
  return { ...EMPTY_FILTER, from: filter.from, to: filter.to };
}

function withClauses(filter: Filter, clauses: readonly Clause[]): Filter {
  return canonicalFilter({ ...filter, clauses });
}

function changeClause(filter: Filter, index: number, change: (clause: Clause) => Clause): Filter {
  const clause = filter.clauses[index];
  return clause === undefined ? filter : withClauses(filter, filter.clauses.with(index, change(clause)));
}

function fieldClause(target: Target, tests: readonly Test[], negated: boolean): Clause {
  return { condition: { kind: 'field', target, tests }, negated, disabled: false };
}

function testsOf(clause: Clause): readonly Test[] {
  return clause.condition.kind === 'field' ? clause.condition.tests : [];
}

function withoutValue(clauses: readonly Clause[], target: Target, value: ChosenValue): Clause[] {
  const key = testKey(testOf(value)).toLowerCase();
  return clauses.flatMap((clause) => {
    if (!isChoice(clause, target)) return [clause];
    const tests = clause.condition.tests.filter((test) => testKey(test).toLowerCase() !== key);
    if (tests.length === clause.condition.tests.length) return [clause];
    return tests.length === 0 ? [] : [{ ...clause, condition: { ...clause.condition, tests } }];
  });
}

/** The values of one facet in the order shown: what is chosen first, whether it occurs or not, then the most frequent. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import { choiceOf, chosenValues } from '#query/edit-filter.ts';
import type { Choice, ChosenValue } from '#query/edit-filter.ts';
import type { Filter } from '#query/filter.ts';

export interface CountedValue {
  readonly value: ChosenValue;
  readonly count: number;
  /** How many different values the facet has; 0 in rows that are there because they were chosen. */
  readonly distinct: number;
}

export interface FacetValueRow {
  /** Tells the rows of a facet apart; `null` has none of the values' keys. */
  readonly key: string;
  readonly value: ChosenValue;
  readonly count: number;
  readonly choice: Choice | null;
}

export interface FacetValues {
  readonly rows: readonly FacetValueRow[];
  /** How many different values there are, and how many of them are among the rows. */
  readonly distinct: number;
  readonly shown: number;
  /** The largest count: what the bars are measured by. */
  readonly most: number;
}

export function valueKey(value: ChosenValue): string {
  return value === null ? 'null' : `=${value}`;
}

/** What is plainly chosen for a field, absence included. */
export function choicesFor(filter: Filter, field: FieldKey): readonly ChosenValue[] {
  const target = { field };
  return [
    ...chosenValues(filter, target, 'include'),
    ...chosenValues(filter, target, 'exclude'),
    ...(choiceOf(filter, target, null) === null ? [] : [null]),
  ];
}

export function facetValues(counted: readonly CountedValue[], field: FieldKey, filter: Filter): FacetValues {
  const rows = new Map<string, FacetValueRow>();
  const add = (value: ChosenValue, count: number): void => {
    const key = valueKey(value);
    if (!rows.has(key)) rows.set(key, { key, value, count, choice: choiceOf(filter, { field }, value) });
  };
  for (const { value, count } of counted) add(value, count);
  const written = new Set(counted.map(({ value }) => folded(value)));
  for (const value of choicesFor(filter, field)) if (!written.has(folded(value))) add(value, 0);
  const all = [...rows.values()];
  return {
    rows: all.toSorted((a, b) => rank(a) - rank(b) || b.count - a.count),
    distinct: counted.reduce((most, { distinct }) => Math.max(most, distinct), 0),
    shown: counted.filter(({ distinct }) => distinct > 0).length,
    most: all.reduce((most, { count }) => Math.max(most, count), 0),
  };
}

/** Choices are case-blind. */
function folded(value: ChosenValue): string {
  return valueKey(value).toLowerCase();
}

function rank({ choice }: FacetValueRow): number {
  if (choice === null) return 2;
  return choice === 'include' ? 0 : 1;
}

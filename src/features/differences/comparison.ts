/** Which events are held against which, and in which fields. */
import { FIELDS } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { COUNTABLE_FIELDS } from '#query/facet-columns.ts';
import { EMPTY_FILTER, isEmptyFilter } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { isValidPeriod } from '#view-state/view-state.ts';
import type { Against } from '#view-state/view-state.ts';

export type Side = 'rest' | 'before' | 'period';

export function sideOf(against: Against): Side {
  return typeof against === 'string' ? against : 'period';
}

export interface Comparison {
  readonly chosen: Filter;
  readonly others: Filter;
  /** The others are all events, so that the chosen ones are to be taken from them. */
  readonly othersIncludeChosen: boolean;
}

/** Null where there is nothing to compare: nothing chosen, or “just before” without a range of time. */
export function comparisonOf(filter: Filter, against: Against): Comparison | null {
  if (against === 'rest') {
    if (isEmptyFilter(filter)) return null;
    return { chosen: filter, others: EMPTY_FILTER, othersIncludeChosen: true };
  }
  const period = against === 'before' ? periodBefore(filter) : against;
  if (period === null) return null;
  return { chosen: filter, others: { ...filter, ...period }, othersIncludeChosen: false };
}

/** As long a time, up to where the filter's own begins. */
export function periodBefore({ from, to }: Filter): { readonly from: number; readonly to: number } | null {
  if (from === null || to === null) return null;
  const before = { from: from - (to - from), to: from };
  return isValidPeriod(before) ? before : null;
}

/**
 * Fields worth comparing. Files are how events were delivered, not what was done. Against the rest, what the filter itself
 * chooses by differs by choice.
 */
export function comparedFields({ chosen, othersIncludeChosen }: Comparison): {
  readonly compared: readonly FieldKey[];
  readonly chosenBy: readonly FieldKey[];
} {
  const chosenBy = othersIncludeChosen ? fieldsChosenBy(chosen) : [];
  return {
    compared: COUNTABLE_FIELDS.filter((key) => key !== 'fileName' && !chosenBy.includes(key)),
    chosenBy,
  };
}

function fieldsChosenBy({ clauses }: Filter): FieldKey[] {
  return COUNTABLE_FIELDS.filter((key) =>
    clauses.some(
      ({ condition, disabled }) =>
        !disabled &&
        condition.kind === 'field' &&
        'field' in condition.target &&
        condition.target.field === key,
    ),
  );
}

export function fieldList(fields: readonly FieldKey[]): string {
  const labels = fields.map((key) => FIELDS[key].label);
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
}

/** Below this, shares jump by chance. */
export const FEW_EVENTS = 30;

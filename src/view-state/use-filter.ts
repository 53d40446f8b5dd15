import { useCallback, useMemo } from 'react';
import { addValue, removeValue } from '#query/edit-filter.ts';
import type { ChosenValue } from '#query/edit-filter.ts';
import type { Filter, Target } from '#query/filter.ts';
import { sameFilter } from '#query/format-filter.ts';
import { useViewStore, useViewState } from './use-view-state.ts';
import type { Way } from './use-view-state.ts';

export interface FilterChoice {
  readonly filter: Filter;
  /** From the filter as it is at that moment, so that quick choices after one another all count. */
  readonly change: (edit: (filter: Filter) => Filter, way?: Way) => void;
  readonly filterFor: (target: Target, value: ChosenValue) => void;
  readonly filterOut: (target: Target, value: ChosenValue) => void;
  readonly forget: (target: Target, value: ChosenValue) => void;
}

/** What narrows the events, and the ways to change it. Each choice is an entry of the history. */
export function useFilter(): FilterChoice {
  const store = useViewStore();
  const [{ filter }] = useViewState();
  const change = useCallback(
    (edit: (filter: Filter) => Filter, way: Way = 'push') => {
      const before = store.read().view.filter;
      const next = edit(before);
      if (!sameFilter(before, next)) store.change({ filter: next }, way);
    },
    [store],
  );
  return useMemo(
    () => ({
      filter,
      change,
      filterFor: (target, value) => change((before) => addValue(before, target, value, 'include')),
      filterOut: (target, value) => change((before) => addValue(before, target, value, 'exclude')),
      forget: (target, value) => change((before) => removeValue(before, target, value)),
    }),
    [filter, change],
  );
}

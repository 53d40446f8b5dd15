import { useCallback } from 'react';
import { addValue } from '#query/edit-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { sameFilter } from '#query/format-filter.ts';
import type { PivotRow } from '#query/pivots.ts';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useViewStore } from '#view-state/use-view-state.ts';
import { isValidFilter } from '#view-state/view-state.ts';

type ActionsOf = (
  path: readonly string[],
  value: string | null,
  row: PivotRow | undefined,
) => readonly HandleAction[];

/** A value's pivots; each leads to the events, since here nothing would be seen of it. */
export function useCellActions(): ActionsOf {
  const store = useViewStore();
  const actionsOf = useHandleActions();
  return useCallback(
    (path, value, row) => {
      const target = { path };
      if (!isValidFilter(addValue(EMPTY_FILTER, target, value, 'include'))) return [];
      return actionsOf(target, value, row).map((action) => ({
        ...action,
        run: () => {
          const before = store.read().view.filter;
          action.run();
          const changed = !sameFilter(before, store.read().view.filter);
          store.change({ screen: 'events' }, changed ? 'replace' : 'push');
        },
      }));
    },
    [store, actionsOf],
  );
}

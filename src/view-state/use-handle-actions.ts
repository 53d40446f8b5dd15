import { useCallback } from 'react';
import type { ChosenValue } from '#query/edit-filter.ts';
import type { Target } from '#query/filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { eventPivots, valuePivots } from '#query/pivots.ts';
import type { PivotRow } from '#query/pivots.ts';
import { NEW_TIMELINE } from './subject-view.ts';
import { useFilter } from './use-filter.ts';
import { useViewStore } from './use-view-state.ts';

interface PivotAction {
  readonly label: string;
  readonly run: () => void;
  readonly keys?: string;
  readonly group: string;
}

const KEYS: Readonly<Record<string, string>> = { for: 'Alt-click', out: 'Shift-Alt-click' };

/** The pivots of a value and of the event it stands in, as actions for a menu (`ui/handle-menu.tsx`). */
export function useHandleActions(): (
  target: Target,
  value: ChosenValue,
  row?: PivotRow,
) => readonly PivotAction[] {
  const { change } = useFilter();
  const store = useViewStore();
  return useCallback(
    (target, value, row) => {
      const groups = {
        value: valuePivots(target, value, row),
        event: row === undefined ? [] : eventPivots(row),
      };
      return Object.entries(groups).flatMap(([group, pivots]) =>
        pivots.map(({ id, label, apply, opens }) => ({
          label,
          group: opens === undefined ? group : 'open',
          run: () => {
            if (opens === undefined) change(apply);
            else
              store.change({
                ...NEW_TIMELINE,
                tab: opens === 'life' ? 'life' : null,
                filter: apply(EMPTY_FILTER),
              });
          },
          ...(KEYS[id] === undefined ? {} : { keys: KEYS[id] }),
        })),
      );
    },
    [change, store],
  );
}

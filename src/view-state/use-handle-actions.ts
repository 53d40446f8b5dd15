import { useCallback } from 'react';
import type { ChosenValue } from '#query/edit-filter.ts';
import type { Target } from '#query/filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { eventPivots, valuePivots } from '#query/pivots.ts';
import type { PivotRow } from '#query/pivots.ts';
import { useFilter } from './use-filter.ts';
import { useViewStore } from './use-view-state.ts';

interface PivotAction {
  readonly label: string;
  readonly run: () => void;
  readonly keys?: string;
  readonly group: string;
}

/** A timeline begins with all of its time, with no event open, and without what was looked for in another list. */
const TIMELINE = {
  screen: 'timeline',
  zoom: null,
  event: null,
  touched: null,
  lanes: null,
  find: '',
  listOrder: null,
} as const;

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
                ...TIMELINE,
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

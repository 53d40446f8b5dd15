import { useCallback } from 'react';
import type { ChosenValue } from '#query/edit-filter.ts';
import type { Target } from '#query/filter.ts';
import { eventPivots, valuePivots } from '#query/pivots.ts';
import type { PivotRow } from '#query/pivots.ts';
import { useFilter } from './use-filter.ts';

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
  return useCallback(
    (target, value, row) => {
      const groups = { value: valuePivots(target, value), event: row === undefined ? [] : eventPivots(row) };
      return Object.entries(groups).flatMap(([group, pivots]) =>
        pivots.map(({ id, label, apply }) => ({
          label,
          group,
          run: () => change(apply),
          ...(KEYS[id] === undefined ? {} : { keys: KEYS[id] }),
        })),
      );
    },
    [change],
  );
}

import { useMemo } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { moveColumn, shownOrder, stepColumn, togglePinned } from './column-order.ts';
import { isSortable, nextSort } from './sorting.ts';

export interface ColumnActions {
  readonly sort: (key: FieldKey) => void;
  readonly move: (key: FieldKey, to: number) => void;
  readonly step: (key: FieldKey, by: -1 | 1) => void;
  readonly menu: (key: FieldKey) => readonly HandleAction[];
}

/** What can be done with a column. Every choice is in the link. */
export function useColumnActions(): ColumnActions {
  const [{ columns, pinned, sort }, change] = useViewState();
  return useMemo(() => {
    const places = { columns, pinned };
    const place = (next: readonly FieldKey[]): void => {
      if (next.some((key, at) => key !== columns[at])) change({ columns: next });
    };
    const step = (key: FieldKey, by: -1 | 1): void => place(stepColumn(places, key, by));
    const sorted = (key: FieldKey): void => {
      if (isSortable(key)) change({ sort: nextSort(sort, key) });
    };
    const sortActions = (key: FieldKey): HandleAction[] => {
      if (!isSortable(key)) return [];
      const [up, down] =
        key === 'eventTime' ? ['Oldest first', 'Newest first'] : ['Sort A to Z', 'Sort Z to A'];
      const choose = (descending: boolean) => () => change({ sort: { field: key, descending } });
      return [
        { label: up, group: 'sort', run: choose(false) },
        { label: down, group: 'sort', run: choose(true) },
      ];
    };
    return {
      sort: sorted,
      move: (key, to) => place(moveColumn(places, key, to)),
      step,
      menu: (key) => {
        const order = shownOrder(places);
        return [
          ...sortActions(key),
          ...(order[0] === key
            ? []
            : [{ label: 'Move left', keys: 'Alt+Shift+←', group: 'place', run: () => step(key, -1) }]),
          ...(order.at(-1) === key
            ? []
            : [{ label: 'Move right', keys: 'Alt+Shift+→', group: 'place', run: () => step(key, 1) }]),
          {
            label: pinned.includes(key) ? 'Let it scroll with the others' : 'Pin to the left',
            group: 'place',
            run: () => change({ pinned: togglePinned(places, key) }),
          },
          ...(columns.length > 1
            ? [
                {
                  label: 'Hide this column',
                  group: 'hide',
                  run: () => change({ columns: columns.filter((other) => other !== key) }),
                },
              ]
            : []),
        ];
      },
    };
  }, [columns, pinned, sort, change]);
}

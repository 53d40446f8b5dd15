import { useMemo } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { addressOf } from '#query/event-detail.ts';
import type { EventRow } from '#query/event-row.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { handleRequest } from '#ui/value-handle.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { cellTitleOf, cellValue } from './cell-value.ts';
import { comparedAs, toggleCompared } from './compared.ts';

export interface CellActions {
  readonly filterFor: (row: EventRow, key: FieldKey) => void;
  readonly filterOut: (row: EventRow, key: FieldKey) => void;
  readonly openMenu: (row: EventRow, key: FieldKey, anchor: DOMRect) => void;
  readonly toggleCompared: (row: EventRow) => void;
}

/** What a cell's value can be used for. `say` is told why something could not be done. */
export function useCellActions(say: (note: string) => void): CellActions {
  const [{ compare }, change] = useViewState();
  const { filterFor, filterOut } = useFilter();
  const actionsOf = useHandleActions();
  const open = useHandleMenu();
  return useMemo(() => {
    const choose = (how: typeof filterFor) => (row: EventRow, key: FieldKey) => {
      const { target, value } = cellValue(row, key);
      if (target === null) say(notAValue(key));
      else how(target, value);
    };
    const toggle = (row: EventRow): void => {
      const next = toggleCompared(compare, addressOf(row));
      if (next === null) say('Five events are in the comparison: no more fit side by side.');
      else change({ compare: next });
    };
    const comparison = (row: EventRow): HandleAction => ({
      label: comparedAs(compare, addressOf(row)) > 0 ? 'Take out of the comparison' : 'Add to the comparison',
      keys: 'Space',
      group: 'compare',
      run: () => toggle(row),
    });
    return {
      filterFor: choose(filterFor),
      filterOut: choose(filterOut),
      toggleCompared: toggle,
      openMenu: (row, key, anchor) => {
        const cell = cellValue(row, key);
        const all = actionsOf(cell.target ?? { field: key }, cell.value, row);
        const usable =
          cell.target === null ? all.filter(({ group }) => group !== 'value' && group !== 'open') : all;
        const actions = [...usable, comparison(row)];
        if (cell.text === null) open({ title: visibleText(cellTitleOf(key, cell)), anchor, actions });
        else open(handleRequest(cell.text, anchor, actions));
      },
    };
  }, [compare, change, filterFor, filterOut, actionsOf, open, say]);
}

function notAValue(key: FieldKey): string {
  if (key === 'eventTime') return 'Times are narrowed by the time range, or by ±5 min in the menu (m).';
  if (key === 'resource') return 'This resource does not stand in the record under that name.';
  return 'This is a whole text, not a value: its parts can be filtered for in the event’s detail.';
}

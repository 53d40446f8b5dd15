import { useMemo } from 'react';
import { replaceValues, toggleValue } from '#query/edit-filter.ts';
import { addValue } from '#query/edit-filter.ts';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { handleRequest } from '#ui/value-handle.tsx';
import { useFilter } from '#view-state/use-filter.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useViewStore } from '#view-state/use-view-state.ts';
import type { FacetValueActions } from './facet-value.tsx';

/** What pressing a value does. The same functions as long as the panel is there, so that values are not drawn again. */
export function useValueActions(): FacetValueActions {
  const store = useViewStore();
  const { change } = useFilter();
  const pivots = useHandleActions();
  const openMenu = useHandleMenu();
  return useMemo(
    () => ({
      choose: (field, value, choice) => change((filter) => toggleValue(filter, { field }, value, choice)),
      openMenu: (field, value, anchor) => {
        const target = { field };
        const only: HandleAction = {
          label: 'Only this value',
          group: 'value',
          run: () =>
            change((filter) =>
              value === null
                ? addValue(replaceValues(filter, target, []), target, null, 'include')
                : replaceValues(filter, target, [value]),
            ),
        };
        const differences: HandleAction = {
          label: 'What is different here?',
          group: 'differences',
          run: () =>
            store.change({
              filter: addValue(store.read().view.filter, target, value, 'include'),
              against: 'rest',
            }),
        };
        const actions = [...pivots(target, value), only, differences];
        if (value === null) openMenu({ title: 'not set', anchor, actions });
        else openMenu(handleRequest(value, anchor, actions));
      },
    }),
    [store, change, pivots, openMenu],
  );
}

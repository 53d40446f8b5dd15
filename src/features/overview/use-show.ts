import { useMemo } from 'react';
import type { Filter } from '#query/filter.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { ViewState } from '#view-state/view-state.ts';

export interface Show {
  /** The events of a filter, by themselves. */
  readonly events: (filter: Filter) => void;
  readonly screen: (patch: Partial<ViewState>) => void;
}

/** Where the tiles lead; Back leads to the overview again. */
export function useShow(): Show {
  const [, change] = useViewState();
  return useMemo(
    () => ({
      events: (filter) => change({ screen: 'events', event: null, filter }),
      screen: (patch) => change({ event: null, ...patch }),
    }),
    [change],
  );
}

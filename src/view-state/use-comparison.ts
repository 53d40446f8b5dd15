import { useMemo } from 'react';
import { sameAddress } from '#query/event-detail.ts';
import { useViewStore, useViewState } from './use-view-state.ts';
import { MOST_COMPARED } from './view-state.ts';
import type { ChosenEvent } from './view-state.ts';

export interface Comparison {
  /** In the order chosen. */
  readonly events: readonly ChosenEvent[];
  /** No more can be added. */
  readonly isFull: boolean;
  readonly has: (event: ChosenEvent) => boolean;
  readonly add: (event: ChosenEvent) => void;
  readonly remove: (event: ChosenEvent) => void;
  readonly clear: () => void;
}

/** The events to be put side by side, and the ways to choose them. Each choice is an entry of the history. */
export function useComparison(): Comparison {
  const store = useViewStore();
  const [{ compare }] = useViewState();
  return useMemo(() => {
    const without = (event: ChosenEvent): ChosenEvent[] =>
      store.read().view.compare.filter((other) => !sameAddress(other, event));
    return {
      events: compare,
      isFull: compare.length >= MOST_COMPARED,
      has: (event) => compare.some((other) => sameAddress(other, event)),
      add: (event) => {
        const others = without(event);
        if (others.length < MOST_COMPARED) store.change({ compare: [...others, event] });
      },
      remove: (event) => store.change({ compare: without(event) }),
      clear: () => store.change({ compare: [] }),
    };
  }, [store, compare]);
}

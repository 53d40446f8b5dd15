import { useCallback } from 'react';
import { useIdentity } from '#session/use-identity.ts';
import { writeLink } from '#view-state/link.ts';
import { useReadLink, useViewStore } from '#view-state/use-view-state.ts';
import { DEFAULT_VIEW } from '#view-state/view-state.ts';
import type { ChosenEvent } from '#view-state/view-state.ts';

/** The address that opens one event and nothing else of the present view but its zone of time. */
export function useEventLink(): (event: ChosenEvent) => string {
  const store = useViewStore();
  const { madeOver } = useReadLink();
  const own = useIdentity();
  return useCallback(
    (event) => {
      const { origin, pathname } = window.location;
      const { zone } = store.read().view;
      return `${origin}${pathname}#${writeLink({ ...DEFAULT_VIEW, zone, event }, own ?? madeOver)}`;
    },
    [store, own, madeOver],
  );
}

import { useCallback } from 'react';
import { useIdentity } from '#session/use-identity.ts';
import { writeLink } from '#view-state/link.ts';
import { useReadLink, useViewStore } from '#view-state/use-view-state.ts';

/** From here on some mail and chat programs cut links off. */
export const LONG_LINK = 2_000;

/** The whole address of the present view, as it is when called; also of the view of the start, so that it names its data. */
export function useShareLink(): () => string {
  const store = useViewStore();
  const { madeOver } = useReadLink();
  const own = useIdentity();
  return useCallback(() => {
    const { origin, pathname } = window.location;
    return `${origin}${pathname}#${writeLink(store.read().view, own ?? madeOver, { always: true })}`;
  }, [store, own, madeOver]);
}

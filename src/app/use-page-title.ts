import { useEffect } from 'react';
import { useIdentity } from '#session/use-identity.ts';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { pageTitle } from './page-title.ts';

/** Keeps the title of the document. */
export function usePageTitle(): void {
  const phase = useSessionState(phaseOf);
  const [view] = useViewState();
  const identity = useIdentity();
  const title = pageTitle(phase, view, identity?.name ?? null);
  useEffect(() => {
    document.title = title;
  }, [title]);
}

import type { Session } from '#session/session.ts';
import type { ViewStore } from '#view-state/use-view-state.ts';

/**
 * Whoever begins with logs and no link sees first where to look. A link, even one that says nothing but its version, is
 * shown as it is. Until the answered function is called.
 */
export function showOverviewFirst(page: Window, session: Session, viewStore: ViewStore): () => void {
  let isEmpty = session.getState().phase === 'empty';
  return session.subscribe(() => {
    const wasEmpty = isEmpty;
    isEmpty = session.getState().phase === 'empty';
    if (wasEmpty && !isEmpty && page.location.hash === '')
      viewStore.change({ screen: 'overview' }, 'replace');
  });
}

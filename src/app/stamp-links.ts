import { identityOf } from '#session/use-identity.ts';
import type { Session } from '#session/session.ts';
import type { ViewStore } from '#view-state/use-view-state.ts';

/** Tells the links which data they are made over, whenever the set has come to rest or is gone. Until the answered function is called. */
export function stampLinks(session: Session, viewStore: ViewStore): () => void {
  const tell = (): void => {
    const state = session.getState();
    if (state.phase === 'ready') viewStore.setDataSet(identityOf(state));
    else if (state.phase === 'empty') viewStore.setDataSet(null);
  };
  tell();
  return session.subscribe(tell);
}

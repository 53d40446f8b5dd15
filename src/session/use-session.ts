import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { Session, SessionState } from './session.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('There is no session above this component.');
  return session;
}

/** A part of the session's state. `select` must answer the same value (or a primitive) while nothing has changed. */
export function useSessionState<T>(select: (state: SessionState) => T): T {
  const session = useSession();
  const subscribe = useCallback((listener: () => void) => session.subscribe(listener), [session]);
  return useSyncExternalStore(subscribe, () => select(session.getState()));
}

export const phaseOf = (state: SessionState): SessionState['phase'] => state.phase;

/** Reading has ended, and there is nothing to show. */
export const hasNoEvents = ({ phase, totals }: SessionState): boolean =>
  phase === 'ready' && totals.events === 0;

import type { QueryClient } from '@tanstack/react-query';
import type { Session, SessionPhase } from '#session/session.ts';

interface Phased extends Pick<Session, 'subscribe'> {
  readonly getState: () => { readonly phase: SessionPhase };
}

/**
 * Whoever starts over was told that the events are forgotten: so are the answers about them, which would else stay for a minute,
 * and the spikes until somebody asks for others. Until the answered function is called.
 */
export function forgetAnswers(session: Phased, client: QueryClient): () => void {
  const isEmpty = (): boolean => session.getState().phase === 'empty';
  let wasEmpty = isEmpty();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = session.subscribe(() => {
    if (isEmpty() && !wasEmpty) {
      // When the screens that show them are gone.
      timer = setTimeout(() => isEmpty() && client.clear());
    }
    wasEmpty = isEmpty();
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

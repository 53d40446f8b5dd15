/** Waits until a load has ended. */
import type { Session } from './session.ts';

/** Rejects with a sentence when the engine is lost, and with the signal's reason when nobody wants to know any more. */
export function untilReady(
  session: Pick<Session, 'getState' | 'subscribe'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      unsubscribe();
      signal?.removeEventListener('abort', giveUp);
      end();
    };
    const giveUp = (): void => settle(() => reject(signal?.reason));
    const look = (): void => {
      const { phase, problem } = session.getState();
      if (phase === 'ready') settle(resolve);
      if (phase === 'failed') settle(() => reject(new Error(problem ?? 'The database has stopped.')));
    };
    const unsubscribe = session.subscribe(look);
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted === true) giveUp();
    else look();
  });
}

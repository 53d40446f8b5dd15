import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Turns } from '#lib/turns.ts';

/** One for all costly pictures of a place: they are drawn one after another, between frames. */
export function useTurns(): Turns {
  const [turns] = useState(
    () => new Turns((go) => window.requestAnimationFrame(() => void window.setTimeout(go))),
  );
  return turns;
}

/** The same value, once its turn has come; the one before until then. Null first, and again where null is wanted. */
export function useInTurn<T>(turns: Turns, wanted: T | null): T | null {
  const [shown, setShown] = useState<{ readonly value: T | null }>({ value: null });
  // At once, so that it is known how long it took.
  useEffect(
    () =>
      turns.ask(() => flushSync(() => setShown((now) => (now.value === wanted ? now : { value: wanted })))),
    [turns, wanted],
  );
  return shown.value;
}

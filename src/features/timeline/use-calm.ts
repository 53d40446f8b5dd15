import { useEffect, useRef, useState } from 'react';

/** A value passed on once it rests for so many ms, at the latest after `most`; the first one at once. */
export function useCalm<T>(value: T, key: string, rest: number, most: number): T {
  const [passed, setPassed] = useState({ key, value });
  const since = useRef(0);
  useEffect(() => {
    if (key === passed.key) {
      since.current = 0;
      return undefined;
    }
    const now = performance.now();
    if (since.current === 0) since.current = now;
    const wait = Math.min(rest, since.current + most - now);
    const timer = window.setTimeout(() => setPassed({ key, value }), Math.max(0, wait));
    return () => window.clearTimeout(timer);
  }, [key, value, passed, rest, most]);
  return passed.value;
}

import { useEffect, useState } from 'react';

const PACE = 5_000;

/** The time, a few seconds old at most. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), PACE);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

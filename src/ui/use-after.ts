import { useEffect, useState } from 'react';

/** True once something has been going on for so many ms. */
export function useAfter(milliseconds: number, isGoingOn: boolean): boolean {
  const [passed, setPassed] = useState(false);
  if (passed && !isGoingOn) setPassed(false);
  useEffect(() => {
    if (!isGoingOn) return undefined;
    const timer = window.setTimeout(() => setPassed(true), milliseconds);
    return () => window.clearTimeout(timer);
  }, [milliseconds, isGoingOn]);
  return passed && isGoingOn;
}

import { useEffect, useRef } from 'react';

/**
 * While `active`, Escape does this and nothing else on the page: what lies on top goes first. For what the pointer holds
 * or shows, which has no focus to hear keys with.
 */
export function useEscape(active: boolean, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!active) return undefined;
    const onKeyDown = (press: KeyboardEvent): void => {
      if (press.key !== 'Escape') return;
      press.preventDefault();
      press.stopPropagation();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [active]);
}

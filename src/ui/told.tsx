import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

interface ToldProps {
  /** Names the place, so that a reader of the page can find it again. */
  readonly label: string;
  readonly text: string;
  /** ms between two tellings: what changes all the time would never let its listener be. */
  readonly every?: number;
}

/** Read out by screen readers when it changes, and not seen. In its place before there is anything to say. */
export function Told({ label, text, every = 0 }: ToldProps) {
  return (
    <VisuallyHidden role="status" aria-label={label}>
      {usePaced(text, every)}
    </VisuallyHidden>
  );
}

/** The text as it was at most `every` ms ago; the last one is never lost. */
function usePaced(text: string, every: number): string {
  const [told, setTold] = useState('');
  const at = useRef(-Infinity);
  useEffect(() => {
    if (text === told) return undefined;
    const wait = Math.max(0, at.current + every - performance.now());
    const timer = window.setTimeout(() => {
      at.current = performance.now();
      setTold(text);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [text, told, every]);
  return told;
}

import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { LaneRange } from './use-strips.ts';

/** Lanes drawn beyond those in view. */
const OVERSCAN = 2;

/** Which of many lanes of one height the window shows; whatever scrolls around them. */
export function useLanesInView(box: RefObject<HTMLElement | null>, count: number, height: number): LaneRange {
  const [range, setRange] = useState<LaneRange>({ first: 0, end: 12 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const rect = box.current?.getBoundingClientRect();
      if (rect === undefined) return;
      const first = Math.max(0, Math.floor(-rect.top / height) - OVERSCAN);
      const end = Math.min(count, Math.ceil((window.innerHeight - rect.top) / height) + OVERSCAN);
      setRange((before) =>
        before.first === first && before.end === end ? before : { first, end: Math.max(first, end) },
      );
    };
    measure();
    document.addEventListener('scroll', measure, { capture: true, passive: true });
    window.addEventListener('resize', measure);
    return () => {
      document.removeEventListener('scroll', measure, { capture: true });
      window.removeEventListener('resize', measure);
    };
  }, [box, count, height]);
  return range;
}

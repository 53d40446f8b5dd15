import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

interface LinesOptions {
  readonly count: number;
  /** Pixels of a line, as long as it is not measured. */
  readonly height: number;
  /** So many lines are drawn beyond those in view. */
  readonly overscan: number;
  /** Pixels of the heads that stay in the box, above the lines. */
  readonly heads?: number;
  readonly keyOf?: (index: number) => number | string;
}

const itself = (index: number): number | string => index;

/** A long list in a box that scrolls: only the lines in view exist. */
export function useLines({ count, height, overscan, heads = 0, keyOf = itself }: LinesOptions) {
  const box = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- only a memoising compiler, which there is none of, would mind new functions for the same list
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan,
    scrollMargin: heads,
    scrollPaddingStart: heads,
    getItemKey: keyOf,
  });
  return { box, virtual };
}

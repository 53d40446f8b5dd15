/** Sorting a long list without holding the page up: in runs that are sorted at once, and merged in slices of time. */
import type { TimeSlice } from './time-slice.ts';

/** Sorted in a few ms. */
const RUN = 4_096;
/** Comparisons between two looks at the clock. */
const STEPS = 1_024;

type Compare<T> = (a: T, b: T) => number;

/** A new list, in order; what compares as equal keeps its order. */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: Compare<T>,
  slice: TimeSlice,
): Promise<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(compare));
    if (slice.isOver()) await slice.next();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await mergeInSlices(runs[at] ?? [], runs[at + 1] ?? [], compare, slice));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function mergeInSlices<T>(
  left: readonly T[],
  right: readonly T[],
  compare: Compare<T>,
  slice: TimeSlice,
): Promise<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    for (let step = 0; step < STEPS; step++) {
      const [a, b] = [left[l], right[r]];
      if (a !== undefined && (b === undefined || compare(a, b) <= 0)) {
        merged.push(a);
        l += 1;
      } else if (b !== undefined) {
        merged.push(b);
        r += 1;
      } else break;
    }
    if (slice.isOver()) await slice.next();
  }
  return merged;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortInSlices } from './sliced-sort.ts';
import { TimeSlice } from './time-slice.ts';

async function sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const slice = new TimeSlice(1);
  try {
    return await sortInSlices(items, compare, slice);
  } finally {
    slice.close();
  }
}

describe('sortInSlices', () => {
  it('sorts as the language does, equal items in their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(5), fc.nat())), async (items) => {
        const compare = (a: readonly number[], b: readonly number[]): number => (a[0] ?? 0) - (b[0] ?? 0);
        expect(await sorted(items, compare)).toEqual(items.toSorted(compare));
      }),
    );
  });

  it('merges many runs', async () => {
    const items = Array.from({ length: 30_001 }, (_, n) => (n * 7_919) % 30_011);
    expect(await sorted(items, (a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
  });
});

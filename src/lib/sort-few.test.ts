import fc from 'fast-check';
import { expect, it } from 'vitest';
import { middleOf, sortFew } from './sort-few.ts';

const numbers = fc.array(fc.double({ noNaN: true }), { maxLength: 40 });

it('sorts as the language does', () => {
  fc.assert(
    fc.property(numbers, (given) => {
      const expected = Float64Array.from(given).toSorted();
      // -0 and 0 are equal here, and may stand in either order.
      const plain = (sorted: ArrayLike<number>) => Array.from(sorted, (one) => one + 0);
      expect(plain(sortFew([...given]))).toEqual(plain(expected));
    }),
  );
});

it('finds the middle', () => {
  expect(middleOf([])).toBe(0);
  expect(middleOf([1, 5, 9])).toBe(5);
  expect(middleOf([1, 5, 8, 9])).toBe(6.5);
});

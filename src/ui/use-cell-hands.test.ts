import { expect, it } from 'vitest';
import { stepOf } from './use-cell-hands.ts';

it('arrows go from cell to cell, and stop at the edges of what there is', () => {
  const step = (key: string, at: number | null, withControl = false) => stepOf(key, withControl, at, 4, 10);
  expect(step('ArrowDown', null)).toBe(0);
  expect(step('End', null)).toBe(9);
  expect(step('ArrowRight', 3)).toBe(4);
  expect(step('ArrowDown', 5)).toBe(9);
  expect(step('ArrowDown', 6)).toBe(6);
  expect(step('ArrowUp', 2)).toBe(2);
  expect(step('ArrowRight', 9)).toBe(9);
  expect([step('Home', 6), step('End', 6), step('End', 9)]).toEqual([4, 7, 9]);
  expect([step('Home', 6, true), step('End', 6, true)]).toEqual([0, 9]);
  expect(step('a', 3)).toBeNull();
});

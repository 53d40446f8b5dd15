import { expect, it } from 'vitest';
import { comparedAs, toggleCompared } from './compared.ts';

const event = (n: number) => ({ eventId: `event-${n}` });
const five = [1, 2, 3, 4, 5].map(event);

it('adds and takes out, in the order chosen', () => {
  const two = toggleCompared([event(1)], event(2)) ?? [];
  expect(two).toEqual([event(1), event(2)]);
  expect(comparedAs(two, event(2))).toBe(2);
  expect(comparedAs(two, event(3))).toBe(0);
  expect(toggleCompared(two, event(1))).toEqual([event(2)]);
});

it('has room for five', () => {
  expect(toggleCompared(five, event(6))).toBeNull();
  expect(toggleCompared(five, event(3))).toHaveLength(4);
});

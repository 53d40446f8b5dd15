import { expect, it } from 'vitest';
import { formatFilter } from './format-filter.ts';
import { narrowedBy, narrowedTo } from './narrow.ts';
import { parseSearch } from './search-syntax.ts';

const filter = (text: string, from: number | null = null, to: number | null = null) =>
  parseSearch(text, { from, to }).filter;

it('is narrowed to the time that both share', () => {
  const { from, to } = narrowedTo(filter('', 10, 20), { from: 5, to: 15 });
  expect([from, to]).toEqual([10, 15]);
  expect(narrowedTo(filter('a'), null)).toEqual(filter('a'));
  expect(narrowedTo(filter(''), { from: 5, to: 15 })).toMatchObject({ from: 5, to: 15 });
});

it('is narrowed to values that pass it, whatever was chosen of the field before', () => {
  const choose = [
    { field: 'principal' as const, values: ['bob'] },
    { field: 'eventName' as const, values: ['CreateUser', 'CreateUser'] },
    { field: 'sourceIPAddress' as const, values: [] },
  ];
  const narrowed = narrowedBy(filter('user:(alice OR bob) -outcome:error bucket'), {
    from: 0,
    to: 9,
    choose,
  });
  expect(formatFilter(narrowed)).toBe('-outcome:error bucket principal:bob eventName:CreateUser');
});

it('asks for a resource beside the one that was chosen', () => {
  const choose = [{ field: 'resource' as const, values: ['b'] }];
  expect(formatFilter(narrowedBy(filter('resource:a'), { from: 0, to: 9, choose }))).toBe(
    'resource:a resource:b',
  );
});

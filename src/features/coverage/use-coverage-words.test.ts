import { expect, it } from 'vitest';
import { coverageRows } from '#query/coverage-map.ts';
import { accountText, contentsText, regionText } from './use-coverage-words.ts';

const HOUR = 3_600_000;
const buckets = { start: 0, step: HOUR, count: 60 };

const [row] = coverageRows(
  Array.from({ length: 30 }, (_, slot) => ({ account: '1\u202e', region: null, slot, events: 2 })),
  [{ account: '1\u202e', region: null, at: 34 * HOUR }],
  buckets,
);

it('says what a cell holds, and of an empty one for how long there is nothing', () => {
  if (row === undefined) throw new Error('no row');
  const text = (first: number, last = first): string => contentsText(row, { first, last }, buckets);
  expect(text(0)).toBe('2 events');
  expect(text(34)).toBe('1 file delivered');
  expect(text(29, 40)).toBe('2 events, 1 file delivered');
  expect(text(31)).toBe('nothing loaded for 4 hours, longer than usual here');
  expect(text(50)).toBe('nothing loaded for 1 day 1 hour, longer than usual here');
});

it('shows names that cannot deceive', () => {
  if (row === undefined) throw new Error('no row');
  expect([accountText(row), regionText(row)]).toEqual(['1⟨U+202E⟩', 'no region']);
});

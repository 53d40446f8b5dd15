import { describe, expect, it } from 'vitest';
import { formatFilter } from '#query/format-filter.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { rateText } from '#ui/number-text.ts';
import { searchFor, sidesOf, timeBefore } from './sides.ts';

const DAY = 86_400_000;
const DATA = { from: 0, to: 14 * DAY };
const filter = (text: string, from: number | null = null, to: number | null = null) =>
  parseSearch(text, { from, to }).filter;

describe('the sides of a comparison', () => {
  it('are two principals in one time', () => {
    const sides = sidesOf(filter('user:alice region:x', 0, 2 * DAY), null, { search: 'user:bob' }, DATA);
    expect(formatFilter(sides?.there ?? filter('x'))).toBe('principal:bob');
    expect(sides).toMatchObject({
      there: { from: 0, to: 2 * DAY },
      days: { here: 2, there: 2 },
      isPerDay: false,
    });
  });

  it('are one principal in two times, by day where one is longer', () => {
    const sides = sidesOf(
      filter('user:alice'),
      { from: 10 * DAY, to: 12 * DAY },
      { from: 0, to: 10 * DAY },
      DATA,
    );
    expect(sides).toMatchObject({ days: { here: 2, there: 10 }, isPerDay: true });
    expect(formatFilter(sides?.there ?? filter('x'))).toBe('principal:alice');
  });

  it('are as long as the data reach', () => {
    const sides = sidesOf(filter('user:alice'), null, { from: 12 * DAY, to: 20 * DAY }, DATA);
    expect(sides?.days).toEqual({ here: 14, there: 2 });
  });

  it('are none of what is no search', () => {
    expect(sidesOf(filter('user:alice'), null, { search: 'user:(' }, DATA)).toBeNull();
    expect(sidesOf(filter('user:alice'), null, { search: '  ' }, DATA)).toBeNull();
  });

  it('have a time before where they have a time', () => {
    expect(timeBefore(filter('', 10, 14), null)).toEqual({ from: 6, to: 10 });
    expect(timeBefore(filter(''), { from: 10, to: 14 })).toEqual({ from: 6, to: 10 });
    expect(timeBefore(filter('', 10, null), null)).toBeNull();
  });
});

it.each([
  ['bob', 'principal:bob'],
  ['role/Deploy', 'principal:role/Deploy'],
  ['key:AKIA', 'key:AKIA'],
  ['a b', 'principal:"a b"'],
  ['', null],
])('what is typed, %j, asks for %j', (typed, search) => {
  expect(searchFor(typed)).toBe(search);
});

it.each(['arn:aws:iam::1:user/x', '*', '<b>"\\', '\u202ex'])('a name such as %j asks for just it', (name) => {
  const search = searchFor(name);
  const condition = parseSearch(search ?? '').filter.clauses[0]?.condition;
  expect(condition).toMatchObject({
    target: { field: 'principal' },
    tests: [{ kind: 'equals', text: name }],
  });
});

it.each([
  [0, '0'],
  [0.001, '<0.01'],
  [0.126, '0.13'],
  [3.44, '3.4'],
  [1_204.4, '1,204'],
])('a rate of %d is written %s', (rate, text) => {
  expect(rateText(rate)).toBe(text);
});

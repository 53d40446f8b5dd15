import { describe, expect, it } from 'vitest';
import { EMPTY_FILTER } from '#query/filter.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { comparedFields, comparisonOf, fieldList, periodBefore } from './comparison.ts';
import { rankedFields, shareText } from './ranked-fields.ts';

const filter = parseSearch('ip:198.51.100.77 -user:alice').filter;
const HOUR = 3_600_000;

describe('what is compared', () => {
  it('is what matches with all the rest', () => {
    expect(comparisonOf(filter, 'rest')).toEqual({
      chosen: filter,
      others: EMPTY_FILTER,
      othersIncludeChosen: true,
    });
    expect(comparisonOf(EMPTY_FILTER, 'rest')).toBeNull();
  });

  it('is as long a time just before, with the same clauses', () => {
    expect(comparisonOf(filter, 'before')).toBeNull();
    const timed = { ...filter, from: 10 * HOUR, to: 12 * HOUR };
    expect(comparisonOf(timed, 'before')).toEqual({
      chosen: timed,
      others: { ...filter, from: 8 * HOUR, to: 10 * HOUR },
      othersIncludeChosen: false,
    });
    expect(periodBefore({ ...EMPTY_FILTER, from: 0, to: 253_370_764_000_000 })).toBeNull();
  });

  it('is another period, also when nothing else is chosen', () => {
    const period = { from: 1_000, to: 2_000 };
    expect(comparisonOf(EMPTY_FILTER, period)?.others).toEqual({ ...EMPTY_FILTER, ...period });
  });

  it('leaves out what the filter chooses by, where that differs by choice', () => {
    const rest = comparisonOf(filter, 'rest');
    const { compared, chosenBy } = comparedFields(
      rest ?? { chosen: filter, others: filter, othersIncludeChosen: true },
    );
    expect(fieldList(chosenBy)).toBe('Principal and Source address');
    expect(compared).not.toContain('principal');
    expect(compared).not.toContain('fileName');
    expect(compared).toContain('userAgentFamily');
    const timed = { chosen: filter, others: filter, othersIncludeChosen: false };
    expect(comparedFields(timed).compared).toContain('principal');
  });
});

it.each([
  [0, '0 %'],
  [0.000001, '<0.01 %'],
  [0.0004, '0.04 %'],
  [0.00216, '0.2 %'],
  [0.0516, '5.2 %'],
  [0.4149, '41 %'],
  [0.9949, '99.5 %'],
  [0.99999, '>99.9 %'],
  [1, '100 %'],
])('a share of %d is written %s', (share, text) => {
  expect(shareText(share)).toBe(text);
});

it('ranks fields by their score and sets those apart that hardly differ', () => {
  const row = (field: string, score: number, value: string | null) => ({
    field,
    score,
    value,
    inside: 1,
    outside: 0,
    insideShare: 1,
    outsideShare: 0,
  });
  const { differing, alike } = rankedFields([
    row('awsRegion', 0.001, 'a'),
    row('eventName', 0.4, 'b'),
    row('verb', 0.9, null),
    row('eventName', 0.4, 'c'),
    row('no such field', 1, 'd'),
  ]);
  expect(differing.map(({ field, values }) => [field, values.length])).toEqual([
    ['verb', 1],
    ['eventName', 2],
  ]);
  expect(alike).toEqual(['awsRegion']);
});

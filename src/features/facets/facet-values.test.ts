import { expect, it } from 'vitest';
import { parseSearch } from '#query/search-syntax.ts';
import { choicesFor, facetValues } from './facet-values.ts';
import type { CountedValue } from './facet-values.ts';

const counted = (...values: readonly (readonly [string | null, number])[]): CountedValue[] =>
  values.map(([value, count]) => ({ value, count, distinct: values.length }));

const shown = (text: string, rows: readonly CountedValue[]) =>
  facetValues(rows, 'awsRegion', parseSearch(text).filter).rows.map(({ value, count, choice }) => [
    value,
    count,
    choice,
  ]);

it('keeps the order of counts where nothing is chosen', () => {
  expect(shown('', counted(['a', 3], [null, 2], ['b', 1]))).toEqual([
    ['a', 3, null],
    [null, 2, null],
    ['b', 1, null],
  ]);
});

it('puts included values first, excluded ones next, in any case of letters', () => {
  expect(shown('region:(B OR c) -region:d', counted(['a', 9], ['b', 1], ['c', 2], ['d', 5]))).toEqual([
    ['c', 2, 'include'],
    ['b', 1, 'include'],
    ['d', 5, 'exclude'],
    ['a', 9, null],
  ]);
});

it('shows what is chosen and does not occur, with 0', () => {
  expect(shown('region:nowhere', counted(['a', 9]))).toEqual([
    ['nowhere', 0, 'include'],
    ['a', 9, null],
  ]);
  expect(shown('-region:*', [])).toEqual([[null, 0, 'include']]);
  expect(shown('region:*', counted([null, 4]))).toEqual([[null, 4, 'exclude']]);
});

it('counts a row once that comes both for its rank and for its choice', () => {
  const rows = [...counted(['a', 9], ['b', 4]), { value: 'a', count: 9, distinct: 0 }];
  const {
    rows: all,
    distinct,
    shown: ranked,
    most,
  } = facetValues(rows, 'awsRegion', parseSearch('region:a').filter);
  expect([all.length, distinct, ranked, most]).toEqual([2, 2, 2, 9]);
});

it('takes neither patterns nor clauses set aside for choices', () => {
  expect(shown('region:eu-*', counted(['eu-west-1', 1]))).toEqual([['eu-west-1', 1, null]]);
  const { filter } = parseSearch('region:a');
  const aside = { ...filter, clauses: filter.clauses.map((clause) => ({ ...clause, disabled: true })) };
  expect(choicesFor(aside, 'awsRegion')).toEqual([]);
});

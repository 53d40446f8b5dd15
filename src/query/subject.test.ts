import { expect, it } from 'vitest';
import { EMPTY_FILTER } from './filter.ts';
import { formatFilter } from './format-filter.ts';
import { parseSearch } from './search-syntax.ts';
import { subjectFilter, subjectOf } from './subject.ts';

const of = (text: string) => subjectOf(parseSearch(text, EMPTY_FILTER).filter);

it.each([
  ['principal:alice region:eu-west-1', 'principal', 'alice'],
  ['ip:198.51.100.77 key:AKIAEXAMPLE1', 'accessKeyId', 'AKIAEXAMPLE1'],
  [
    'principal:alice blast:"AKIAEXAMPLE1@2025-10-10T18:42:07Z"',
    'blastRadius',
    'AKIAEXAMPLE1@2025-10-10T18:42:07Z',
  ],
  ['resource:finance-exports outcome:denied', 'resource', 'finance-exports'],
])('%s is about one', (text, field, value) => {
  expect(of(text)).toEqual({ field, value });
});

it.each(['', 'region:eu-west-1', '-principal:alice', 'principal:(alice OR bob)', 'principal:al*', 'alice'])(
  '“%s” is about nobody',
  (text) => {
    expect(of(text)).toBeNull();
  },
);

it('makes a filter that is about it again', () => {
  const subject = { field: 'principal', value: 'role/Deploy "x" é' } as const;
  const filter = subjectFilter(subject, '111122223333');
  expect(subjectOf(filter)).toEqual(subject);
  expect(formatFilter(filter)).toContain('111122223333');
});

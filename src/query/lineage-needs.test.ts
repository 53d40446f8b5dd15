import { expect, it } from 'vitest';
import { EMPTY_FILTER } from './filter.ts';
import { lineageNeeds, readsLineage } from './lineage-needs.ts';
import { EVERYTHING } from './matches.ts';
import { parseSearch } from './search-syntax.ts';
import { suggestValues } from './suggestions.ts';

const of = (text: string) => lineageNeeds(parseSearch(text, EMPTY_FILTER).filter);

it.each([
  ['', false, []],
  ['principal:alice', false, []],
  ['person:alice', true, []],
  ['-person:alice', true, []],
  ['(region:eu-west-1 OR sid:ASIAEXAMPLE1)', true, []],
  ['blast:AKIAEXAMPLE1', false, ['AKIAEXAMPLE1']],
  ['-(blast:a OR blast:B) blast:A', false, ['A', 'B']],
  ['blast:a*', false, []],
])('%s', (text, lineage, roots) => {
  expect(of(text)).toEqual({ lineage, roots });
});

it('does not wait for what is set aside', () => {
  const { filter } = parseSearch('person:alice blast:x', EMPTY_FILTER);
  const clauses = filter.clauses.map((clause) => ({ ...clause, disabled: true }));
  expect(lineageNeeds({ ...filter, clauses })).toEqual({ lineage: false, roots: [] });
});

it('knows the queries that read the table', () => {
  const person = suggestValues('person', '', EVERYTHING);
  const region = suggestValues('awsRegion', 'lineage', EVERYTHING);
  expect([person, region].map((query) => query !== null && readsLineage(query))).toEqual([true, false]);
});

import { expect, it } from 'vitest';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { formatFilter } from '#query/format-filter.ts';
import { placeAt } from '#query/search-place.ts';
import type { SearchPlace } from '#query/search-place.ts';
import { collectPaths } from '#query/suggestions.ts';
import type { ValueCount } from '#query/suggestions.ts';
import { filterAround, nameSuggestions, pathRoot, sampledSuggestions, valueSource } from './suggestion.ts';

function place(text: string): SearchPlace {
  const found = placeAt(text, text.length);
  if (found === null) throw new Error(`Nothing can be suggested in “${text}”.`);
  return found;
}

const PATHS = collectPaths(['{"bucketName":"a b","tags":[{"key":"x"}]}', '{"bucketName":"c"}']);
const VALUES = new Map<FieldKey, readonly ValueCount[]>([
  ['eventName', [{ value: 'GetObject', count: 9 }, { value: 'DeleteObject', count: 2 }]], // prettier-ignore
  ['principal', [{ value: 'delegate', count: 3 }]],
]);

it('suggests fields, then values that hold the word, then places in the request', () => {
  const told = (text: string): string[] =>
    nameSuggestions(place(text), pathRoot(place(text)), PATHS, VALUES).map(({ insert }) => insert);
  expect(told('buck')).toEqual(['requestParameters.bucketName:']);
  expect(told('request.')).toEqual(['request.bucketName:', 'request.tags.key:']);
  expect(told('dele')).toEqual(['eventName:DeleteObject ', 'principal:delegate ']);
  expect(told('eventna')).toEqual(['eventName:']);
  expect(told('region.')).toEqual([]);
});

it('knows where the values of a field come from', () => {
  expect(valueSource(place('region:'))).toEqual({ from: 'counts', field: 'awsRegion' });
  expect(valueSource(place('request.bucketName:'))).toEqual({
    from: 'sample',
    root: 'requestParameters',
    path: ['bucketName'],
  });
  expect(valueSource(place('mfaUsed:'))).toMatchObject({ root: 'additionalEventData', path: ['MFAUsed'] });
  expect(['eventID:', 'time:', 'request:', 'nonsense:'].map((text) => valueSource(place(text)))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it('quotes values out of a sample, found by their path in any case', () => {
  const texts = sampledSuggestions(PATHS, ['BUCKETNAME'], '').map(({ text, insert }) => [text, insert]);
  expect(texts).toEqual([
    ['a b', '"a b"'],
    ['c', 'c'],
  ]);
  expect(sampledSuggestions(PATHS, ['bucketName'], 'B')).toHaveLength(1);
  expect(sampledSuggestions(PATHS, ['nothing'], '')).toEqual([]);
});

it('counts among the events that the rest of the search leaves', () => {
  const around = (text: string): string => formatFilter(filterAround(text, place(text), EMPTY_FILTER));
  expect(around('user:a -region:(x OR e')).toBe('principal:a');
  expect(around('user:a OR region:e')).toBe('');
  expect(filterAround('user:a OR b', place('user:a OR b'), { ...EMPTY_FILTER, from: 5 }).from).toBe(5);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSearch } from '#query/search-syntax.ts';
import { searchPieces } from './search-pieces.ts';

const told = (text: string): string[] =>
  searchPieces(text, parseSearch(text)).map(
    (piece) => `${piece.look}${piece.wrong ? '!' : ''} ${piece.text}`,
  );

it('tells names, operators and what is set aside', () => {
  expect(told('-user:a OR (x region:(a:b OR c))')).toEqual([
    'name -user:',
    'text a ',
    'operator OR',
    'text  ',
    'operator (',
    'text x ',
    'name region:',
    'operator (',
    'text a:b ',
    'operator OR',
    'text  c',
    'operator ))',
  ]);
  expect(told('~user:a b')).toEqual(['aside ~user:a', 'text  b']);
});

it('marks what is wrong where it stands', () => {
  expect(told('a bukket:b c')).toEqual(['text a ', 'name! bukket', 'name :', 'text b c']);
  expect(told('user:')).toEqual(['name user', 'name! :']);
});

it('marks what is beyond the longest text, however long', () => {
  const text = 'user:a '.repeat(200_000);
  const pieces = searchPieces(text, parseSearch(text));
  expect(pieces.map(({ from, wrong }) => [from, wrong])).toEqual([
    [0, false],
    [10_000, true],
  ]);
});

it('loses no character, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const pieces = searchPieces(text, parseSearch(text));
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    }),
  );
});

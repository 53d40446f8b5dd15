import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatValue } from './format-filter.ts';
import { complete, placeAt, withoutClause } from './search-place.ts';
import { parseSearch } from './search-syntax.ts';

/** `|` is the caret. */
function at(marked: string): { readonly text: string; readonly caret: number } {
  const caret = marked.indexOf('|');
  return { text: marked.replace('|', ''), caret };
}

function told(marked: string): string | null {
  const { text, caret } = at(marked);
  const place = placeAt(text, caret);
  if (place === null) return null;
  const name = place.kind === 'value' ? `${place.name}${place.inBrackets ? '(' : ':'}` : 'field';
  return `${name} ${place.typed} <${text.slice(place.from, place.to)}>`;
}

describe('the term under the caret', () => {
  it.each([
    ['|', 'field  <>'],
    ['ev|', 'field ev <ev>'],
    ['ev|ent', 'field ev <event>'],
    ['event|Name:x', 'field event <eventName:>'],
    ['eventName|:x', 'field eventName <eventName:>'],
    ['eventName:|', 'eventName:  <>'],
    ['eventName:Del|', 'eventName: Del <Del>'],
    ['eventName:Del|ete region:a', 'eventName: Del <Delete>'],
    ['eventName:Delete |', 'field  <>'],
    ['eventName:Delete | region:a', 'field  <>'],
    ['-re|', 'field re <re>'],
    ['-|', 'field  <>'],
    ['-region:e|', 'region: e <e>'],
    ['~-region:e|', 'region: e <e>'],
    ['region:(a OR e|', 'region( e <e>'],
    ['region:(a OR |', 'region(  <>'],
    ['region:(|)', 'region(  <>'],
    ['region:|(a)', 'region:  <>'],
    ['region:(a OR -e|) user:b', 'region( e <e>'],
    ['(region:a OR us|', 'field us <us>'],
    ['region:(a OR b) us|', 'field us <us>'],
    ['user:"Mary A|nn" x', 'user: Mary A <"Mary Ann">'],
    ['user:"Mary A|', 'user: Mary A <"Mary A>'],
    ['requestParameters.buck|', 'field requestParameters.buck <requestParameters.buck>'],
    ['request.bucketName:a|', 'request.bucketName: a <a>'],
    ['user:a\\ b|', 'user: a b <a\\ b>'],
    ['region:a OR|', null],
    ['region:(a OR|', null],
    ['time:>=20|', null],
    ['time:[2025 TO 20|]', null],
    ['time:[2025 TO 2026] us|', 'field us <us>'],
    ['fromaccount:@acc|', null],
    ['"two wor|ds"', null],
    [') us|', 'field us <us>'],
    ['arn:aws:iam::1|', 'field arn:aws:iam::1 <arn:aws:iam::1>'],
  ])('%s', (marked, expected) => {
    expect(told(marked)).toBe(expected);
  });

  it('is found in any text, at any caret', () => {
    const piece = fc.constantFrom(
      '(',
      ')',
      '"',
      ':',
      '-',
      '~',
      ' ',
      'a',
      'region:',
      'OR',
      '[',
      ']',
      '@',
      '<',
      '\\',
      '*',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(60), (pieces, caret) => {
        const text = pieces.join('');
        const place = placeAt(text, caret);
        if (place === null) return;
        expect(place.from).toBeLessThanOrEqual(place.to);
        expect(place.to).toBeLessThanOrEqual(text.length);
        expect(place.clause.from).toBeLessThanOrEqual(place.from);
        expect(place.clause.to).toBeGreaterThanOrEqual(place.to);
      }),
    );
  });
});

describe('accepting a suggestion', () => {
  const accepted = (marked: string, insert: string): string => {
    const { text, caret } = at(marked);
    const place = placeAt(text, caret);
    if (place === null) return 'no place';
    const done = complete(text, place, insert);
    return `${done.text.slice(0, done.caret)}|${done.text.slice(done.caret)}`;
  };

  it.each([
    ['ev|', 'eventName:', 'eventName:|'],
    ['-us| x', 'user:', '-user:| x'],
    ['eve|nt:x', 'eventName:', 'eventName:|x'],
    ['region:e|', 'eu-west-1', 'region:eu-west-1 |'],
    ['region:e| x', 'eu-west-1', 'region:eu-west-1 |x'],
    ['region:(a OR e|)', 'eu-west-1', 'region:(a OR eu-west-1|)'],
    ['(region:e|)', 'eu-west-1', '(region:eu-west-1|)'],
    ['user:"Mar|y" x', '"Mary Ann"', 'user:"Mary Ann" |x'],
  ])('%s + %s', (marked, insert, expected) => {
    expect(accepted(marked, insert)).toBe(expected);
  });

  it('quotes what would mean something else, so that it is read as the very value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (value) => {
        const { text } = complete('user:', placeAt('user:', 5) ?? never(), formatValue(value));
        const { filter, errors } = parseSearch(text);
        expect(errors).toEqual([]);
        const test = filter.clauses.map(({ condition }) =>
          condition.kind === 'field' ? condition.tests : [],
        );
        expect(test).toEqual([[{ kind: 'equals', text: value }]]);
      }),
    );
    expect(['a b', 'x*', '-1', 'OR', '10.0.0.0/8', '', 'plain'].map(formatValue)).toEqual(
      ['"a b"', '"x*"', '"-1"', '"OR"', '"10.0.0.0/8"', '""', 'plain'], // prettier-ignore
    );
  });
});

it('takes the clause around a place out of the text', () => {
  const without = (marked: string): string => {
    const { text, caret } = at(marked);
    const place = placeAt(text, caret);
    return place === null ? 'no place' : withoutClause(text, place);
  };
  expect(without('user:a -region:e| x')).toBe('user:a x');
  expect(without('user:a region:(a OR b|) x')).toBe('user:a x');
  expect(without('user:a region:(a OR |')).toBe('user:a');
  expect(without('user:a |')).toBe('user:a');
  expect(without('(user:a OR re|) x')).toBe('x');
});

function never(): never {
  throw new Error('There is a place.');
}

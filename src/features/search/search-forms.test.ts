import { expect, it } from 'vitest';
import { parseSearch } from '#query/search-syntax.ts';
import { SEARCH_FORMS } from './search-forms.ts';
import { correctionOf } from './search-message.tsx';

it.each(SEARCH_FORMS)('$example can be read', ({ example }) => {
  const { filter, errors } = parseSearch(example);
  expect(errors).toEqual([]);
  expect(filter.clauses.length).toBeGreaterThan(0);
});

it('offers the nearest name for an unknown one, and nothing else', () => {
  const corrected = (text: string): string | undefined => {
    const [error] = parseSearch(text).errors;
    return error === undefined ? 'no mistake' : correctionOf(text, error)?.text;
  };
  expect(corrected('user:a -evntName:x region:b')).toBe('user:a -eventName:x region:b');
  expect(corrected('zzzzzzzz:x')).toBeUndefined();
  expect(corrected('user:')).toBeUndefined();
  expect(corrected('ip:10.0.0.0/99')).toBeUndefined();
  expect(corrected('user:a')).toBe('no mistake');
});

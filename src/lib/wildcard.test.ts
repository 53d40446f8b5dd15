import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeWildcard, patternOf, wildcardMatcher, wildcardParts } from './wildcard.ts';

const matches = (pattern: string, text: string): boolean => wildcardMatcher(wildcardParts(pattern))(text);

/** The plain definition, slow and recursive. */
function slowly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern.startsWith('*')) return slowly(rest, text) || (text !== '' && slowly(pattern, text.slice(1)));
  return text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && slowly(rest, text.slice(1));
}

describe('a pattern', () => {
  it.each([
    ['Delete*', 'deletebucket', true],
    ['*bucket', 'DeleteBucket', true],
    ['*a*a', 'aba', true],
    ['a*a', 'a', false],
    ['a?c', 'abc', true],
    ['a?c', 'a😀c', true],
    ['a?c', 'ac', false],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a.b', 'axb', false],
    ['*', '', true],
    ['a*b', 'a\nb', true],
    ['', 'a', false],
  ])('%s over %j: %s', (pattern, text, expected) => expect(matches(pattern, text)).toBe(expected));

  it('is matched as defined', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matches(p, t)).toBe(slowly(p, t));
      }),
      { numRuns: 2_000 },
    );
  });

  it('survives escaping and taking apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(matches(escapeWildcard(text), text)).toBe(true);
        const parts = wildcardParts(escapeWildcard(text));
        expect(wildcardParts(patternOf(parts))).toEqual(parts);
      }),
    );
  });

  it('cannot hang', { retry: 3 }, () => {
    const start = performance.now();
    expect(matches(`${'*a'.repeat(20)}b`, 'a'.repeat(100_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

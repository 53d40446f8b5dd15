import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingPart } from './differing-part.ts';

describe('differingPart', () => {
  it('is between what all begin with and what all end with', () => {
    expect(differingPart(['2025-10-10T21:13:51Z', '2025-10-10T21:14:51Z'])).toEqual({ from: 15, tail: 4 });
    expect(differingPart(['role/a/x', 'role/bb/x', 'role//x'])).toEqual({ from: 5, tail: 2 });
  });

  it('is nothing where texts are alike, or have little in common', () => {
    expect(differingPart(['a', 'a'])).toBeNull();
    expect(differingPart(['a'])).toBeNull();
    expect(differingPart([])).toBeNull();
    expect(differingPart(['alice in chains', 'bob dylan'])).toBeNull();
  });

  it('tears no character apart, and never overlaps', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        (a, b, both) => {
          const texts = [`${both}${a}${both}`, `${both}${b}${both}`];
          const part = differingPart(texts);
          if (part === null) return;
          for (const text of texts) {
            expect(part.from + part.tail).toBeLessThanOrEqual(text.length);
            expect(text.slice(0, part.from)).not.toMatch(/[\uD800-\uDBFF]$/);
          }
          expect(texts[0]?.slice(0, part.from)).toBe(texts[1]?.slice(0, part.from));
        },
      ),
    );
    expect(differingPart(['aaaa😀', 'aaaa😁'])).toEqual({ from: 4, tail: 0 });
  });
});

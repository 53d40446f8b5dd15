import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutMiddle, hasInvisible, visibleParts, visibleText } from './visible-text.ts';

describe('visibleText', () => {
  it('leaves ordinary text of any script alone', () => {
    for (const text of ['', 'DeleteBucket', 'arn:aws:s3:::a b', 'Zoë Müller', '管理者', 'مرحبا', '😀']) {
      expect(visibleText(text)).toBe(text);
    }
  });

  it('names what cannot be seen', () => {
    expect(visibleText('a\u202Eb')).toBe('a⟨U+202E⟩b');
    expect(visibleText('a\u0000\u200B\uFEFF')).toBe('a⟨U+0000⟩⟨U+200B⟩⟨U+FEFF⟩');
    expect(visibleText('x\uD800y')).toBe('x⟨U+D800⟩y');
    expect(visibleText('tag\u{E0041}')).toBe('tag⟨U+E0041⟩');
    expect(visibleText('\u3164\u2028\u0085')).toBe('⟨U+3164⟩⟨U+2028⟩⟨U+0085⟩');
  });

  it('keeps line feeds and tabs only where layout is wanted', () => {
    expect(visibleText('a\n\tb\r', true)).toBe('a\n\tb⟨U+000D⟩');
    expect(visibleText('a\nb')).toBe('a⟨U+000A⟩b');
  });

  it('never lets an invisible character through and never loses a visible one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parts = visibleParts(text);
        expect(parts.every((part) => !hasInvisible(part.text))).toBe(true);
        const seen = parts.filter((part) => !part.hidden).map((part) => part.text);
        expect(seen.join('')).toBe(
          Array.from(text)
            .filter((character) => !hasInvisible(character))
            .join(''),
        );
      }),
    );
  });
});

describe('cutMiddle', () => {
  it('keeps both ends', () => {
    expect(cutMiddle('abcdefghij', 5)).toBe('ab…ij');
    expect(cutMiddle('abc', 5)).toBe('abc');
    expect(cutMiddle('😀😀😀😀', 3)).toBe('😀…😀');
    expect(cutMiddle('abcdef', 1)).toBe('…');
  });
});

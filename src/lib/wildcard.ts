/**
 * Patterns with `*` (any run of characters) and `?` (one character), `\` before a character that is meant as such.
 * Case-blind everywhere. Matching takes at most pattern × text steps: no pattern can hang.
 */

export type WildcardPart = { readonly text: string } | '*' | '?';

/** The parts in order; runs of `*` become one, neighbouring characters one text. */
export function wildcardParts(pattern: string): readonly WildcardPart[] {
  const parts: WildcardPart[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') parts.push({ text });
    text = '';
  };
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '\\' && at + 1 < pattern.length) text += pattern.charAt(++at);
    else if (char === '*' || char === '?') {
      flush();
      if (char === '?' || parts.at(-1) !== '*') parts.push(char);
    } else text += char;
  }
  flush();
  return parts;
}

/** A text as a pattern that matches only it. */
export function escapeWildcard(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}

export function patternOf(parts: readonly WildcardPart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : escapeWildcard(part.text))).join('');
}

/** How the parts are written in a regular expression (RE2 and JavaScript with the flag `u`). */
export interface RegExpWriting {
  readonly text: (text: string) => string;
  /** Any run of characters, and one. */
  readonly any: string;
  readonly one: string;
}

/** Dots that match line ends too. */
export const PLAIN_WRITING: RegExpWriting = { text: escapeRegExp, any: '(?s:.*)', one: '(?s:.)' };

export function wildcardRegExp(parts: readonly WildcardPart[], writing: RegExpWriting): string {
  return parts
    .map((part) => (part === '*' ? writing.any : part === '?' ? writing.one : writing.text(part.text)))
    .join('');
}

/** Safe in RE2 and in JavaScript with `u`. A NUL would cut off a statement. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll('\0', '\\x00');
}

/** Whether a whole text matches. */
export function wildcardMatcher(parts: readonly WildcardPart[]): (text: string) => boolean {
  const pieces = splitAtStars(parts).map((piece) =>
    piece.map((part) => (typeof part === 'string' ? '.' : escapeRegExp(part.text))).join(''),
  );
  if (pieces.length === 1) {
    const whole = new RegExp(`^${pieces[0] ?? ''}$`, 'isu');
    return (text) => whole.test(text);
  }
  const expressions = pieces.map((piece, at) => {
    if (at === 0) return new RegExp(piece, 'isuy');
    return new RegExp(at === pieces.length - 1 ? `${piece}$` : piece, 'gisu');
  });
  // Leftmost is right: between two stars an earlier place never leaves less room for what follows.
  return (text) => {
    let from = 0;
    for (const expression of expressions) {
      expression.lastIndex = from;
      if (!expression.test(text)) return false;
      from = expression.lastIndex;
    }
    return true;
  };
}

function splitAtStars(parts: readonly WildcardPart[]): Exclude<WildcardPart, '*'>[][] {
  const pieces: Exclude<WildcardPart, '*'>[][] = [[]];
  for (const part of parts) {
    if (part === '*') pieces.push([]);
    else pieces.at(-1)?.push(part);
  }
  return pieces;
}

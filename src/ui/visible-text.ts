/**
 * Hostile text made visible. Log values can hold control characters, bidirectional overrides, zero-width characters and
 * lone surrogates that change how a line reads; here they become named code points. Nothing is removed, and ordinary
 * text of any script stays as it is.
 */

export interface TextPart {
  readonly text: string;
  /** True when `text` is a code point's name (`U+202E`) in place of a character that cannot be seen. */
  readonly hidden: boolean;
}

// Controls, format characters, line and paragraph separators, unpaired surrogates, and all that Unicode lets a renderer leave out.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLE_ALL = new RegExp(INVISIBLE, 'gu');
const INVISIBLE_BUT_LAYOUT = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

export function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

/** Splits text into what can be seen and what cannot. With `layout`, line feeds and tabs stay as they are. */
export function visibleParts(text: string, layout = false): TextPart[] {
  const pattern = layout ? INVISIBLE_BUT_LAYOUT : INVISIBLE_ALL;
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), hidden: false });
    parts.push({ text: codePointName(match[0]), hidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), hidden: false });
  return parts;
}

/** The same as one string, for places that hold no markup (tooltips, file names): `a⟨U+202E⟩b`. */
export function visibleText(text: string, layout = false): string {
  if (!hasInvisible(text)) return text;
  return visibleParts(text, layout)
    .map((part) => (part.hidden ? `⟨${part.text}⟩` : part.text))
    .join('');
}

/** Cuts the middle out of a long text, keeping whole code points: the ends of ARNs and hashes tell them apart. */
export function cutMiddle(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // A code point is one or two units: of a long text only its ends are taken apart.
  const isLong = text.length > 2 * longest;
  if (!isLong && Array.from(text).length <= longest) return text;
  const head = Math.ceil((longest - 1) / 2);
  const tail = longest - 1 - head;
  const start = Array.from(text.slice(0, 2 * head)).slice(0, head);
  const end = tail === 0 ? [] : Array.from(text.slice(-2 * tail)).slice(-tail);
  return `${start.join('')}…${end.join('')}`;
}

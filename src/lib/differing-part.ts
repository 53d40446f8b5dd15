/** The part in which texts differ: between what they all begin with and what they all end with. */

export interface DifferingPart {
  readonly from: number;
  /** Characters at the end that are the same in all. */
  readonly tail: number;
}

/** Null where the texts are alike, or have so little in common that all of them is the difference. */
export function differingPart(texts: readonly string[]): DifferingPart | null {
  const [first = '', ...others] = texts;
  if (others.every((text) => text === first)) return null;
  const shortest = Math.min(...texts.map((text) => text.length));
  let from = 0;
  while (from < shortest && others.every((text) => text[from] === first[from])) from++;
  let tail = 0;
  while (tail < shortest - from && others.every((text) => text.at(-1 - tail) === first.at(-1 - tail))) tail++;
  if (splitsCharacter(first, from)) from--;
  if (splitsCharacter(first, first.length - tail)) tail--;
  return from + tail < 4 || (from + tail) * 3 < shortest ? null : { from, tail };
}

/** Whether two halves of one character would be torn apart here. */
function splitsCharacter(text: string, at: number): boolean {
  return at > 0 && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '');
}

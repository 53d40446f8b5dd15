/** Where a long text may be cut when there is no room for it. */

/** Identifiers such as ARNs are told apart by their ends; hosts and names by their beginnings. */
const ENDS = 10;
const CUT_FROM = 20;

/** A long identifier in two pieces, the first of which may be cut; null for what is better cut at its end. */
export function identifierEnds(text: string): readonly [start: string, end: string] | null {
  if (text.length < CUT_FROM || !/^[\x21-\x7e]*$/.test(text) || !/[:/]/.test(text)) return null;
  return [text.slice(0, -ENDS), text.slice(-ENDS)];
}

/**
 * A record out of the span of the content that it was taken from: as it stands there, or, where it stands inside a
 * string or a cell of a table, as that text means it. Which of them it is, is told by the record's hash.
 */
import { unescapeInto, type Writing } from './text-layer.ts';
import { TextWindow } from './text-window.ts';

/** How records are written in what surrounds them: texts in texts are undone from the outside to the inside. */
const WRITINGS: readonly (readonly Writing[])[] = [
  ['json'],
  ['csv'],
  ['json', 'json'],
  ['csv', 'json'],
  ['json', 'json', 'json'],
  ['csv', 'json', 'json'],
  ['json', 'json', 'json', 'json'],
];

/** The record's own bytes; null when `isRecord` takes none of what the span may mean. */
export function recordInSpan(span: Uint8Array, isRecord: (bytes: Uint8Array) => boolean): Uint8Array | null {
  if (isRecord(span)) return span;
  for (const writings of WRITINGS) {
    const record = writings.reduce<Uint8Array>(undone, span);
    if (isRecord(record)) return record;
  }
  return null;
}

function undone(bytes: Uint8Array, writing: Writing): Uint8Array {
  const text = new TextWindow();
  unescapeInto(text, bytes, 0, bytes.length, writing);
  return text.bytes.slice(0, text.used);
}

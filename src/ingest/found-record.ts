/**
 * A record out of the span of the content that it was taken from: as it stands there, or, where it stands inside a
 * string or a cell of a table, as that text means it. A record that was put together is shown in the form in which it
 * was delivered. Which of them it is, is told by the record's hash.
 */
import { EventTable } from '#cloudtrail/event-table.ts';
import { recordOfOcsf } from '#cloudtrail/ocsf.ts';
import { parseJson } from '#lib/json.ts';
import { cellsOfRow, headerOf } from './csv-rows.ts';
import { unescapeInto, type Writing } from './text-layer.ts';
import { TextWindow } from './text-window.ts';
import { rowOf } from './value-taker.ts';

/** So much of the start of a table is enough for its labels. */
export const LABEL_BYTES = 256 * 1024;

/** How records are written in what surrounds them: texts in texts are undone from the outside to the inside. */
const WRITINGS: readonly (readonly Writing[])[] = [
  [],
  ['json'],
  ['csv'],
  ['json', 'json'],
  ['csv', 'json'],
  ['json', 'json', 'json'],
  ['csv', 'json', 'json'],
  ['json', 'json', 'json', 'json'],
];

const utf8 = new TextDecoder();
const encoder = new TextEncoder();

type Test = (record: Uint8Array) => boolean;

/** What is shown of a record in JSON, or in a cell; null when `isRecord` takes none of what the span may mean. */
export function recordInSpan(span: Uint8Array, isRecord: Test): Uint8Array | null {
  for (const writings of WRITINGS) {
    const text = writings.reduce<Uint8Array>(undone, span);
    if (isRecord(text) || (writings.length < 2 && isMadeFrom(text, isRecord))) return text;
  }
  return null;
}

function undone(bytes: Uint8Array, writing: Writing): Uint8Array {
  const text = new TextWindow();
  unescapeInto(text, bytes, 0, bytes.length, writing);
  return text.bytes.slice(0, text.used);
}

function isMadeFrom(text: Uint8Array, isRecord: Test): boolean {
  const value = parseJson(utf8.decode(text));
  if (value === undefined) return false;
  const row = rowOf(value);
  const made = row === null ? recordOfOcsf(value) : new EventTable(row.labels).recordOf(row.cells);
  return made !== null && isRecord(encoder.encode(made));
}

/** What is shown of a row: its cells under their labels, as JSON. `head`: the first bytes of the table. */
export function rowInSpan(span: Uint8Array, head: Uint8Array, isRecord: Test): Uint8Array | null {
  const header = headerOf(head, head.length, true);
  if (header === null) return null;
  const table = new EventTable(header.labels);
  const cells = cellsOfRow(span, header.separator);
  const made = table.recordOf(cells);
  return made !== null && isRecord(encoder.encode(made)) ? encoder.encode(table.rowOf(cells)) : null;
}

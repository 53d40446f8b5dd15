/**
 * A text inside a text: what a JSON string or a quoted CSV cell means, and where each of its bytes stands as written.
 */
import type { TextWindow } from './text-window.ts';
import { BACKSLASH, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-bytes.ts';

const LETTER_U = 0x75;

/** How the text is written in what surrounds it. `plain`: as it is. */
export type Writing = 'json' | 'csv' | 'plain';

const MEANING = new Uint8Array(256);
for (const [letter, meaning] of [
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
] as const) {
  MEANING[letter.charCodeAt(0)] = meaning.charCodeAt(0);
}

const encoder = new TextEncoder();

/** No record is shorter. */
const SHORTEST = 12;

/** Whether the inside of a JSON string is worth reading: it begins as JSON does, or an object begins in it. */
export function holdsJson(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < SHORTEST) return false;
  let i = from;
  while (i < to && (bytes[i] === 0x20 || (bytes[i] === BACKSLASH && isSpaceEscape(bytes[i + 1])))) {
    i += bytes[i] === BACKSLASH ? 2 : 1;
  }
  if (bytes[i] === OPEN_OBJECT || bytes[i] === OPEN_ARRAY) return true;
  const brace = bytes.subarray(0, to).indexOf(OPEN_OBJECT, i);
  return brace >= 0 && bytes[brace + 1] === BACKSLASH;
}

/** The letter of `\n`, `\r` or `\t`. */
function isSpaceEscape(letter: number | undefined): boolean {
  return letter === 0x6e || letter === 0x72 || letter === 0x74;
}

/** Four hex digits; NaN when they are none. */
function hexAt(bytes: Uint8Array, at: number, to: number): number {
  if (at + 4 > to) return Number.NaN;
  let value = 0;
  for (let k = at; k < at + 4; k++) {
    const digit = Number.parseInt(String.fromCharCode(bytes[k] ?? 0), 16);
    if (Number.isNaN(digit)) return Number.NaN;
    value = value * 16 + digit;
  }
  return value;
}

/** The escape at `at` (a backslash): its length as written, and the bytes it means. null: it is cut or none. */
function escapeAt(
  bytes: Uint8Array,
  at: number,
  to: number,
): { readonly length: number; readonly meaning: Uint8Array } | null {
  const letter = bytes[at + 1] ?? 0;
  if (at + 1 >= to) return null;
  if (letter !== LETTER_U)
    return MEANING[letter] === 0 ? null : { length: 2, meaning: MEANING.subarray(letter, letter + 1) };
  const high = hexAt(bytes, at + 2, to);
  if (Number.isNaN(high)) return null;
  const isPair = high >= 0xd800 && high < 0xdc00 && bytes[at + 6] === BACKSLASH && bytes[at + 7] === LETTER_U;
  const low = isPair ? hexAt(bytes, at + 8, to) : Number.NaN;
  if (low >= 0xdc00 && low < 0xe000) {
    return { length: 12, meaning: encoder.encode(String.fromCharCode(high, low)) };
  }
  return { length: 6, meaning: encoder.encode(String.fromCharCode(high)) };
}

/**
 * Writes what `from … to` of `bytes` means behind what `target` holds. Stops at what is no escape, or cut. A text is
 * never longer than it is written.
 */
export function unescapeInto(
  target: TextWindow,
  bytes: Uint8Array,
  from: number,
  to: number,
  writing: Writing,
): void {
  target.reserve(to - from);
  if (writing === 'plain') {
    target.append(bytes.subarray(from, to));
    return;
  }
  target.used =
    writing === 'csv'
      ? undoQuotes(target.bytes, target.used, bytes, from, to)
      : undoEscapes(target.bytes, target.used, bytes, from, to);
}

// Byte by byte: in JSON an escape stands every few bytes, and a call for each stretch between costs more than the bytes.

function undoQuotes(out: Uint8Array, start: number, bytes: Uint8Array, from: number, to: number): number {
  let at = start;
  for (let i = from; i < to; i++) {
    const c = bytes[i] ?? 0;
    out[at++] = c;
    if (c === QUOTE && i + 1 < to && bytes[i + 1] === QUOTE) i++;
  }
  return at;
}

function undoEscapes(out: Uint8Array, start: number, bytes: Uint8Array, from: number, to: number): number {
  let at = start;
  for (let i = from; i < to; i++) {
    const c = bytes[i] ?? 0;
    if (c !== BACKSLASH) {
      out[at++] = c;
      continue;
    }
    const simple = i + 1 < to ? (MEANING[bytes[i + 1] ?? 0] ?? 0) : 0;
    if (simple !== 0) {
      out[at++] = simple;
      i++;
      continue;
    }
    const escape = escapeAt(bytes, i, to);
    if (escape === null) return at;
    out.set(escape.meaning, at);
    at += escape.meaning.length;
    i += escape.length - 1;
  }
  return at;
}

/** Finds out where the bytes of a text stand as written; asked for places in about rising order, it goes through it once. */
export class WrittenPlaces {
  private readonly bytes: Uint8Array;
  private readonly to: number;
  private readonly writing: Writing;
  private readonly from: number;
  private written: number;
  private meant = 0;
  /** The place that was asked for before the last one: a search goes back there, and no further. */
  private before: readonly [number, number];

  constructor(bytes: Uint8Array, from: number, to: number, writing: Writing) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.writing = writing;
    this.written = from;
    this.before = [from, 0];
  }

  /** Index in `bytes` of what became byte `index` of the text. */
  of(index: number): number {
    if (index < this.meant) {
      [this.written, this.meant] = this.before[1] <= index ? this.before : [this.from, 0];
    } else this.before = [this.written, this.meant];
    this.goTo(index);
    return this.written;
  }

  private goTo(index: number): void {
    const { bytes, to, writing } = this;
    if (writing === 'plain') {
      this.written += index - this.meant;
      this.meant = index;
      return;
    }
    const mark = writing === 'csv' ? QUOTE : BACKSLASH;
    let { written, meant } = this;
    while (meant < index && written < to) {
      if (bytes[written] !== mark) {
        written++;
        meant++;
        continue;
      }
      const letter = bytes[written + 1] ?? 0;
      if (writing === 'csv' || (MEANING[letter] ?? 0) !== 0) {
        written += writing === 'json' || letter === QUOTE ? 2 : 1;
        meant++;
        continue;
      }
      const escape = escapeAt(bytes, written, to);
      written += escape?.length ?? 1;
      meant += escape?.meaning.length ?? 1;
    }
    this.written = written;
    this.meant = meant;
  }
}

/**
 * Rows of a table in text form: RFC 4180, also with semicolons or tabs, line breaks in quoted cells, and whatever ends
 * lines. Gives spans of the bytes, no strings.
 */
import { QUOTE } from './json-bytes.ts';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
/** Comma, semicolon, tab. */
const SEPARATORS = [0x2c, 0x3b, 0x09];

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

export class CsvRow {
  /** Spans of the cells, without their quotes. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly isQuoted: boolean[] = [];
  /** Behind the last cell, before the line's end. */
  end = 0;
  /** A quote stands where none belongs. */
  isOdd = false;
  /** A quoted cell runs to the end of the bytes. */
  isOpen = false;

  /** Reads the row that begins at `from`; answers where the next one begins, or −1 when more bytes are needed. */
  read(bytes: Uint8Array, from: number, to: number, separator: number, isFinal: boolean): number {
    this.starts.length = 0;
    this.ends.length = 0;
    this.isQuoted.length = 0;
    this.isOdd = false;
    this.isOpen = false;
    let i = from;
    for (;;) {
      i =
        bytes[i] === QUOTE && i < to
          ? this.readQuoted(bytes, i, to)
          : this.readPlain(bytes, i, to, separator);
      // What stands behind a closing quote belongs to no cell.
      const rest = i;
      while (i < to && bytes[i] !== separator && bytes[i] !== LINE_FEED && bytes[i] !== RETURN) i++;
      if (i > rest) this.isOdd = true;
      this.end = i;
      if (i >= to) return isFinal ? to : -1;
      if (bytes[i] !== separator) break;
      i++;
    }
    if (bytes[i] === RETURN) {
      if (i + 1 >= to && !isFinal) return -1;
      if (bytes[i + 1] === LINE_FEED) i++;
    }
    return Math.min(i + 1, to);
  }

  private readPlain(bytes: Uint8Array, from: number, to: number, separator: number): number {
    let i = from;
    while (i < to && bytes[i] !== separator && bytes[i] !== LINE_FEED && bytes[i] !== RETURN) i++;
    this.add(from, i, false);
    return i;
  }

  private readQuoted(bytes: Uint8Array, from: number, to: number): number {
    for (let i = from + 1; i < to; i++) {
      if (bytes[i] !== QUOTE) continue;
      if (i + 1 < to && bytes[i + 1] === QUOTE) {
        i++;
        continue;
      }
      this.add(from + 1, i, true);
      return i + 1;
    }
    this.isOpen = true;
    this.add(from + 1, to, true);
    return to;
  }

  private add(from: number, to: number, isQuoted: boolean): void {
    this.starts.push(from);
    this.ends.push(to);
    this.isQuoted.push(isQuoted);
  }

  get count(): number {
    return this.starts.length;
  }

  /** Nothing stands on the line. */
  get isBlank(): boolean {
    return this.count === 1 && this.starts[0] === this.ends[0];
  }

  /** The cells as texts; null for one that is empty and not quoted, as Athena writes NULL. */
  cells(bytes: Uint8Array): (string | null)[] {
    const first = this.starts[0] ?? 0;
    const line = utf8.decode(bytes.subarray(first, this.end));
    // Of ASCII, as rows usually are, one call gives all cells.
    const isPlain = line.length === this.end - first;
    return this.starts.map((start, k) => {
      const end = this.ends[k] ?? start;
      const isQuoted = this.isQuoted[k] === true;
      if (start === end && !isQuoted) return null;
      const text = isPlain ? line.slice(start - first, end - first) : utf8.decode(bytes.subarray(start, end));
      return isQuoted && text.includes('"') ? text.replaceAll('""', '"') : text;
    });
  }
}

export interface Header {
  readonly labels: readonly string[];
  readonly separator: number;
  /** Where the first row begins. */
  readonly next: number;
}

/** The first row; null when more bytes are needed to see it whole. The mark that cuts it into most cells separates. */
export function headerOf(bytes: Uint8Array, to: number, isFinal: boolean): Header | null {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let best: Header | null = null;
  for (const separator of SEPARATORS) {
    const row = new CsvRow();
    const next = row.read(bytes, from, to, separator, isFinal);
    if (next < 0) continue;
    const labels = row.cells(bytes).map((cell) => (cell ?? '').trim());
    if (best === null || labels.length > best.labels.length) best = { labels, separator, next };
  }
  return best;
}

/** One row as texts, from its own bytes. */
export function cellsOfRow(bytes: Uint8Array, separator: number): (string | null)[] {
  const row = new CsvRow();
  row.read(bytes, 0, bytes.length, separator, true);
  return row.cells(bytes);
}

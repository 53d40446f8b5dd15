/**
 * Bytes of one record → one row of `RecordColumns`. Accepts exactly the objects that `JSON.parse` accepts, with keys in
 * any order, any white space, unknown fields, wrong types and missing fields.
 */
import type { Arena } from './arena.ts';
import { Dictionary } from './dictionary.ts';
import { EventTimeReader, parseTimeText } from './event-time.ts';
import { INCOMPLETE, INVALID, JsonSkipper } from './json-skipper.ts';
import { type HashKey, RecordHasher, replaceInvalidUtf8 } from './record-bytes.ts';
import type { RecordColumns } from './record-columns.ts';
import { DICTIONARY_FIELDS, OTHER_FIELDS_COLUMN, TREATMENT } from './record-fields.ts';
import { RecordKeys } from './record-keys.ts';
import type { FileFindings } from './report.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const CLOSE_OBJECT = 0x7d;
const OPEN_OBJECT = 0x7b;
const BACKSLASH = 0x5c;
const LETTER_T = 0x74;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;

/** Lower-case hex digit → its value; anything else → 255. */
const HEX = new Uint8Array(256).fill(255);
for (let i = 0; i < 16; i++) HEX['0123456789abcdef'.charCodeAt(i)] = i;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const OPEN = encoder.encode('{');
const BETWEEN = encoder.encode(',');
const CLOSE = encoder.encode('}');

export class RecordScanner {
  readonly dictionaries: readonly Dictionary[];
  readonly skipper: JsonSkipper;
  /** Bytes that were no UTF-8 in the last record and were replaced in its columns. */
  replacedBytes = 0;
  /** Where the last record that was refused went wrong, as an index into the arena. */
  failedAt = 0;

  private readonly arena: Arena;
  private readonly columns: RecordColumns;
  private readonly keys = new RecordKeys();
  private readonly time = new EventTimeReader();
  /** Of the last record that was read. */
  readonly hasher: RecordHasher;
  /** Spans of members without a column, in the record being read: from the key's quote to the value's end. */
  private others: number[] = [];
  /** Bytes of `scratch` that were used before the last record. */
  private scratchBefore = 0;

  constructor(arena: Arena, columns: RecordColumns, hashKey: HashKey) {
    this.arena = arena;
    this.columns = columns;
    this.skipper = new JsonSkipper(arena.view);
    this.hasher = new RecordHasher(hashKey);
    this.dictionaries = DICTIONARY_FIELDS.map(([, tiers]) => new Dictionary(tiers));
  }

  /**
   * Reads the record whose `{` is at `start` into row `columns.rows` and counts the row. Answers the index behind its
   * `}`; INCOMPLETE or INVALID leave the row empty. The arena must be sealed.
   */
  read(start: number): number {
    this.skipper.end = this.arena.used;
    this.skipper.escapedUnicode = false;
    this.scratchBefore = this.columns.scratch.used;
    const next = this.readMembers(start);
    if (next < 0) {
      this.clearRow();
      if (this.others.length > 0) this.others = [];
      return next;
    }
    const { columns, hasher, arena } = this;
    hasher.read(arena.view, start, next);
    this.replacedBytes = hasher.hasHighBytes ? replaceInvalidUtf8(arena.bytes, start, next) : 0;
    const row = columns.rows;
    columns.hash[row * 2] = hasher.low;
    columns.hash[row * 2 + 1] = hasher.high;
    columns.length[row] = next - start;
    columns.escaped[row] = this.skipper.escapedUnicode ? 1 : 0;
    if (this.others.length > 0) this.keepOthers(row);
    columns.rows = row + 1;
    return next;
  }

  /** The row just read is a record of this file, where it begins at `offset`. */
  keep(fileId: number, offset: number, findings: FileFindings): void {
    const { columns } = this;
    const row = columns.rows - 1;
    columns.fileId[row] = fileId;
    columns.offset[row] = offset;
    findings.took(this.hasher, columns.length[row] ?? 0);
    if (this.replacedBytes > 0) findings.replaced(this.replacedBytes);
  }

  /** Forgets the row just read: it is no record after all. */
  takeBack(): void {
    this.columns.rows--;
    this.clearRow();
  }

  private clearRow(): void {
    this.columns.clear(this.columns.rows, this.columns.rows + 1);
    this.columns.scratch.used = this.scratchBefore;
  }

  private fail(code: number, at: number): number {
    this.failedAt = at;
    return code;
  }

  private readMembers(start: number): number {
    const { skipper, keys } = this;
    const view = this.arena.view;
    const end = skipper.end;
    let i = skipper.skipSpace(start + 1);
    if (view.getUint8(i) === CLOSE_OBJECT && i < end) return i + 1;
    let previous = 0;
    for (;;) {
      // A key begins at i.
      if (i >= end) return this.fail(INCOMPLETE, i);
      if (view.getUint8(i) !== QUOTE) return this.fail(INVALID, i);
      const keyAt = i;
      let key = keys.guess(view, i + 1, previous);
      if (key !== 0) {
        i += 1 + keys.lengthOf(key);
      } else {
        const close = this.readKey(i + 1);
        if (close < 0) return this.fail(close, skipper.reached(close));
        key = keys.read(this.arena.bytes, i + 1, close, skipper.escaped, previous);
        i = close + 1;
      }
      previous = key;
      // Its colon, then its value.
      if (view.getUint8(i) !== COLON) i = skipper.skipSpace(i);
      if (i >= end) return this.fail(INCOMPLETE, i);
      if (view.getUint8(i) !== COLON) return this.fail(INVALID, i);
      i++;
      if (view.getUint8(i) <= 0x20) i = skipper.skipSpace(i);
      i = this.readValue(key, keyAt, i);
      if (i < 0) return this.fail(i, skipper.reached(i));
      // A comma, or the end.
      let c = view.getUint8(i);
      if (c <= 0x20) {
        i = skipper.skipSpace(i);
        c = view.getUint8(i);
      }
      if (i >= end) return this.fail(INCOMPLETE, i);
      if (c === CLOSE_OBJECT) return i + 1;
      if (c !== COMMA) return this.fail(INVALID, i);
      i++;
      if (view.getUint8(i) <= 0x20) i = skipper.skipSpace(i);
    }
  }

  private readKey(at: number): number {
    this.skipper.escaped = false;
    return this.skipper.skipString(at);
  }

  /** Takes in the value at `i` of key `key`; answers the index behind it. */
  private readValue(key: number, keyAt: number, i: number): number {
    const { keys } = this;
    const index = keys.index[key] ?? 0;
    switch (keys.treatment[key]) {
      case TREATMENT.dictionary:
        return this.readDictionaryValue(index, i);
      case TREATMENT.json:
        return this.readJson(index, i);
      case TREATMENT.string:
        return this.readString(index, i);
      case TREATMENT.flag:
        return this.readFlag(index, i);
      case TREATMENT.time:
        return this.readTime(i);
      case TREATMENT.eventId:
        return this.readEventId(index, i);
      case TREATMENT.arrival:
        if (Number.isNaN(this.columns.time[this.columns.rows] ?? Number.NaN)) this.readTime(i);
        return this.readOther(keyAt, i);
      default:
        return this.readOther(keyAt, i);
    }
  }

  private readOther(keyAt: number, i: number): number {
    const next = this.skipper.skipValue(i);
    if (next >= 0) this.others.push(keyAt, next);
    return next;
  }

  private readDictionaryValue(index: number, i: number): number {
    const dictionary = this.dictionaries[index];
    const ids = this.columns.ids[index];
    if (dictionary === undefined || ids === undefined) return INVALID;
    const { view } = this.arena;
    const row = this.columns.rows;
    const c = view.getUint8(i);
    if (c === QUOTE || c === OPEN_OBJECT) {
      const known = dictionary.match(view, i, this.skipper.end);
      if (known !== 0) {
        ids[row] = known;
        return i + dictionary.matchedLength;
      }
    }
    const next = this.skipper.skipValue(i);
    if (next < 0) return next;
    ids[row] = c === LETTER_N ? 0 : dictionary.add(this.arena, i, next);
    return next;
  }

  private readJson(index: number, i: number): number {
    const next = this.skipper.skipValue(i);
    if (next < 0) return next;
    const isNull = this.arena.view.getUint8(i) === LETTER_N;
    this.setSpan(index, i, isNull ? -1 : next - i);
    return next;
  }

  private readString(index: number, i: number): number {
    const { skipper } = this;
    if (this.arena.view.getUint8(i) !== QUOTE) return this.readJson(index, i);
    skipper.escaped = false;
    const close = skipper.skipString(i + 1);
    if (close < 0) return close;
    if (skipper.escaped) this.setText(index, unescapeString(this.arena.bytes, i, close + 1));
    else this.setSpan(index, i + 1, close - i - 1);
    return close + 1;
  }

  private readFlag(index: number, i: number): number {
    const { view } = this.arena;
    const next = this.skipper.skipValue(i);
    if (next < 0) return next;
    const c = view.getUint8(i);
    const value = c === LETTER_T ? 2 : c === LETTER_F ? 1 : c === QUOTE ? this.flagOfText(i, next) : 0;
    const row = this.columns.rows;
    const shift = index * 2;
    this.columns.flags[row] = ((this.columns.flags[row] ?? 0) & ~(3 << shift)) | (value << shift);
    return next;
  }

  private flagOfText(from: number, to: number): number {
    const text = to - from < 50 ? unescapeText(this.arena.bytes, from, to).toLowerCase() : '';
    return text === 'true' ? 2 : text === 'false' ? 1 : 0;
  }

  private readTime(i: number): number {
    const { view, bytes } = this.arena;
    const row = this.columns.rows;
    if (view.getUint8(i) === QUOTE && view.getUint8(i + 21) === QUOTE && i + 22 <= this.skipper.end) {
      const time = this.time.read(view, i + 1);
      if (!Number.isNaN(time)) {
        this.columns.time[row] = time;
        return i + 22;
      }
    }
    const next = this.skipper.skipValue(i);
    if (next < 0) return next;
    const isString = view.getUint8(i) === QUOTE && next - i < 100;
    this.columns.time[row] = isString ? parseTimeText(unescapeText(bytes, i, next)) : Number.NaN;
    return next;
  }

  private readEventId(index: number, i: number): number {
    const { view } = this.arena;
    if (view.getUint8(i) === QUOTE && view.getUint8(i + 37) === QUOTE && i + 38 <= this.skipper.end) {
      if (this.readUuid(i + 1)) {
        this.columns.hasUuid[this.columns.rows] = 1;
        this.setSpan(index, 0, -1);
        return i + 38;
      }
    }
    this.columns.hasUuid[this.columns.rows] = 0;
    return this.readString(index, i);
  }

  /** 36 letters in the usual lower-case form → four words. False for anything else. */
  private readUuid(at: number): boolean {
    const { view } = this.arena;
    const { uuid } = this.columns;
    const o = this.columns.rows * 4;
    const dashes =
      view.getUint8(at + 8) & view.getUint8(at + 13) & view.getUint8(at + 18) & view.getUint8(at + 23);
    const either =
      view.getUint8(at + 8) | view.getUint8(at + 13) | view.getUint8(at + 18) | view.getUint8(at + 23);
    if (dashes !== 0x2d || either !== 0x2d) return false;
    const a = hex4(view, at);
    const b = hex4(view, at + 4);
    const c = hex4(view, at + 9);
    const d = hex4(view, at + 14);
    const e = hex4(view, at + 19);
    const f = hex4(view, at + 24);
    const g = hex4(view, at + 28);
    const h = hex4(view, at + 32);
    if ((a | b | c | d | e | f | g | h) < 0) return false;
    uuid[o] = (a << 16) | b;
    uuid[o + 1] = (c << 16) | d;
    uuid[o + 2] = (e << 16) | f;
    uuid[o + 3] = (g << 16) | h;
    return true;
  }

  private setSpan(index: number, start: number, length: number): void {
    const row = this.columns.rows;
    const starts = this.columns.starts[index];
    const lengths = this.columns.lengths[index];
    if (starts === undefined || lengths === undefined) return;
    starts[row] = start;
    lengths[row] = length;
  }

  private setText(index: number, text: string): void {
    const bytes = encoder.encode(text);
    this.setSpan(index, this.columns.scratch.put([bytes]), bytes.length);
  }

  /** Joins the members without a column into one JSON object. */
  private keepOthers(row: number): void {
    const parts: Uint8Array[] = [OPEN];
    for (let k = 0; k < this.others.length; k += 2) {
      if (k > 0) parts.push(BETWEEN);
      parts.push(this.arena.bytes.subarray(this.others[k], this.others[k + 1]));
    }
    parts.push(CLOSE);
    this.others = [];
    const starts = this.columns.starts[OTHER_FIELDS_COLUMN];
    const lengths = this.columns.lengths[OTHER_FIELDS_COLUMN];
    if (starts === undefined || lengths === undefined) return;
    starts[row] = this.columns.scratch.put(parts);
    lengths[row] = parts.reduce((sum, part) => sum + part.length, 0);
  }
}

/** Four hex digits as a number; below 0 when one is none. */
function hex4(view: DataView, at: number): number {
  const a = HEX[view.getUint8(at)] ?? 255;
  const b = HEX[view.getUint8(at + 1)] ?? 255;
  const c = HEX[view.getUint8(at + 2)] ?? 255;
  const d = HEX[view.getUint8(at + 3)] ?? 255;
  return (a | b | c | d) > 15 ? -1 : (a << 12) | (b << 8) | (c << 4) | d;
}

function unescapeText(bytes: Uint8Array, from: number, to: number): string {
  return bytes.subarray(from, to).includes(BACKSLASH)
    ? unescapeString(bytes, from, to)
    : utf8.decode(bytes.subarray(from + 1, to - 1));
}

/** The text of a valid JSON string, its quotes included in `from … to`. */
function unescapeString(bytes: Uint8Array, from: number, to: number): string {
  const value: unknown = JSON.parse(utf8.decode(bytes.subarray(from, to)));
  return String(value);
}

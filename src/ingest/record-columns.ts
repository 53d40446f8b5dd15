/** The rows of one batch, column by column, as the scanner finds them. Text is only a span of the arena or of `scratch`. */
import type { ByteSource } from '#lib/arrow-ipc.ts';
import { DICTIONARY_FIELDS, OTHER_FIELDS_COLUMN } from './record-fields.ts';

const TEXT_COLUMNS = OTHER_FIELDS_COLUMN + 1;

/** Bytes made up while scanning: unescaped strings and joined fields. Grows; emptied with each batch. */
export class Scratch implements ByteSource {
  bytes = new Uint8Array(1 << 16);
  view = new DataView(this.bytes.buffer);
  used = 0;

  /** Copies the parts one after another; answers the start as a text column wants it (`~offset`). */
  put(parts: readonly Uint8Array[]): number {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (this.used + length + 8 > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.used + length + 8));
      larger.set(this.bytes.subarray(0, this.used));
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    const start = this.used;
    for (const part of parts) {
      this.bytes.set(part, this.used);
      this.used += part.length;
    }
    return ~start;
  }
}

const int32s = (count: number, rows: number): Int32Array[] =>
  Array.from({ length: count }, () => new Int32Array(rows));

export class RecordColumns {
  readonly capacity: number;
  /** The batch counts as full at so many rows; at most `capacity`. */
  limit: number;
  rows = 0;
  /** Local ids, one array per dictionary field. */
  readonly ids: readonly Int32Array[];
  /** Spans of the text columns; length −1 is absent. */
  readonly starts: readonly Int32Array[];
  readonly lengths: readonly Int32Array[];
  /** Milliseconds since 1970 UTC; NaN when there is no time that can be read. */
  readonly time: Float64Array;
  /** eventID as four words, the first letters in the highest bits; valid where `hasUuid` is 1. */
  readonly uuid: Int32Array;
  readonly hasUuid: Uint8Array;
  /** Two bits per flag field: 0 absent, 1 false, 2 true; readOnly lowest. */
  readonly flags: Uint8Array;
  /** 1 where the record writes characters as `\u0041`: there its JSON does not hold them as they are searched for. */
  readonly escaped: Uint8Array;
  /** In what form the record came (`FORM`). */
  readonly form: Uint8Array;
  readonly fileId: Int32Array;
  readonly offset: Uint32Array;
  readonly length: Uint32Array;
  /** Two words of hash per record. */
  readonly hash: Int32Array;
  readonly scratch = new Scratch();

  constructor(capacity: number) {
    this.capacity = capacity;
    this.limit = capacity;
    this.ids = int32s(DICTIONARY_FIELDS.length, capacity);
    this.starts = int32s(TEXT_COLUMNS, capacity);
    this.lengths = int32s(TEXT_COLUMNS, capacity);
    for (const lengths of this.lengths) lengths.fill(-1);
    this.time = new Float64Array(capacity).fill(Number.NaN);
    this.uuid = new Int32Array(capacity * 4);
    this.hasUuid = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.escaped = new Uint8Array(capacity);
    this.form = new Uint8Array(capacity);
    this.fileId = new Int32Array(capacity);
    this.offset = new Uint32Array(capacity);
    this.length = new Uint32Array(capacity);
    this.hash = new Int32Array(capacity * 2);
  }

  /** Makes rows `from … to` empty again. */
  clear(from: number, to: number): void {
    for (const ids of this.ids) ids.fill(0, from, to);
    for (const lengths of this.lengths) lengths.fill(-1, from, to);
    this.time.fill(Number.NaN, from, to);
    this.uuid.fill(0, from * 4, to * 4);
    this.hasUuid.fill(0, from, to);
    this.flags.fill(0, from, to);
    this.form.fill(0, from, to);
  }

  /** Forgets all rows: their batch has been written. */
  reset(): void {
    this.clear(0, Math.min(this.rows + 1, this.capacity));
    this.rows = 0;
    this.scratch.used = 0;
  }
}

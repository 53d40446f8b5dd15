/** Tells from the first bytes of an object whether it may be a record, without reading it. */
import type { JsonSkipper } from './json-skipper.ts';
import { kindOfObject } from './object-looks.ts';
import { RECORD_MARKS } from './record-fields.ts';
import { keyName } from './record-keys.ts';
import { COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-bytes.ts';

/** More bytes are needed to tell. */
export type Likeness = 'yes' | 'no' | 'unknown';

/** No key of CloudTrail is longer. */
const KEY_BYTES = 64;

/** The arena, or another run of bytes. */
interface Bytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly used: number;
}

export class RecordLooks {
  private readonly arena: Bytes;
  private readonly skipper: JsonSkipper;

  constructor(arena: Bytes, skipper: JsonSkipper) {
    this.arena = arena;
    this.skipper = skipper;
  }

  /** Whether the first key of the object at `at` is one of CloudTrail's. */
  likeRecord(at: number): Likeness {
    const { bytes, used } = this.arena;
    const quote = this.skipper.skipSpace(at + 1);
    if (quote >= used) return 'unknown';
    if (this.arena.view.getUint8(quote) !== QUOTE) return 'no';
    const close = bytes.subarray(0, Math.min(used, quote + KEY_BYTES)).indexOf(QUOTE, quote + 1);
    if (close < 0) return used < quote + KEY_BYTES ? 'unknown' : 'no';
    return RECORD_MARKS.has(keyName(bytes, quote + 1, close, false)) ? 'yes' : 'no';
  }

  /** Whether the object at `at`, known to be whole, holds a list of records. */
  isLog(at: number): boolean {
    return kindOfObject(this.arena, this.skipper, at) === 'log';
  }

  /** Whether the object at `at`, of which only the beginning can be read, has a member `Records` there: first or behind others. */
  beginsLog(at: number): boolean {
    const { skipper } = this;
    const { view, bytes, used } = this.arena;
    let key = skipper.skipSpace(at + 1);
    while (key < used && view.getUint8(key) === QUOTE) {
      skipper.escaped = false;
      const close = skipper.skipString(key + 1);
      if (close < 0) return false;
      if (keyName(bytes, key + 1, close, skipper.escaped) === 'Records') return true;
      const colon = skipper.skipSpace(close + 1);
      if (colon >= used || view.getUint8(colon) !== COLON) return false;
      const end = skipper.skipValue(skipper.skipSpace(colon + 1));
      const comma = end < 0 ? used : skipper.skipSpace(end);
      if (comma >= used || view.getUint8(comma) !== COMMA) return false;
      key = skipper.skipSpace(comma + 1);
    }
    return false;
  }

  /** Whether the object at `at`, known to be whole, sums up calls and is no event. */
  isAggregated(at: number): boolean {
    return kindOfObject(this.arena, this.skipper, at) === 'aggregated';
  }

  /** Whether a record may begin anywhere in `from … to`. */
  holdsRecord(from: number, to: number): boolean {
    const bytes = this.arena.bytes.subarray(0, to);
    for (let i = bytes.indexOf(OPEN_OBJECT, from); i >= 0; i = bytes.indexOf(OPEN_OBJECT, i + 1)) {
      if (this.likeRecord(i) !== 'no') return true;
    }
    return false;
  }

  /** The object at `at`, known to be whole, is `{"Records":[…]…}`: the end of the list before it was lost. */
  isDocument(at: number): boolean {
    const { skipper } = this;
    const { view } = this.arena;
    const key = skipper.skipSpace(at + 1);
    if (view.getUint8(key) !== QUOTE) return false;
    const close = skipper.skipString(key + 1);
    if (keyName(this.arena.bytes, key + 1, close, false) !== 'Records') return false;
    return view.getUint8(skipper.skipSpace(skipper.skipSpace(close + 1) + 1)) === OPEN_ARRAY;
  }
}

/**
 * Numbers the distinct values of one field, told by their raw JSON bytes. Ids begin at 1; 0 means "absent".
 *
 * `match` guesses: it hashes a few words at fixed places after the value's start (they may lie beyond its end, it is
 * only a guess), takes the id last seen with that hash and compares the whole stored value. A JSON string or object,
 * its quotes or braces included, is never the beginning of another one, so equal bytes prove both the value and its
 * end: a 400-byte identity is recognised with 50 comparisons and never parsed.
 */
import type { ByteSource } from '#lib/arrow-ipc.ts';
import { KeyedHash } from '#lib/keyed-hash.ts';

/** Must be a power of two. */
const PREDICTION_SLOTS = 4096;

/** Places in a value, in bytes from its start, where values of one field differ most; the largest last. */
export type Probes = readonly number[];
const utf8 = new TextDecoder();

/** Its key is not known to who writes a log, so that nobody can prepare values that all fall into one slot. */
const hash = KeyedHash.random();

/** For tuples: ids are small numbers given out in order, so flipped top bits, which a seed does not help against, never come. */
const SEED = crypto.getRandomValues(new Int32Array(1))[0] ?? 1;

export class Dictionary {
  /** Number of ids given out, the reserved 0 included: the next new value gets this id. */
  size = 1;
  /** Length in bytes of the value that `match` found. */
  matchedLength = 0;

  /** From the longest values to the shortest: probes must lie inside a value, or the guess depends on what follows it. */
  private readonly tiers: readonly { readonly probes: Probes; readonly predicted: Int32Array }[];
  private slots = new Int32Array(1024);
  private hashes = new Int32Array(512);
  private starts = new Int32Array(512);
  private lengths = new Int32Array(512);
  private bytes = new Uint8Array(1 << 14);
  private view = new DataView(this.bytes.buffer);
  private used = 0;

  constructor(tiers: readonly Probes[]) {
    this.tiers = tiers.map((probes) => ({ probes, predicted: new Int32Array(PREDICTION_SLOTS) }));
  }

  /** The id of the string or object that begins at `at` and ends before `end`, or 0 when the guess fails; sets `matchedLength`. */
  match(view: DataView, at: number, end: number): number {
    const tiers = this.tiers;
    for (let k = 0; k < tiers.length; k++) {
      const tier = tiers[k];
      if (tier === undefined) return 0;
      const id = tier.predicted[guessSlot(view, at, tier.probes)] ?? 0;
      if (id === 0) continue;
      const length = this.lengths[id] ?? 0;
      if (at + length <= end && this.equals(view, at, this.starts[id] ?? 0, length)) {
        this.matchedLength = length;
        return id;
      }
    }
    return 0;
  }

  /**
   * Compares eight bytes at a time as doubles, the last eight overlapping. Safe: stored values are valid JSON and hold
   * no NUL, so no 0 meets −0; bytes that read as NaN only cost a miss.
   */
  private equals(view: DataView, at: number, start: number, length: number): boolean {
    const own = this.view;
    if (length < 8) {
      for (let k = 0; k < length; k++) if (view.getUint8(at + k) !== own.getUint8(start + k)) return false;
      return true;
    }
    const last = length - 8;
    for (let k = 0; k < last; k += 8) {
      if (view.getFloat64(at + k, true) !== own.getFloat64(start + k, true)) return false;
    }
    return view.getFloat64(at + last, true) === own.getFloat64(start + last, true);
  }

  /** As `equals`, but right for any bytes: a value that never equals itself would be added anew each time. */
  private isSame(view: DataView, at: number, start: number, length: number): boolean {
    const own = this.view;
    let k = 0;
    for (; k + 4 <= length; k += 4) {
      if (view.getInt32(at + k, true) !== own.getInt32(start + k, true)) return false;
    }
    for (; k < length; k++) if (view.getUint8(at + k) !== own.getUint8(start + k)) return false;
    return true;
  }

  /** The id of the bytes `from … to`, a whole valid value; a new one when they were never seen. */
  add(source: ByteSource, from: number, to: number): number {
    const length = to - from;
    const code = hash.ofBytes(source.view, from, to);
    const mask = this.slots.length - 1;
    let slot = code & mask;
    for (;;) {
      const id = this.slots[slot] ?? 0;
      if (id === 0) break;
      if (
        this.hashes[id] === code &&
        this.lengths[id] === length &&
        this.isSame(source.view, from, this.starts[id] ?? 0, length)
      ) {
        return this.remember(source.view, from, id);
      }
      slot = (slot + 1) & mask;
    }
    const id = this.size++;
    this.slots[slot] = id;
    this.store(source, from, to, id, code);
    if (this.size * 2 > this.slots.length) this.growSlots();
    return this.remember(source.view, from, id);
  }

  private remember(view: DataView, at: number, id: number): number {
    const length = this.lengths[id] ?? 0;
    const tier = this.tiers.find(({ probes }) => length >= (probes.at(-1) ?? 0) + 4) ?? this.tiers.at(-1);
    if (tier !== undefined) tier.predicted[guessSlot(view, at, tier.probes)] = id;
    return id;
  }

  private store(source: ByteSource, from: number, to: number, id: number, code: number): void {
    if (id >= this.hashes.length) {
      this.hashes = doubled(this.hashes);
      this.starts = doubled(this.starts);
      this.lengths = doubled(this.lengths);
    }
    const length = to - from;
    // Eight bytes to spare: values are compared eight at a time.
    if (this.used + length + 8 > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.used + length + 8));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    this.hashes[id] = code;
    this.starts[id] = this.used;
    this.lengths[id] = length;
    this.bytes.set(source.bytes.subarray(from, to), this.used);
    this.used += length;
  }

  private growSlots(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.size; id++) {
      let slot = (this.hashes[id] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.slots = slots;
  }

  /** The raw JSON text of a value; bytes that are no UTF-8 become U+FFFD. Empty for id 0. */
  text(id: number): string {
    const start = this.starts[id] ?? 0;
    return utf8.decode(this.bytes.subarray(start, start + (this.lengths[id] ?? 0)));
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function guessSlot(view: DataView, at: number, probes: Probes): number {
  let h = 0;
  for (let k = 0; k < probes.length; k++) {
    h = Math.imul(h ^ view.getInt32(at + (probes[k] ?? 0), true), 0x9e3779b1);
    h ^= h >>> 15;
  }
  return h & (PREDICTION_SLOTS - 1);
}

/** Numbers distinct tuples of ids, such as (event source, event name, …) → one id. 0…0 is a tuple like any other. */
export class TupleTable {
  size = 1;
  readonly width: number;
  private slots = new Int32Array(1024);
  private tuples: Int32Array<ArrayBuffer>;

  constructor(width: number) {
    this.width = width;
    this.tuples = new Int32Array(512 * width);
  }

  private hash(tuple: Int32Array): number {
    let h = SEED;
    for (let k = 0; k < this.width; k++) {
      h = Math.imul(h ^ (tuple[k] ?? 0), 0x9e3779b1);
      h ^= h >>> 15;
    }
    return h;
  }

  private isAt(id: number, tuple: Int32Array): boolean {
    const at = id * this.width;
    for (let k = 0; k < this.width; k++) if (this.tuples[at + k] !== tuple[k]) return false;
    return true;
  }

  idOf(tuple: Int32Array): number {
    const mask = this.slots.length - 1;
    let slot = this.hash(tuple) & mask;
    for (;;) {
      const id = this.slots[slot] ?? 0;
      if (id === 0) break;
      if (this.isAt(id, tuple)) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.size++;
    this.slots[slot] = id;
    if ((id + 1) * this.width > this.tuples.length) this.tuples = doubled(this.tuples);
    this.tuples.set(tuple.subarray(0, this.width), id * this.width);
    if (this.size * 2 > this.slots.length) this.growSlots();
    return id;
  }

  /** The part `k` of tuple `id`. */
  part(id: number, k: number): number {
    return this.tuples[id * this.width + k] ?? 0;
  }

  private growSlots(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 1; id < this.size; id++) {
      let slot = this.hash(this.tuples.subarray(id * this.width, (id + 1) * this.width)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.slots = slots;
  }
}

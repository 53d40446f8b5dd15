/**
 * One pass over a record's bytes: a hash that tells copies from look-alikes, another one that is the same everywhere, and
 * whether all of it is ASCII.
 */

/** Random for each set of files, and the same for all workers of one page. It makes no cryptographic hash of this one. */
export type HashKey = readonly [number, number];

export function newHashKey(): HashKey {
  const [a = 1, b = 1] = crypto.getRandomValues(new Int32Array(2));
  return [a | 1, b | 1];
}

/** Never to be changed: links hold what comes of it. */
const OPEN_KEY = 0x2545f491;

export class RecordHasher {
  /** The two words of the last record's hash. */
  low = 0;
  high = 0;
  /** The same with no key, so that it is the same in everybody's browser: what a set's fingerprint is made of. */
  openLow = 0;
  openHigh = 0;
  /** True when the last record held a byte above 0x7f. */
  hasHighBytes = false;
  private readonly key: HashKey;

  constructor(key: HashKey) {
    this.key = key;
  }

  /** Reads `from … to` as words, in two lanes and in one; about 3 GB/s, so that it may run over everything. */
  read(view: DataView, from: number, to: number): void {
    // Said to be integers: V8 takes the words of a key for doubles, and would then count with doubles (five times slower).
    let a = this.key[0] | 0;
    let b = this.key[1] | 0;
    let c = OPEN_KEY;
    let all = 0;
    let i = from;
    for (; i + 8 <= to; i += 8) {
      const x = view.getInt32(i, true);
      const y = view.getInt32(i + 4, true);
      all |= x | y;
      a = Math.imul(a ^ x, 0x9e3779b1);
      a ^= a >>> 15;
      b = Math.imul(b ^ y, 0x85ebca77);
      b ^= b >>> 13;
      c = Math.imul(c ^ x ^ ((y << 11) | (y >>> 21)), 0xc2b2ae3d);
      c ^= c >>> 14;
    }
    for (; i < to; i++) {
      const byte = view.getUint8(i);
      all |= byte;
      a = Math.imul(a ^ byte, 0xc2b2ae3d);
      a ^= a >>> 15;
      c = Math.imul(c ^ byte, 0x85ebca77);
      c ^= c >>> 14;
    }
    // Mix the lanes, so that each word of the result depends on every byte.
    this.low = Math.imul(a ^ (b >>> 16), 0x85ebca77) ^ b;
    this.high = Math.imul(b ^ (a >>> 16), 0x9e3779b1) ^ Math.imul(to - from, 0xc2b2ae3d) ^ a;
    this.openLow = Math.imul(c ^ (c >>> 16), 0x9e3779b1);
    this.openHigh = Math.imul(c ^ (to - from), 0x85ebca77) ^ this.openLow;
    this.hasHighBytes = (all & (0x80808080 | 0)) !== 0;
  }
}

const QUESTION_MARK = 0x3f;

/** Length of the valid UTF-8 sequence at `i`, or 0 (overlong forms, surrogates and values past U+10FFFF are invalid). */
function sequenceLength(bytes: Uint8Array, i: number, to: number): number {
  const c = bytes[i] ?? 0;
  const next = i + 1 < to ? (bytes[i + 1] ?? 0) : 0;
  const isTail = (k: number): boolean => i + k < to && ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
  if (c < 0x80) return 1;
  if (c >= 0xc2 && c <= 0xdf) return isTail(1) ? 2 : 0;
  if (c >= 0xe0 && c <= 0xef) {
    if (c === 0xe0 && next < 0xa0) return 0;
    if (c === 0xed && next > 0x9f) return 0;
    return isTail(1) && isTail(2) ? 3 : 0;
  }
  if (c >= 0xf0 && c <= 0xf4) {
    if (c === 0xf0 && next < 0x90) return 0;
    if (c === 0xf4 && next > 0x8f) return 0;
    return isTail(1) && isTail(2) && isTail(3) ? 4 : 0;
  }
  return 0;
}

/**
 * Puts `?` for every byte that is no UTF-8, in place: one such byte makes the engine refuse a whole batch. The record
 * as delivered is not touched by this: evidence is read from the file again. Answers how many bytes were replaced.
 */
export function replaceInvalidUtf8(bytes: Uint8Array, from: number, to: number): number {
  let replaced = 0;
  let i = from;
  while (i < to) {
    const length = sequenceLength(bytes, i, to);
    if (length === 0) {
      bytes[i] = QUESTION_MARK;
      replaced++;
    }
    i += Math.max(length, 1);
  }
  return replaced;
}

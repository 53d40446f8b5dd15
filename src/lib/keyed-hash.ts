/**
 * HalfSipHash (Aumasson and Bernstein, reference code of SipHash): a 32-bit hash under a random key. For tables whose
 * keys strangers write: what collides under one key does not under another, so nobody can prepare keys that all fall
 * into one slot. Multiplying and shifting under a random seed is not enough: a flipped top bit of one word is undone by
 * two bits of the next one under every seed. It is no proof of anything; for that there is SHA-256.
 */

export class KeyedHash {
  private readonly key: readonly [number, number];
  private readonly rounds: number;
  private readonly lastRounds: number;

  /** One round a word and three at the end are what keyed tables use (V8, Rust); the published test vectors have 2 and 4. */
  constructor(key: readonly [number, number], rounds = 1, lastRounds = 3) {
    this.key = key;
    this.rounds = rounds;
    this.lastRounds = lastRounds;
  }

  static random(): KeyedHash {
    const [first = 1, second = 1] = crypto.getRandomValues(new Int32Array(2));
    return new KeyedHash([first, second]);
  }

  /** All of it in local variables, which the processor holds in registers. */
  ofBytes(view: DataView, from: number, to: number): number {
    const words = (to - from) >> 2;
    // `| 0`: as integers, for V8 takes the words of a key for doubles.
    let a = this.key[0] | 0;
    let b = this.key[1] | 0;
    let c = 0x6c796765 ^ a;
    let d = 0x74656462 ^ b;
    // Behind the words what is left of the bytes with their number, then the end.
    for (let k = 0; k < words + 2; k++) {
      const word = k < words ? view.getInt32(from + k * 4, true) : k === words ? lastWord(view, from, to) : 0;
      if (k > words) c ^= 0xff;
      d ^= word;
      for (let n = k > words ? this.lastRounds : this.rounds; n > 0; n--) {
        a = (a + b) | 0;
        b = ((b << 5) | (b >>> 27)) ^ a;
        a = (a << 16) | (a >>> 16);
        c = (c + d) | 0;
        d = ((d << 8) | (d >>> 24)) ^ c;
        a = (a + d) | 0;
        d = ((d << 7) | (d >>> 25)) ^ a;
        c = (c + b) | 0;
        b = ((b << 13) | (b >>> 19)) ^ c;
        c = (c << 16) | (c >>> 16);
      }
      a ^= word;
    }
    return b ^ d;
  }
}

function lastWord(view: DataView, from: number, to: number): number {
  let rest = (to - from) << 24;
  for (let at = from + (((to - from) >> 2) << 2), shift = 0; at < to; at++, shift += 8)
    rest |= view.getUint8(at) << shift;
  return rest;
}

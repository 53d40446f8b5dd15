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
  private readonly state = new Int32Array(4);

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

  ofBytes(view: DataView, from: number, to: number): number {
    this.begin();
    let at = from;
    for (; at + 4 <= to; at += 4) this.take(view.getInt32(at, true));
    let rest = (to - from) << 24;
    for (let shift = 0; at < to; at++, shift += 8) rest |= view.getUint8(at) << shift;
    return this.end(rest);
  }

  private begin(): void {
    const [first, second] = this.key;
    this.state[0] = first;
    this.state[1] = second;
    this.state[2] = 0x6c796765 ^ first;
    this.state[3] = 0x74656462 ^ second;
  }

  private take(word: number): void {
    const { state } = this;
    state[3] = (state[3] ?? 0) ^ word;
    for (let n = this.rounds; n > 0; n--) round(state);
    state[0] = (state[0] ?? 0) ^ word;
  }

  private end(rest: number): number {
    const { state } = this;
    this.take(rest);
    state[2] = (state[2] ?? 0) ^ 0xff;
    for (let n = this.lastRounds; n > 0; n--) round(state);
    return (state[1] ?? 0) ^ (state[3] ?? 0);
  }
}

function round(state: Int32Array): void {
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
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
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

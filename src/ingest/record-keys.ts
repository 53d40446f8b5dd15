/**
 * The top-level keys of records, learnt as they are met, and which key usually follows which: after key A came B last
 * time, so `B"` is compared at once, by words, and no key has to be read. Keys of CloudTrail stand in a fixed order per
 * service, so a guess fails less than once in three events.
 */
import { RECORD_MARKS, ruleOf } from './record-fields.ts';

/** Beyond this many distinct keys (only made-up files have them) unknown keys share id 0, which is kept as any other. */
const MAX_KEYS = 1024;
/** No key with a column is so long, even with every letter escaped; longer ones are not learnt. */
const MAX_KEY_BYTES = 255;

export class RecordKeys {
  /** By key id: how its value is treated, and the index that goes with it. Id 0 is "no key yet". */
  readonly treatment = new Uint8Array(MAX_KEYS);
  readonly index = new Uint8Array(MAX_KEYS);

  /** The key that followed last time, and the one that did before: optional fields come and go. */
  private readonly successor = new Int32Array(MAX_KEYS);
  private readonly otherSuccessor = new Int32Array(MAX_KEYS);
  private readonly starts = new Int32Array(MAX_KEYS);
  private readonly lengths = new Int32Array(MAX_KEYS);
  private readonly ids = new Map<string, number>();
  private bytes = new Uint8Array(1 << 14);
  private view = new DataView(this.bytes.buffer);
  private used = 0;
  private size = 1;

  constructor() {
    const utf8Encoder = new TextEncoder();
    for (const name of RECORD_MARKS) {
      const bytes = utf8Encoder.encode(`${name}"`);
      this.read(bytes, 0, bytes.length - 1, false, 0);
    }
  }

  /**
   * If the key guessed to follow `previous` stands at `at` (just behind its opening quote), its id, else 0.
   * Its length with the closing quote is then `lengthOf(id)`.
   */
  guess(view: DataView, at: number, previous: number): number {
    const id = this.successor[previous] ?? 0;
    if (id !== 0 && this.standsAt(view, at, id)) return id;
    const other = this.otherSuccessor[previous] ?? 0;
    return other !== 0 && this.standsAt(view, at, other) ? other : 0;
  }

  private standsAt(view: DataView, at: number, id: number): boolean {
    const own = this.view;
    const start = this.starts[id] ?? 0;
    const last = (this.lengths[id] ?? 0) - 4;
    for (let k = 0; k < last; k += 4) {
      if (view.getInt32(at + k, true) !== own.getInt32(start + k, true)) return false;
    }
    return view.getInt32(at + last, true) === own.getInt32(start + last, true);
  }

  /** Length in bytes of the key and its closing quote. */
  lengthOf(id: number): number {
    return this.lengths[id] ?? 0;
  }

  /** The id of the key that stands in `bytes` from `from` to its closing quote at `to`. */
  read(bytes: Uint8Array, from: number, to: number, escaped: boolean, previous: number): number {
    if (to - from > MAX_KEY_BYTES) return 0;
    const name = keyName(bytes, from, to, escaped);
    const id = this.ids.get(name) ?? this.learn(name);
    if (id === 0 || escaped || to - from < 3) return id;
    // Only keys as they are usually written are stored for guessing: whole words long, without escapes.
    if (this.lengths[id] === 0) this.store(id, bytes, from, to - from + 1);
    if (this.successor[previous] !== id) {
      this.otherSuccessor[previous] = this.successor[previous] ?? 0;
      this.successor[previous] = id;
    }
    return id;
  }

  private learn(name: string): number {
    if (this.size >= MAX_KEYS) return 0;
    const id = this.size++;
    const rule = ruleOf(name);
    this.treatment[id] = rule.treatment;
    this.index[id] = rule.index;
    this.ids.set(name, id);
    return id;
  }

  private store(id: number, bytes: Uint8Array, from: number, length: number): void {
    if (this.used + length + 8 > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    this.bytes.set(bytes.subarray(from, from + length), this.used);
    this.starts[id] = this.used;
    this.lengths[id] = length;
    this.used += length;
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A key as its reader means it: escapes resolved, so that `"event\u004eame"` is eventName. */
export function keyName(bytes: Uint8Array, from: number, to: number, escaped: boolean): string {
  const text = utf8.decode(bytes.subarray(from, to));
  if (!escaped) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

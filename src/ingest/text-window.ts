/**
 * Bytes that are looked at before what is a record in them is laid into the arena: the part of a content at hand, or a
 * text found in it. Indices count from the window's first byte; `base` says where that stands.
 */

/** As `Arena`: keys are compared ahead of where the scanner stands. */
const PADDING = 512;
const FIRST_BYTES = 1 << 16;

export class TextWindow {
  bytes = new Uint8Array(FIRST_BYTES + PADDING);
  view = new DataView(this.bytes.buffer);
  /** Bytes that are there. */
  used = 0;
  /** Offset in the content of the window's first byte. */
  base = 0;

  /** Forgets everything: the next byte stands at offset `base`. */
  reset(base: number): void {
    this.used = 0;
    this.base = base;
  }

  /** Makes room for so many more bytes. */
  reserve(more: number): void {
    const wanted = this.used + more + PADDING;
    if (wanted <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, wanted));
    larger.set(this.bytes.subarray(0, this.used));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.used);
    this.used += bytes.length;
  }

  /** Drops the first `count` bytes, when that is worth moving the rest. Answers how many were dropped. */
  drop(count: number): number {
    if (count < this.used >> 1) return 0;
    this.bytes.copyWithin(0, count, this.used);
    this.used -= count;
    this.base += count;
    return count;
  }

  /** Puts four quotes behind the last byte, which end every loop of the skipper. */
  seal(): void {
    this.view.setUint32(this.used, 0x22222222);
  }
}

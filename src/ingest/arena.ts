/**
 * One large block of memory per worker. Decompressed files are laid into it one after another and scanned where they
 * lie; text columns are only spans of it until their batch is written.
 */
import type { ByteSource } from '#lib/arrow-ipc.ts';

/** Readable bytes kept behind the last one: keys are compared up to 256 bytes ahead of where the scanner stands. */
const PADDING = 512;

export class Arena implements ByteSource {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;
  /** Bytes that may be filled. */
  readonly capacity: number;
  /** Bytes that are filled. */
  used = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.bytes = new Uint8Array(capacity + PADDING);
    this.view = new DataView(this.bytes.buffer);
  }

  get free(): number {
    return this.capacity - this.used;
  }

  append(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.used);
    this.used += bytes.length;
  }

  /** Puts four quotes behind the last byte; they end every loop of the scanner and are overwritten by what comes next. */
  seal(): void {
    this.view.setUint32(this.used, 0x22222222);
  }

  /** Forgets all before `from`; what lies behind it moves to the front. */
  keepFrom(from: number): void {
    if (from > 0) this.bytes.copyWithin(0, from, this.used);
    this.used -= from;
  }
}

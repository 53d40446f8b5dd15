/** Looks at small pieces of a large blob: what lies around them is read with them and kept for the next look. */
import { readSlice } from '../byte-source.ts';

const READ_AHEAD = 1024 * 1024;

export class BlobWindow {
  readonly size: number;
  private readonly blob: Blob;
  private readonly from: number;
  private start = 0;
  private bytes = new Uint8Array(0);

  /** Of the part of the blob that begins at `from`; offsets are counted from there. */
  constructor(blob: Blob, from: number, size: number) {
    this.blob = blob;
    this.from = from;
    this.size = size;
  }

  /** The bytes from `at` on, as many as there are of `length`; not to be kept. */
  async read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const end = Math.min(at + length, this.size);
    if (at >= end || at < 0) return new Uint8Array(0);
    if (at < this.start || end > this.start + this.bytes.length) {
      const to = Math.min(Math.max(end, at + READ_AHEAD), this.size);
      this.bytes = await readSlice(this.blob, this.from + at, this.from + to);
      this.start = at;
    }
    return this.bytes.subarray(at - this.start, end - this.start);
  }

  /** As little as is asked for, where nothing behind it will be wanted. */
  async readOnly(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const from = Math.min(Math.max(at, 0), this.size);
    return readSlice(this.blob, this.from + from, this.from + Math.min(from + length, this.size));
  }
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

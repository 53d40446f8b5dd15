/** An archive that is packed as a whole, unpacked into a Blob: the browser keeps it outside of our memory, on disk if need be. */
import { DamagedEntry } from '../zip-unpacking.ts';
import { MAX_ENTRY_RATIO, MAX_UNPACKED_ARCHIVE, RATIO_CHECK_FROM_BYTES } from './limits.ts';

/** Bytes that are handed to the browser at once. */
const PART_BYTES = 8 * 1024 * 1024;

/** How a long piece of work stays a good neighbour. */
export interface Ways {
  readonly isCancelled: () => boolean;
  /** Hears messages when it is time to. */
  readonly breathe: () => Promise<void>;
  /** So many bytes of the archive have been read. */
  readonly tellRead: (bytes: number) => void;
}

const NO_ROOM =
  'The browser has no room to keep the unpacked archive. Unpack it on your disk and add the files.';

export class UnpackedBlob {
  readonly notes: string[] = [];
  private readonly packedBytes: number;
  private readonly ways: Ways;
  private readonly parts: Blob[] = [];
  private buffer = new Uint8Array(0);
  private used = 0;
  private total = 0;

  constructor(packedBytes: number, ways: Ways) {
    this.packedBytes = packedBytes;
    this.ways = ways;
  }

  /** False when no more is wanted. */
  async take(chunk: Uint8Array): Promise<boolean> {
    await this.ways.breathe();
    if (this.ways.isCancelled() || this.isOverLimit(chunk.length)) return false;
    this.total += chunk.length;
    for (let at = 0; at < chunk.length;) {
      if (this.used === this.buffer.length) this.handOver();
      const part = chunk.subarray(at, at + this.buffer.length - this.used);
      this.buffer.set(part, this.used);
      this.used += part.length;
      at += part.length;
    }
    return true;
  }

  private handOver(): void {
    if (this.used > 0) this.parts.push(new Blob([this.buffer.subarray(0, this.used)]));
    this.buffer = new Uint8Array(PART_BYTES);
    this.used = 0;
  }

  private isOverLimit(more: number): boolean {
    const total = this.total + more;
    const grows = total > RATIO_CHECK_FROM_BYTES && total > this.packedBytes * MAX_ENTRY_RATIO;
    if (grows)
      this.notes.push(
        `Stopped after ${this.total} bytes: the archive grows more than ${MAX_ENTRY_RATIO} times when unpacked and looks like a decompression bomb. The files before are read.`,
      );
    else if (total > MAX_UNPACKED_ARCHIVE)
      this.notes.push(
        `Stopped after ${this.total} bytes: an archive that is packed as a whole may have at most 16 GB. The files before are read; unpack it and add the others.`,
      );
    return this.notes.length > 0;
  }

  /** Throws a sentence when the browser could not keep it. */
  async finish(): Promise<Blob> {
    if (this.used > 0) this.parts.push(new Blob([this.buffer.subarray(0, this.used)]));
    this.buffer = new Uint8Array(0);
    const blob = new Blob(this.parts);
    try {
      const last = await blob.slice(-1).arrayBuffer();
      if (blob.size !== this.total || last.byteLength !== Math.min(1, this.total))
        throw new DamagedEntry(NO_ROOM);
    } catch (error) {
      throw new DamagedEntry(NO_ROOM, { cause: error });
    }
    return blob;
  }
}

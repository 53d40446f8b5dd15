/**
 * The bytes of one object as they come: handed to the browser in pieces, which keeps them outside of the script's memory and
 * on disk where they are many. Knows whether what is still missing can be asked for by itself.
 */
import { failure } from '#cloudtrail/fetch-failure.ts';
import type { FetchFailure } from '#cloudtrail/fetch-failure.ts';

/** Bytes held by the script before they are handed over. */
const PIECE = 4 * 1024 * 1024;
/** Ingest cannot address more (docs/decisions/0009). */
export const LARGEST_OBJECT = 2 ** 32 - 1;
const BOMB_RATIO = 250;
const BOMB_FROM = 64 * 1024 * 1024;

/** What an answer says about the object as a whole. */
export interface Version {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export class Received {
  /** Bytes so far: after unpacking, where the browser unpacks. */
  bytes = 0;
  private packedSize: number | null = null;
  private version: Version | null = null;
  private unpacked = false;
  private pieces: Blob[] = [];
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private held = 0;
  private readonly mayBeGzip: boolean;

  constructor(name: string) {
    this.mayBeGzip = /\.gz$/i.test(name);
  }

  /** A whole answer begins. */
  begin(headers: Headers): void {
    this.bytes = 0;
    this.pieces = [];
    this.chunks = [];
    this.held = 0;
    this.packedSize = lengthOf(headers);
    this.version = versionOf(headers);
    this.unpacked = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  }

  /** Whether a partial answer goes on exactly where this ends, in the same version of the object. */
  fits(headers: Headers): boolean {
    const range = headers.get('content-range');
    const rest = lengthOf(headers);
    const { etag, lastModified } = versionOf(headers);
    return (
      (range === null || range.startsWith(`bytes ${this.bytes}-`)) &&
      (rest === null || this.packedSize === null || this.bytes + rest === this.packedSize) &&
      (headers.get('content-encoding') ?? 'identity') === 'identity' &&
      this.version !== null &&
      etag === this.version.etag &&
      lastModified === this.version.lastModified
    );
  }

  /** Parts of what a browser has unpacked cannot be asked for, and without a version the rest may be of another object. */
  canResume(): boolean {
    const known = this.version !== null && (this.version.etag ?? this.version.lastModified) !== null;
    return this.bytes > 0 && !this.unpacked && this.packedSize !== null && known;
  }

  /** Null where it is not known: `Content-Length` counts packed bytes. */
  total(): number | null {
    return this.unpacked ? null : this.packedSize;
  }

  /** Answers what forbids to go on, if anything. */
  add(chunk: Uint8Array<ArrayBuffer>): FetchFailure | null {
    // The bucket need not tell the page of an encoding; then the bytes do.
    if (this.bytes === 0 && this.mayBeGzip && chunk.length > 1 && !(chunk[0] === 0x1f && chunk[1] === 0x8b))
      this.unpacked = true;
    this.bytes += chunk.length;
    if (this.packedSize !== null && this.bytes > this.packedSize) this.unpacked = true;
    this.chunks.push(chunk);
    this.held += chunk.length;
    if (this.held >= PIECE) this.handOver();
    return this.tooLarge();
  }

  private tooLarge(): FetchFailure | null {
    if (this.bytes > LARGEST_OBJECT)
      return failure(
        'too-large',
        'The object has more than 4 GB, which is the most that can be read at once. Cut it, or load a smaller one.',
      );
    const isBomb =
      this.unpacked &&
      this.bytes > BOMB_FROM &&
      this.packedSize !== null &&
      this.bytes > this.packedSize * BOMB_RATIO;
    return isBomb
      ? failure(
          'too-large',
          `The object grows more than ${BOMB_RATIO} times when it is unpacked, which looks like a decompression bomb. It was not taken.`,
        )
      : null;
  }

  private handOver(): void {
    if (this.held === 0) return;
    this.pieces.push(new Blob(this.chunks));
    this.chunks = [];
    this.held = 0;
  }

  /** False when the connection ended before all was there. */
  isWhole(): boolean {
    const total = this.total();
    return total === null || this.bytes === total;
  }

  blob(): Blob {
    this.handOver();
    return new Blob(this.pieces);
  }
}

function lengthOf(headers: Headers): number | null {
  const text = headers.get('content-length');
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** An answer shows `Last-Modified` to every page, `ETag` where the bucket's rule says so. */
function versionOf(headers: Headers): Version {
  return { etag: headers.get('etag'), lastModified: headers.get('last-modified') };
}

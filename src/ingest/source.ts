/**
 * Where the bytes of one file of the set lie: a file as it was given is the usual case, an entry of an archive is a part
 * of the archive. Handed to the workers as it is: a Blob is only a handle.
 */

export interface Source {
  readonly blob: Blob;
  /**
   * How many bytes there are, as they lie there. Asking a file costs a call to the browser's own process: it is done
   * once.
   */
  readonly size: number;
  /** Where in the blob they begin; null = the blob is the file, as large as it is when it is read. */
  readonly from: number | null;
  /** Of an entry of a zip archive. */
  readonly zip: ZipPacking | null;
  /** So many archives it lies in. */
  readonly depth: number;
}

export interface ZipPacking {
  readonly method: 'stored' | 'deflate';
  /** The entry's own header stands at `from`, before its bytes; with it and what follows it has no more bytes than this. */
  readonly headerRoom: number;
  /** What the archive says of it; null where it does not. */
  readonly unpackedBytes: number | null;
  readonly crc32: number | null;
}

/** A part of a blob that is looked at as a file. */
export interface Place {
  readonly blob: Blob;
  readonly from: number;
  readonly size: number;
  readonly depth: number;
}

export function looseSource(file: Blob, size: number): Source {
  return { blob: file, size, from: null, zip: null, depth: 0 };
}

/** Bytes of the blob that have to be read for it: its first and the one behind its last. */
export function spanOf({ blob, from, size, zip }: Source): readonly [number, number] {
  if (from === null) return [0, blob.size];
  return [from, from + size + (zip?.headerRoom ?? 0)];
}

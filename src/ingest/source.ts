/**
 * Where the bytes of one file of the set lie: a file as it was given is the usual case, an entry of an archive is a part
 * of the archive. Handed to the workers as it is: a Blob is only a handle.
 */
import { type ByteSource, readSlice, sliceSource } from './byte-source.ts';

export interface Source {
  readonly blob: Blob;
  /** How many bytes there are. Asking a file costs a call to the browser's own process: it is done once. */
  readonly size: number;
  /** Where in the blob they begin; null = the blob is the file, as large as it is when it is read. */
  readonly from: number | null;
}

export function looseSource(file: Blob, size: number): Source {
  return { blob: file, size, from: null };
}

function endOf({ blob, size, from }: Source): number {
  return from === null ? blob.size : from + size;
}

/** The file's bytes, as it would be if it lay loose on a disk. */
export function fileBytes(source: Source): ByteSource {
  return sliceSource(source.blob, source.from ?? 0, endOf(source));
}

/** A part of the file; shorter where the file ends before. */
export function readPart(source: Source, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const from = source.from ?? 0;
  const last = endOf(source);
  return readSlice(source.blob, Math.min(from + start, last), Math.min(from + end, last));
}

/** All bytes of the file; null when they are more than `most`. */
export async function readWhole(source: Source, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const { blob, from } = source;
  const start = from ?? 0;
  const end = endOf(source);
  if (end - start > most) return null;
  return new Uint8Array(await (from === null ? blob : blob.slice(start, end)).arrayBuffer());
}

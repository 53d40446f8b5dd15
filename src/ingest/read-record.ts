/** Reads one record back out of its file, byte for byte, without keeping the whole file. */
import { type CompressedSource, gunzip, isGzip } from './gunzip.ts';
import { readInPieces } from './read-pieces.ts';

export interface RecordSpan {
  /** In the decompressed bytes. */
  readonly offset: number;
  readonly length: number;
}

/** The bytes of the span; fewer when the file ends before. Rejects when the file can no longer be read. */
export async function readSpan(
  file: File,
  { offset, length }: RecordSpan,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (!isGzip(head)) return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  const found = new Uint8Array(length);
  let filled = 0;
  let at = 0;
  const source: CompressedSource = { open: () => readInPieces(file) };
  await gunzip(source, (chunk) => {
    signal?.throwIfAborted();
    const from = Math.max(0, offset - at);
    if (from < chunk.length && filled < length) {
      const part = chunk.subarray(from, Math.min(chunk.length, from + length - filled));
      found.set(part, filled);
      filled += part.length;
    }
    at += chunk.length;
    return filled < length;
  });
  signal?.throwIfAborted();
  return found.subarray(0, filled);
}

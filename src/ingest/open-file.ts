/** The bytes of a file of the set, as they would be if it lay loose on a disk. */
import { type ByteSource, pulledSource, readSlice, sliceSource } from './byte-source.ts';
import { HEAD_BYTES } from './content.ts';
import { type Source, spanOf } from './source.ts';
import { dataSource, streamEntry, type Unpacked, unpackEntry } from './zip-unpacking.ts';

export interface OpenFile {
  /** Its first bytes. */
  readonly head: Uint8Array<ArrayBuffer>;
  readonly bytes: ByteSource;
  /** Where it lies as it is, for whoever wants only a part of it; null where it has to be unpacked from its start. */
  readonly plain: { readonly blob: Blob; readonly from: number; readonly to: number } | null;
  /** Sentences about what was wrong with the archive's packing; known when all has been read. */
  readonly notes: () => readonly string[];
}

export async function openFile(source: Source): Promise<OpenFile> {
  const { blob, zip } = source;
  if (zip?.method === 'deflate') return openDeflated(source);
  const [from, to] = await plainSpan(source);
  return {
    head: await readSlice(blob, from, Math.min(from + HEAD_BYTES, to)),
    bytes: sliceSource(blob, from, to),
    plain: { blob, from, to },
    notes: () => [],
  };
}

async function plainSpan({ blob, from, size, zip }: Source): Promise<readonly [number, number]> {
  if (from === null) return [0, blob.size];
  if (zip === null) return [from, from + size];
  const { at } = await dataSource(blob, from, size, zip);
  return [at, at + size];
}

async function openDeflated(source: Source): Promise<OpenFile> {
  const { zip } = source;
  if (zip === null) throw new TypeError('no entry of a zip archive');
  let notes: readonly string[] = [];
  const bytes = pulledSource(async (take) => {
    notes = await streamEntry(source, zip, take);
  });
  return { head: await firstBytes(bytes), bytes, plain: null, notes: () => notes };
}

async function firstBytes(bytes: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(HEAD_BYTES);
  let used = 0;
  for await (const piece of bytes.open()) {
    const part = piece.subarray(0, HEAD_BYTES - used);
    head.set(part, used);
    used += part.length;
    if (used === HEAD_BYTES) break;
  }
  return head.subarray(0, used);
}

/**
 * All bytes of the file; null when they are more than `most`. `span`: what lies at its place, where that was read
 * already.
 */
export async function wholeFile(
  source: Source,
  span: Uint8Array<ArrayBuffer> | null,
  most: number,
): Promise<Unpacked | null> {
  const { blob, zip } = source;
  if (zip === null && span !== null) return { bytes: span, notes: [] };
  const [from, to] = spanOf(source);
  if (to - from > most) return null;
  const bytes = span ?? (await readSpan(source.from === null ? blob : blob.slice(from, to)));
  return zip === null ? { bytes, notes: [] } : unpackEntry(source, zip, bytes, most);
}

const readSpan = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

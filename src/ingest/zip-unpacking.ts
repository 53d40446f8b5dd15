/** From the bytes of a zip entry, as they lie in the archive, to the file that was put there. */
import { inflateSync } from 'fflate';
import { type ByteSource, readSlice, sliceSource, type TakeChunk } from './byte-source.ts';
import { gunzip } from './gunzip.ts';
import type { Source, ZipPacking } from './source.ts';
import { DEFLATE_BEST } from './archives/limits.ts';
import { viewOf } from './archives/blob-window.ts';
import { LOCAL_BYTES, LOCAL_HEADER, localLength } from './archives/zip-entry.ts';

/** What is smaller is inflated in one call: a stream costs more to set up (0.1 ms) than that takes. */
const AT_ONCE_BYTES = 64 * 1024;

const BAD_HEADER =
  'The file’s own header in the archive is damaged, so where it begins is not known. Fetch or pack the archive again.';
const BAD_SUM =
  'The checksum that the archive has for this file does not match: the file was changed or damaged.';

export interface Unpacked {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Sentences about what was wrong. */
  readonly notes: readonly string[];
}

/** Where in what stands at the entry its bytes begin. Throws a sentence when that cannot be told. */
function dataStart(header: Uint8Array, room: number): number {
  const view = viewOf(header);
  if (header.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_HEADER)
    throw new DamagedEntry(BAD_HEADER);
  const length = localLength(view);
  if (length > room) throw new DamagedEntry(BAD_HEADER);
  return length;
}

/** Its message is for people, as it is. */
export class DamagedEntry extends Error {}

/** `span`: all bytes from the entry's header on. Answers null when what is unpacked would be more than `most`. */
export async function unpackEntry(
  { size }: Source,
  zip: ZipPacking,
  span: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<Unpacked | null> {
  const start = dataStart(span, zip.headerRoom);
  const data = span.subarray(start, start + size);
  if (zip.method === 'stored') return { bytes: data, notes: sumNotes(data, zip) };
  const said = Math.min(zip.unpackedBytes ?? Number.POSITIVE_INFINITY, size * DEFLATE_BEST + 64);
  if (said > most) return null;
  if (size <= AT_ONCE_BYTES) {
    const bytes = inflated(data, zip.unpackedBytes ?? 0);
    if (bytes !== null && crc32(bytes) === zip.crc32) return { bytes, notes: [] };
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  const source: ByteSource = { open: () => asGzip(zip, pieceOf(data)) };
  const notes = await inflate(source, zip, (chunk) => {
    chunks.push(chunk);
    total += chunk.length;
    return total <= most;
  });
  return { bytes: joined(chunks, total), notes };
}

/** The file's bytes piece by piece; `notes` grows while they are read. Throws a sentence when it cannot be found. */
export async function streamEntry(
  { blob, from, size }: Source,
  zip: ZipPacking,
  take: TakeChunk,
): Promise<readonly string[]> {
  const data = await dataSource(blob, from ?? 0, size, zip);
  if (zip.method === 'deflate') return inflate({ open: () => asGzip(zip, data.open()) }, zip, take);
  for await (const piece of data.open()) if (!(await take(piece))) break;
  return [];
}

/** The entry's bytes as they lie in the archive, without its header. */
export async function dataSource(
  blob: Blob,
  from: number,
  size: number,
  zip: ZipPacking,
): Promise<ByteSource & { readonly at: number }> {
  const header = await readSlice(blob, from, from + LOCAL_BYTES);
  const at = from + dataStart(header, zip.headerRoom);
  return { ...sliceSource(blob, at, at + size), at };
}

/** Never more than the archive says: it may have been made to do harm. */
async function inflate(source: ByteSource, zip: ZipPacking, take: TakeChunk): Promise<readonly string[]> {
  const most = zip.unpackedBytes ?? Number.POSITIVE_INFINITY;
  let total = 0;
  let isLonger = false;
  const { notes } = await gunzip(source, (chunk) => {
    const part = chunk.subarray(0, most - total);
    isLonger ||= part.length < chunk.length;
    total += part.length;
    return part.length === 0 ? !isLonger : isLonger ? stopAfter(take(part)) : take(part);
  });
  if (isLonger)
    return [`The file unpacks to more than the ${most} bytes that the archive says. Only so many were read.`];
  return notes.map(inZipWords);
}

async function stopAfter(taken: Promise<boolean> | boolean): Promise<boolean> {
  await taken;
  return false;
}

const inZipWords = (note: string): string =>
  note.startsWith('The checksum')
    ? BAD_SUM
    : note.replaceAll('gzip data', 'packed data of this entry').replace('no gzip', 'none of it');

/** Gzip is deflate between a header and checksum and size: so whatever reads gzip, damaged as it may be, reads this. */
async function* asGzip(
  { crc32: sum, unpackedBytes }: ZipPacking,
  data: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
  yield* data;
  if (sum === null || unpackedBytes === null) return;
  const end = new Uint8Array(8);
  viewOf(end).setUint32(0, sum, true);
  viewOf(end).setUint32(4, unpackedBytes % 2 ** 32, true);
  yield end;
}

function joined(chunks: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function* pieceOf(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield bytes;
}

/** Null when it does not give exactly so many bytes. */
function inflated(data: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> | null {
  try {
    const out = new Uint8Array(bytes);
    return inflateSync(data, { out }).length === bytes ? out : null;
  } catch {
    return null;
  }
}

function sumNotes(bytes: Uint8Array, zip: ZipPacking): readonly string[] {
  return zip.crc32 === null || crc32(bytes) === zip.crc32 ? [] : [BAD_SUM];
}

const CRC_TABLE = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
  return value;
});

export function crc32(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) sum = (sum >>> 8) ^ (CRC_TABLE[(sum ^ byte) & 255] ?? 0);
  return ~sum >>> 0;
}

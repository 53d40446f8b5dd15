/**
 * A zip archive without its table of contents: cut off, or damaged at its end. What stands before each entry is read
 * instead, from the front on.
 */
import { type BlobWindow, viewOf } from './blob-window.ts';
import { MAX_ENTRIES } from './limits.ts';
import {
  CENTRAL_HEADER,
  LOCAL_BYTES,
  LOCAL_HEADER,
  localLength,
  readLocal,
  type ZipEntry,
} from './zip-entry.ts';

const DESCRIPTOR = 0x08074b50;
/** Small beside what is read ahead, so that little is read twice. */
const STEP = 64 * 1024;

/** What stands behind an entry whose header does not tell its size. */
interface Sizes {
  readonly size: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  readonly next: number;
}

export async function salvageEntries(archive: BlobWindow): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  let at = await findHeader(archive, 0);
  while (at !== null && entries.length <= MAX_ENTRIES) {
    const fixed = viewOf(await archive.read(at, LOCAL_BYTES));
    if (fixed.byteLength < LOCAL_BYTES) break;
    const length = localLength(fixed);
    const entry = readLocal(await archive.read(at, length), at);
    const dataAt = at + length;
    if (dataAt > archive.size) break;
    const sizes = entry.sizesBehind
      ? await sizesBehind(archive, dataAt)
      : { ...entry, next: dataAt + entry.size };
    const size = Math.min(sizes.size, archive.size - dataAt);
    entries.push({ ...entry, size, unpackedBytes: sizes.unpackedBytes, crc32: sizes.crc32 });
    at = await findHeader(archive, Math.max(sizes.next, dataAt));
  }
  return entries;
}

/** The next place where a header of an entry stands; null at the table of contents and at the end. */
async function findHeader(archive: BlobWindow, from: number): Promise<number | null> {
  const found = await findMark(archive, from, [LOCAL_HEADER, CENTRAL_HEADER]);
  return found?.mark === LOCAL_HEADER && found.at + LOCAL_BYTES <= archive.size ? found.at : null;
}

/** They stand right before the next header; without a size there the entry ends where that begins. */
async function sizesBehind(archive: BlobWindow, dataAt: number): Promise<Sizes> {
  for (let from = dataAt; ;) {
    const found = await findMark(archive, from, [DESCRIPTOR, LOCAL_HEADER, CENTRAL_HEADER]);
    const end = found?.at ?? archive.size;
    if (found === null || found.mark !== DESCRIPTOR) {
      return { size: end - dataAt, unpackedBytes: Number.NaN, crc32: 0, next: end };
    }
    const view = viewOf(await archive.read(end, 24));
    const size = end - dataAt;
    if (view.byteLength >= 16 && view.getUint32(8, true) === size % 2 ** 32) {
      return {
        size,
        unpackedBytes: view.getUint32(12, true),
        crc32: view.getUint32(4, true),
        next: end + 16,
      };
    }
    // The mark may stand in the data by chance.
    from = end + 4;
  }
}

interface Mark {
  readonly at: number;
  readonly mark: number;
}

async function findMark(archive: BlobWindow, from: number, marks: readonly number[]): Promise<Mark | null> {
  for (let start = from; start < archive.size; start += STEP - 3) {
    const bytes = await archive.read(start, STEP);
    const view = viewOf(bytes);
    for (let k = bytes.indexOf(0x50); k >= 0 && k + 4 <= bytes.length; k = bytes.indexOf(0x50, k + 1)) {
      const mark = view.getUint32(k, true);
      if (marks.includes(mark)) return { at: start + k, mark };
    }
  }
  return null;
}

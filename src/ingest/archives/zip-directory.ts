/**
 * The table of contents at the end of a zip archive. Read by slices from the end, so that nothing of the entries is
 * touched. Entries are told as they are written there; whether they can be true is looked at in `zip-archive.ts`.
 */
import { type BlobWindow, viewOf } from './blob-window.ts';
import { MAX_ENTRIES } from './limits.ts';
import { CENTRAL_BYTES, CENTRAL_HEADER, centralLength, readCentral, type ZipEntry } from './zip-entry.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
/** The archive's comment stands behind the end. */
const LONGEST_COMMENT = 65_535;

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Where the table begins: no entry reaches behind it. */
  readonly at: number;
  /** Entries that it says there are. */
  readonly said: number;
  /** It could be read to its end, and holds what it says. */
  readonly isSound: boolean;
}

interface End {
  readonly at: number;
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

/** Null where the archive has none: it is cut off, or something else. */
export async function readDirectory(archive: BlobWindow): Promise<ZipDirectory | null> {
  const end = await findEnd(archive);
  if (end === null) return null;
  // Bytes before the archive (a program that unpacks itself) shift all that it says.
  const shift = end.at - end.size - end.offset;
  const at = end.at - end.size;
  if (shift < 0 || at < 0) return null;
  const entries: ZipEntry[] = [];
  let next = at;
  while (next + CENTRAL_BYTES <= end.at && entries.length <= MAX_ENTRIES) {
    const fixed = viewOf(await archive.read(next, CENTRAL_BYTES));
    if (fixed.byteLength < CENTRAL_BYTES || fixed.getUint32(0, true) !== CENTRAL_HEADER) break;
    const length = centralLength(fixed);
    const whole = await archive.read(next, length);
    if (whole.length < length || next + length > end.at) break;
    const entry = readCentral(whole);
    entries.push({ ...entry, at: entry.at + shift });
    next += length;
  }
  const isWhole = next === end.at && entries.length % 65_536 === end.entries % 65_536;
  return { entries, at, said: end.entries, isSound: isWhole || entries.length > MAX_ENTRIES };
}

async function findEnd(archive: BlobWindow): Promise<End | null> {
  const from = Math.max(0, archive.size - END_BYTES - LONGEST_COMMENT);
  const bytes = await archive.readOnly(from, END_BYTES + LONGEST_COMMENT);
  const view = viewOf(bytes);
  for (let k = bytes.length - END_BYTES; k >= 0; k--) {
    if (bytes[k] !== 0x50 || view.getUint32(k, true) !== END) continue;
    if (k + END_BYTES + view.getUint16(k + 20, true) > bytes.length) continue;
    const small = {
      at: from + k,
      entries: view.getUint16(k + 10, true),
      size: view.getUint32(k + 12, true),
      offset: view.getUint32(k + 16, true),
    };
    return (await largeEnd(archive, small.at)) ?? small;
  }
  return null;
}

/** Zip64 has an end of its own before the usual one, and a pointer to it. */
async function largeEnd(archive: BlobWindow, endAt: number): Promise<End | null> {
  const locator = viewOf(await archive.readOnly(endAt - LOCATOR_64_BYTES, LOCATOR_64_BYTES));
  if (endAt < LOCATOR_64_BYTES || locator.byteLength < LOCATOR_64_BYTES) return null;
  if (locator.getUint32(0, true) !== LOCATOR_64) return null;
  // Where it points to, or right before it: bytes before the archive shift what it says.
  for (const at of [Number(locator.getBigUint64(8, true)), endAt - LOCATOR_64_BYTES - 56]) {
    if (at < 0 || at + 56 > endAt) continue;
    const view = viewOf(await archive.readOnly(at, 56));
    if (view.byteLength < 56 || view.getUint32(0, true) !== END_64) continue;
    return {
      at,
      entries: Number(view.getBigUint64(32, true)),
      size: Number(view.getBigUint64(40, true)),
      offset: Number(view.getBigUint64(48, true)),
    };
  }
  return null;
}

/**
 * What a zip archive says of an entry, in its table of contents or before the entry itself (PKWARE APPNOTE 6.3.10,
 * §§ 4.3.7, 4.3.12, 4.5.3).
 */
import { viewOf } from './blob-window.ts';
import { zipName } from './zip-names.ts';

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;

const ENCRYPTED = 1;
const SIZES_BEHIND = 8;
const UTF8_NAME = 0x800;
const ALL_ONES = 0xffffffff;

export interface ZipEntry {
  readonly name: string;
  /** Where its own header stands, from the archive's start. */
  readonly at: number;
  /** Packed, as it lies there. */
  readonly size: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** It lies in another part of a split archive. */
  readonly isElsewhere: boolean;
  /** Its size and checksum stand only behind it: those here mean nothing. */
  readonly sizesBehind: boolean;
}

/** Length of a header of the table of contents with all that belongs to it. */
export const centralLength = (header: DataView): number =>
  CENTRAL_BYTES + header.getUint16(28, true) + header.getUint16(30, true) + header.getUint16(32, true);

/** `bytes`: the whole header, as long as `centralLength` says. */
export function readCentral(bytes: Uint8Array): ZipEntry {
  const view = viewOf(bytes);
  const flags = view.getUint16(8, true);
  const nameLength = view.getUint16(28, true);
  const name = bytes.subarray(CENTRAL_BYTES, CENTRAL_BYTES + nameLength);
  const extra = bytes.subarray(
    CENTRAL_BYTES + nameLength,
    CENTRAL_BYTES + nameLength + view.getUint16(30, true),
  );
  const [unpackedBytes = 0, size = 0, at = 0] = largeNumbers(extra, [
    view.getUint32(24, true),
    view.getUint32(20, true),
    view.getUint32(42, true),
  ]);
  const disk = view.getUint16(34, true);
  return {
    name: zipName(name, (flags & UTF8_NAME) !== 0),
    at,
    size,
    unpackedBytes,
    crc32: view.getUint32(16, true),
    method: view.getUint16(10, true),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    isElsewhere: disk !== 0 && disk !== 0xffff,
    sizesBehind: false,
  };
}

/** `bytes`: the header before an entry, with its name and extra fields; `at`: where it stands. */
export function readLocal(bytes: Uint8Array, at: number): ZipEntry {
  const view = viewOf(bytes);
  const flags = view.getUint16(6, true);
  const nameLength = view.getUint16(26, true);
  const name = bytes.subarray(LOCAL_BYTES, LOCAL_BYTES + nameLength);
  const extra = bytes.subarray(LOCAL_BYTES + nameLength);
  const [unpackedBytes = 0, size = 0] = largeNumbers(extra, [
    view.getUint32(22, true),
    view.getUint32(18, true),
  ]);
  return {
    name: zipName(name, (flags & UTF8_NAME) !== 0),
    at,
    size,
    unpackedBytes,
    crc32: view.getUint32(14, true),
    method: view.getUint16(8, true),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    isElsewhere: false,
    sizesBehind: (flags & SIZES_BEHIND) !== 0,
  };
}

/** Length of the header before an entry, with its name and extra fields. */
export const localLength = (header: DataView): number =>
  LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true);

/** Zip64: numbers that do not fit into 32 bits stand in an extra field, those that do are left out there. */
function largeNumbers(extra: Uint8Array, small: readonly number[]): number[] {
  const view = viewOf(extra);
  let at = 0;
  let end = 0;
  for (let k = 0; k + 4 <= extra.length; k += 4 + view.getUint16(k + 2, true)) {
    if (view.getUint16(k, true) !== 1) continue;
    at = k + 4;
    end = Math.min(at + view.getUint16(k + 2, true), extra.length);
    break;
  }
  return small.map((value) => {
    if (value !== ALL_ONES || at + 8 > end) return value;
    const large = Number(view.getBigUint64(at, true));
    at += 8;
    return large;
  });
}

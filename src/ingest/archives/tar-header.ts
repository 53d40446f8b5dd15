/** The 512 bytes before each file of a tar archive (POSIX.1-1988 ustar; GNU tar manual, “Basic Tar Format”). */

export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** The letter that says what it is; `0` for a file. */
  readonly type: string;
}

const text = new TextDecoder('utf-8', { ignoreBOM: true });

/** Null when the block is no header. */
export function readTarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < BLOCK || block[0] === 0 || !hasChecksum(block)) return null;
  const size = numberAt(block, 124, 12);
  if (size === null) return null;
  const letter = String.fromCharCode(block[156] ?? 0);
  const isPosix = textAt(block, 257, 6) === 'ustar' && block[262] === 0;
  const prefix = isPosix ? textAt(block, 345, 155) : '';
  const name = textAt(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    type: letter === '\0' || letter === '7' ? '0' : letter,
  };
}

function hasChecksum(block: Uint8Array): boolean {
  const said = numberAt(block, 148, 8);
  let sum = 0;
  let signed = 0;
  for (let i = 0; i < BLOCK; i++) {
    const byte = i >= 148 && i < 156 ? 0x20 : (block[i] ?? 0);
    sum += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  // Some old writers added the bytes up as signed ones.
  return said === sum || said === signed;
}

function textAt(block: Uint8Array, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return text.decode(end === -1 ? field : field.subarray(0, end));
}

/** Octal digits, or (GNU) a number in binary, marked by its highest bit. Null when it is neither. */
function numberAt(block: Uint8Array, from: number, length: number): number | null {
  if (((block[from] ?? 0) & 0x80) !== 0) {
    let value = (block[from] ?? 0) & 0x3f;
    for (let i = from + 1; i < from + length; i++) value = value * 256 + (block[i] ?? 0);
    return Number.isSafeInteger(value) && ((block[from] ?? 0) & 0x40) === 0 ? value : null;
  }
  const digits = textAt(block, from, length).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits === '' ? '0' : digits, 8) : null;
}

/** `30 path=folder/name\n`, one after another (POSIX.1-2001 pax). */
export function readPax(bytes: Uint8Array): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const length = space === -1 ? Number.NaN : Number(text.decode(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length < space - at + 3) break;
    const pair = text.decode(bytes.subarray(space + 1, at + length - 1));
    const equals = pair.indexOf('=');
    if (equals > 0) found.set(pair.slice(0, equals), pair.slice(equals + 1));
    at += length;
  }
  return found;
}

export const isEmptyBlock = (block: Uint8Array): boolean => block.every((byte) => byte === 0);

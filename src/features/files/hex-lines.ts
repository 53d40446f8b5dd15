/** Bytes as a hex dump: what cannot deceive, whatever they are. */

const LINE = 16;

export interface HexByte {
  readonly offset: number;
  /** `7b` */
  readonly hex: string;
  /** The character where it is plain ASCII that can be seen, else `·`. */
  readonly character: string;
}

export interface HexLine {
  readonly offset: number;
  readonly bytes: readonly HexByte[];
}

/** `from`: the offset of the first byte. */
export function hexLines(from: number, bytes: Uint8Array): HexLine[] {
  const lines: HexLine[] = [];
  for (let start = 0; start < bytes.length; start += LINE) {
    lines.push({
      offset: from + start,
      bytes: Array.from(bytes.subarray(start, start + LINE), (byte, k) => ({
        offset: from + start + k,
        hex: byte.toString(16).padStart(2, '0'),
        character: byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte === 0x20 ? ' ' : '·',
      })),
    });
  }
  return lines;
}

/**
 * The same as text, in two parts: before the byte at `offset` and from it on. Bytes that are no UTF-8 become U+FFFD; half a
 * character at either end is left out.
 */
export function textAround(from: number, bytes: Uint8Array, offset: number): readonly [string, string] {
  const at = Math.min(bytes.length, Math.max(0, offset - from));
  let start = 0;
  if (from > 0) while (start < at && isContinuation(bytes[start])) start += 1;
  const decode = (part: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(part);
  return [decode(bytes.subarray(start, at)), decode(bytes.subarray(at)).replace(/\uFFFD$/, '')];
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

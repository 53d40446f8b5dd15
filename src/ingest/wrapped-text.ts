/** Text that is written in other bytes than UTF-8: UTF-16, and base64 around gzip data. */
import type { ByteSource, TakeChunk } from './byte-source.ts';

export type Utf16 = 'utf-16le' | 'utf-16be';

/** By its byte order mark, or by the zero byte beside a first sign that begins JSON or a line of text. */
export function utf16At(head: Uint8Array): Utf16 | null {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (b === 0 && d === 0 && isTextSign(a) && isTextSign(c)) return 'utf-16le';
  if (a === 0 && c === 0 && isTextSign(b) && isTextSign(d)) return 'utf-16be';
  return null;
}

const isTextSign = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09);

const CONVERTED_NOTE =
  'The file is UTF-16 text. It was read as UTF-8, so places in it are counted in the converted text.';

/** Hands on the same text as UTF-8, without its byte order mark; halves of characters become “�”. */
export async function utf16ToUtf8(
  encoding: Utf16,
  source: ByteSource,
  take: TakeChunk,
): Promise<readonly string[]> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const piece of source.open()) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '' && !(await take(encoder.encode(text)))) return [CONVERTED_NOTE];
  }
  const rest = decoder.decode();
  if (rest !== '') await take(encoder.encode(rest));
  return [CONVERTED_NOTE];
}

/** Gzip data begin so in base64. */
const GZIP_IN_BASE64 = /^\s*"?H4sI[A-Za-z0-9+/=\s"]{16,}$/;

/** A payload of a CloudWatch Logs subscription that was saved as text. */
export function isGzipInBase64(head: Uint8Array): boolean {
  return GZIP_IN_BASE64.test(String.fromCharCode(...head.subarray(0, 256)));
}

/** Base64 sign → its six bits; 64: white space and quotes, which only fill up; 255: no base64. */
const SIX_BITS = new Uint8Array(256).fill(255);
Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/').forEach((sign, value) => {
  SIX_BITS[sign.charCodeAt(0)] = value;
});
for (const filler of ' \t\r\n"') SIX_BITS[filler.charCodeAt(0)] = 64;
const EQUALS = 0x3d;

/** Hands on the bytes that the text stands for; several payloads one after another give their bytes one after another. */
export async function fromBase64(source: ByteSource, take: TakeChunk): Promise<readonly string[]> {
  let bits = 0;
  let count = 0;
  let position = 0;
  for await (const piece of source.open()) {
    const out = new Uint8Array(Math.ceil(piece.length / 4) * 3 + 3);
    let used = 0;
    for (let i = 0; i < piece.length; i++) {
      const sign = piece[i] ?? 0;
      const value = SIX_BITS[sign] ?? 255;
      if (value < 64) {
        bits = (bits << 6) | value;
        count += 6;
        if (count >= 8) {
          count -= 8;
          out[used++] = bits >> count;
          bits &= (1 << count) - 1;
        }
      } else if (sign === EQUALS) {
        // The end of a payload: bits that are left over belong to nothing.
        bits = 0;
        count = 0;
      } else if (value === 255) {
        await take(out.subarray(0, used));
        return [strayNote(position + i)];
      }
    }
    position += piece.length;
    if (used > 0 && !(await take(out.subarray(0, used)))) return [];
  }
  return [];
}

const strayNote = (at: number): string =>
  `The text is no base64 from byte ${at} on. What stands before was read.`;

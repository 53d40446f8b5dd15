/** What content may be wrapped in, made for tests. */
import { gzipSync } from 'node:zlib';

type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

export const gzip = (bytes: Uint8Array): Bytes => new Uint8Array(gzipSync(bytes));

export function utf16(text: string, order: 'le' | 'be', mark: boolean): Bytes {
  const units = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), order === 'le');
  return bytes;
}

export const base64 = (bytes: Uint8Array, lineLength = 0): Bytes => {
  const text = Buffer.from(bytes).toString('base64');
  if (lineLength === 0) return utf8(text);
  return utf8((text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []).join('\r\n'));
};

/** A Zstandard frame of blocks that are not packed: a writer of one's own needs no more. */
export function zstd(bytes: Uint8Array, blockBytes = 1000): Bytes {
  const blocks: Uint8Array[] = [Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38)];
  for (let at = 0; at === 0 || at < bytes.length; at += blockBytes) {
    const part = bytes.subarray(at, at + blockBytes);
    const header = (part.length << 3) | (at + blockBytes >= bytes.length ? 1 : 0);
    blocks.push(Uint8Array.of(header & 255, (header >> 8) & 255, header >> 16), part);
  }
  return new Uint8Array(Buffer.concat(blocks));
}

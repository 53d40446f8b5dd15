/**
 * SHA-256 as lower-case hex. The browser's own where there is one (only on https and localhost) and where the bytes are
 * many; @noble/hashes for pages served over plain http, for small inputs, and for streams, which the browser cannot hash.
 */
import { sha256 } from '@noble/hashes/sha2.js';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte] ?? '';
  return text;
}

/** Below this a call to the browser costs more than the hashing. */
const SMALL = 4096;

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined || bytes.length < SMALL) return toHex(sha256(bytes));
  return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}

/** For bytes that come in pieces. */
export class Sha256Stream {
  private readonly hash = sha256.create();

  add(bytes: Uint8Array): void {
    this.hash.update(bytes);
  }

  hex(): string {
    return toHex(this.hash.digest());
  }
}

/**
 * `DecompressionStream('gzip')` as browsers have it: one member, nothing behind it. Node's own reads on over several
 * members and forgives zero bytes at the end, so that with it the second way through `gunzip` would hardly be tested.
 */
import { createInflateRaw, gunzipSync } from 'node:zlib';

/** Unpacks the first member; how many bytes it has with its header and its checksum. */
async function firstMember(bytes: Uint8Array): Promise<{ data: Uint8Array; length: number }> {
  const header = ((bytes[3] ?? 0) & 8) === 0 ? 10 : bytes.indexOf(0, 10) + 1;
  const inflater = createInflateRaw();
  inflater.end(bytes.subarray(header));
  const chunks: Uint8Array[] = [];
  for await (const chunk of inflater) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return { data: Buffer.concat(chunks), length: header + inflater.bytesWritten + 8 };
}

export class StrictGunzipStream implements ReadableWritablePair<Uint8Array, Uint8Array> {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;

  constructor() {
    const pieces: Uint8Array[] = [];
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece) => {
        pieces.push(piece.slice());
      },
      flush: async (controller) => {
        const whole = Buffer.concat(pieces);
        const { data, length } = await firstMember(whole);
        controller.enqueue(data.subarray(0, data.length >> 1));
        controller.enqueue(data.subarray(data.length >> 1));
        if (length !== whole.length) throw new TypeError('Junk found after end of compressed data.');
        gunzipSync(whole);
      },
    });
    this.readable = readable;
    this.writable = writable;
  }
}

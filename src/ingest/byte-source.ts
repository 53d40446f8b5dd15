/** Bytes that come piece by piece and can be asked for again from their start. */

export interface ByteSource {
  /** All of them, where they are in memory: `open` gives just this. */
  readonly whole?: Uint8Array<ArrayBuffer>;
  open(): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Takes a piece of bytes; false stops the reading. */
export type TakeChunk = (chunk: Uint8Array) => Promise<boolean> | boolean;

const READ_BYTES = 4 * 1024 * 1024;

export function bytesSource(bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return {
    whole: bytes,
    async *open() {
      yield bytes;
    },
  };
}

/** By slices rather than `blob.stream()`: the same speed, and an error names the file, not the stream. */
export function sliceSource(blob: Blob, from: number, to: number): ByteSource {
  return {
    async *open() {
      for (let at = from; at < to; at += READ_BYTES)
        yield await readSlice(blob, at, Math.min(at + READ_BYTES, to));
    },
  };
}

export async function readSlice(blob: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.slice(from, to).arrayBuffer());
}

/** What a reader hands on, as something to be read from: `read` is run anew each time, and stopped when no more is wanted. */
export function pulledSource(read: (take: TakeChunk) => Promise<void>): ByteSource {
  return {
    async *open() {
      const pipe = new TransformStream<Uint8Array, Uint8Array>();
      const reader = pipe.readable.getReader();
      const reading = push(pipe.writable.getWriter(), read);
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          yield ownBytes(value);
        }
      } finally {
        await reader.cancel().catch(() => undefined);
        await reading;
      }
    },
  };
}

/** An error of `read` shows on the reading side. */
async function push(
  writer: WritableStreamDefaultWriter<Uint8Array>,
  read: (take: TakeChunk) => Promise<void>,
): Promise<void> {
  try {
    await read((chunk) =>
      writer.write(chunk).then(
        () => true,
        () => false,
      ),
    );
    await writer.close().catch(() => undefined);
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
  }
}

function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes;
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, length) : bytes.slice();
}

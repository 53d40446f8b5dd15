/**
 * The engine file's bytes, as they come from whatever web server there is, → WebAssembly.
 *
 * Headers are not to be trusted: one server says `text/plain`, another unpacks on the way, a third answers a missing
 * file with its start page and 200. So the first bytes decide.
 */

type Bytes = Uint8Array<ArrayBuffer>;

const GZIP = [0x1f, 0x8b];
const WASM = [0x00, 0x61, 0x73, 0x6d];

/** Resolves to a response that `WebAssembly.instantiateStreaming` takes; rejects with a sentence naming what came. */
export async function wasmResponse(source: ReadableStream<Bytes>): Promise<Response> {
  const { first, all } = await peek(source, WASM.length);
  const headers = { 'content-type': 'application/wasm' };
  if (startsWith(first, GZIP))
    return new Response(all.pipeThrough(new DecompressionStream('gzip')), { headers });
  if (startsWith(first, WASM)) return new Response(all, { headers });
  throw new Error(`the engine file is missing on this server (got ${describe(first)})`);
}

/** Reads until `length` bytes are there (or no more come) and returns them, with a stream that still has all. */
async function peek(
  source: ReadableStream<Bytes>,
  length: number,
): Promise<{ first: Bytes; all: ReadableStream<Bytes> }> {
  const reader = source.getReader();
  let first = new Uint8Array(0);
  while (first.length < length) {
    const { done, value } = await reader.read();
    if (done) break;
    const joined = new Uint8Array(first.length + value.length);
    joined.set(first);
    joined.set(value, first.length);
    first = joined;
  }
  const all = new ReadableStream<Bytes>({
    start: (controller) => controller.enqueue(first),
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { first, all };
}

const startsWith = (bytes: Bytes, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

function describe(bytes: Bytes): string {
  if (bytes.length === 0) return 'an empty file';
  if (new TextDecoder().decode(bytes).trimStart().startsWith('<')) return 'HTML';
  return `bytes ${Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ')}`;
}

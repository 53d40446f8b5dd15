import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { wasmResponse } from './engine-source.ts';

const WASM = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 9, 9, 9]);

/** The bytes in pieces of `size`, as a network might deliver them. */
function stream(bytes: Uint8Array, size = 3): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

const read = async (bytes: Uint8Array, size?: number): Promise<Uint8Array> =>
  new Uint8Array(await (await wasmResponse(stream(bytes, size))).arrayBuffer());

describe('wasmResponse', () => {
  it.each([1, 2, 3, 100])('unpacks gzip that comes in pieces of %i', async (size) => {
    expect(await read(gzipSync(WASM), size)).toEqual(WASM);
  });

  it.each([1, 2, 3, 100])('passes on what a server has unpacked already, in pieces of %i', async (size) => {
    expect(await read(WASM, size)).toEqual(WASM);
  });

  it('is a response that can be compiled as it streams', async () => {
    expect((await wasmResponse(stream(WASM))).headers.get('content-type')).toBe('application/wasm');
  });

  it.each([
    ['a start page in place of a missing file', '<!doctype html>', 'got HTML'],
    ['HTML behind white space', '\n <html>', 'got HTML'],
    ['nothing', '', 'got an empty file'],
    ['something else', '{"error":404}', 'got bytes 7b 22 65 72'],
    ['one byte', 'x', 'got bytes 78'],
  ])('names what came: %s', async (_, text, message) => {
    await expect(wasmResponse(stream(new TextEncoder().encode(text)))).rejects.toThrow(message);
  });
});

import { describe, expect, it } from 'vitest';
import { KeyedHash } from './keyed-hash.ts';

const bytes = Uint8Array.from({ length: 64 }, (_, at) => at);
const view = new DataView(bytes.buffer);

/** The first of `vectors_hsip32` in the reference code (github.com/veorq/SipHash): bytes 0, 1, 2 … under the key 00 01 … 07. */
const VECTORS = [
  'a9359f5b',
  '27475ab8',
  'fa62a603',
  '8afee704',
  '2a6e4689',
  'c5fab669',
  '5863fc23',
  '8bcf63c5',
  'd0b8848f',
];

function hex(word: number): string {
  const out = new DataView(new ArrayBuffer(4));
  out.setInt32(0, word, true);
  return Array.from({ length: 4 }, (_, at) => out.getUint8(at).toString(16).padStart(2, '0')).join('');
}

describe('the keyed hash', () => {
  it('gives the published values of HalfSipHash-2-4', () => {
    const hash = new KeyedHash([view.getInt32(0, true), view.getInt32(4, true)], 2, 4);
    expect(VECTORS.map((_, length) => hex(hash.ofBytes(view, 0, length)))).toEqual(VECTORS);
  });

  it('is another one each time', () => {
    const codes = Array.from({ length: 8 }, () => KeyedHash.random().ofBytes(view, 0, 64));
    expect(new Set(codes).size).toBeGreaterThan(6);
  });

  it('tells lengths apart, and where the bytes lie does not matter', () => {
    const hash = KeyedHash.random();
    const zeros = new DataView(new ArrayBuffer(64));
    const codes = Array.from({ length: 64 }, (_, length) => hash.ofBytes(zeros, 0, length));
    expect(new Set(codes).size).toBe(64);
    const moved = new Uint8Array(80);
    moved.set(bytes, 3);
    expect(hash.ofBytes(new DataView(moved.buffer), 3, 67)).toBe(hash.ofBytes(view, 0, 64));
  });
});

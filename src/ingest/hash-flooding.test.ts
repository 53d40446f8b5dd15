/**
 * Values made to fall into one slot of a hash table. A flipped top bit of one word, undone by two bits of the next, is the
 * same for a multiplying hash under every seed: 14 such pairs in a row make 16,384 values that only a keyed hash tells apart.
 */
import { describe, expect, it } from 'vitest';
import { Dictionary } from './dictionary.ts';

const PAIRS = 14;

/** Value `n` of those that collide: bit k of `n` flips pair k. */
function colliding(n: number): Uint8Array {
  const bytes = new Uint8Array(PAIRS * 8).fill(0x61);
  const view = new DataView(bytes.buffer);
  for (let pair = 0; pair < PAIRS; pair++) {
    if (((n >> pair) & 1) === 0) continue;
    view.setInt32(pair * 8, view.getInt32(pair * 8, true) ^ (0x80000000 | 0), true);
    view.setInt32(pair * 8 + 4, view.getInt32(pair * 8 + 4, true) ^ (0x80010000 | 0), true);
  }
  return bytes;
}

/** Milliseconds of processor time to number as many values. */
function timeToAdd(count: number, valueOf: (n: number) => Uint8Array): number {
  const values = Array.from({ length: count }, (_, n) => valueOf(n));
  const dictionary = new Dictionary([[0]]);
  const started = process.cpuUsage();
  for (const bytes of values) dictionary.add({ bytes, view: new DataView(bytes.buffer) }, 0, bytes.length);
  expect(dictionary.size).toBe(count + 1);
  return process.cpuUsage(started).user / 1_000;
}

describe('values prepared to collide', () => {
  it('the values are made right: they do collide where a seed is all there is', () => {
    const seeded = (seed: number, bytes: Uint8Array): number => {
      const view = new DataView(bytes.buffer);
      let h = seed;
      for (let at = 0; at < bytes.length; at += 4) {
        h = Math.imul(h ^ view.getInt32(at, true), 0x9e3779b1);
        h ^= h >>> 15;
      }
      return h;
    };
    for (const seed of [1, 0x12345678, -99])
      expect(new Set([0, 1, 77, 9_999].map((n) => seeded(seed, colliding(n)))).size).toBe(1);
  });

  it('cost a dictionary no more than others', { retry: 3 }, () => {
    const random = (): Uint8Array => crypto.getRandomValues(new Uint8Array(PAIRS * 8));
    timeToAdd(2_000, random);
    const usual = Math.min(...[1, 2, 3].map(() => timeToAdd(1 << PAIRS, random)));
    const prepared = Math.min(...[1, 2, 3].map(() => timeToAdd(1 << PAIRS, colliding)));
    expect(prepared).toBeLessThan(10 * Math.max(usual, 1));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIn } from './json-find.ts';
import { parseTree } from '#lib/json-tree.ts';
import type { JsonNode } from '#lib/json-tree.ts';

function tree(text: string): JsonNode {
  const node = parseTree(text);
  if (node === null) throw new Error('no JSON');
  return node;
}

describe('findIn', () => {
  it('counts names and values in their order, over several trees', () => {
    const request = tree('{"bucketName":"logs","list":[{"Bucket":"x"},true]}');
    const response = tree('{"a":"my bucket bucket"}');
    const found = findIn([request, response, 'raw Bucket'], 'bucket');
    expect(found.total).toBe(5);
    expect([...found.names.values()].flat().map(({ at }) => at)).toEqual([0, 1]);
    expect([...found.values.values()].flat()).toEqual([
      { at: 2, from: 4, to: 10 },
      { at: 3, from: 11, to: 17 },
    ]);
    expect(found.texts.get('raw Bucket')).toEqual([{ at: 4, from: 4, to: 10 }]);
    expect(found.branches.size).toBe(4);
  });

  it('takes every character as itself', () => {
    const node = tree('{"a":"1+1=2 (.*)"}');
    expect(findIn([node], '(.*)').total).toBe(1);
    expect(findIn([node], '+').total).toBe(1);
    expect(findIn([node], '').total).toBe(0);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (words) => {
        expect(findIn([`x${words}y`], words).total).toBeGreaterThan(0);
      }),
    );
  });

  it('marks no more than can be drawn', () => {
    const found = findIn(['a'.repeat(5_000)], 'a');
    expect([found.total, found.capped]).toEqual([1_000, true]);
  });
});

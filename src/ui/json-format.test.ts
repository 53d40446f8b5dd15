import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTree } from './json-format.ts';
import { secretLeaves } from './json-secrets.ts';
import { parseTree } from '#lib/json-tree.ts';

function formatted(text: string): string {
  const node = parseTree(text);
  return node === null ? 'no JSON' : formatTree(node);
}

describe('formatTree', () => {
  it('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        expect(formatted(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
      }),
    );
  });

  it('keeps numbers as written and keys that stand twice', () => {
    expect(formatted('{"a":12345678901234567890,"a":1.0}')).toBe(
      '{\n  "a": 12345678901234567890,\n  "a": 1.0\n}',
    );
  });
});

describe('secretLeaves', () => {
  it('are those that differ between two trees of one shape', () => {
    const node = parseTree('{"a":[1,{"token":"x"}],"token":"y"}');
    const masked = parseTree('{"a":[1,{"token":"hidden"}],"token":"hidden"}');
    if (node === null || masked === null) throw new Error('no JSON');
    const { nodes, count } = secretLeaves(node, masked);
    expect(count).toBe(2);
    expect([...nodes].map((one) => ('written' in one ? one.written : ''))).toEqual([
      '"x"',
      '"hidden"',
      '"y"',
      '"hidden"',
    ]);
  });
});

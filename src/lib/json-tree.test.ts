import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTree } from './json-tree.ts';
import type { JsonNode } from './json-tree.ts';

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, node: inner }) => [key, plain(inner)]));
    case 'array':
      return node.items.map(plain);
    case 'string':
      return node.text;
    case 'literal':
      return JSON.parse(node.written);
  }
}

describe('parseTree', () => {
  it('says what JSON.parse says', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const node = parseTree(text);
        expect(node === null ? 'not read' : JSON.stringify(plain(node))).toBe(
          JSON.stringify(JSON.parse(text)),
        );
      }),
    );
  });

  it('keeps numbers as written and keys that stand twice', () => {
    expect(parseTree('{"a":12345678901234567890,"a":1.0}')).toEqual({
      kind: 'object',
      members: [
        { key: 'a', node: { kind: 'literal', written: '12345678901234567890' } },
        { key: 'a', node: { kind: 'literal', written: '1.0' } },
      ],
    });
  });

  it.each(['', '{', '{"a"', '[1,]', '{"a":1}x', '"\\u12"', 'nul', '[[[', '{1:2}'])(
    'gives null for %j',
    (text) => {
      expect(parseTree(text)).toBeNull();
    },
  );

  it('bears anything, however deep', () => {
    expect(parseTree('['.repeat(100_000))).toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseTree(text)));
  });

  it('reads a long string', () => {
    expect(parseTree(JSON.stringify('\\"x'.repeat(300_000)))?.kind).toBe('string');
  });
});

/** A JSON tree as indented text. Unlike `JSON.stringify` after `JSON.parse`, numbers stay as written and no key is lost. */
import type { JsonNode } from '#lib/json-tree.ts';

export function formatTree(node: JsonNode, indent = ''): string {
  if (node.kind === 'string' || node.kind === 'literal') return node.written;
  const inner = `${indent}  `;
  const lines =
    node.kind === 'array'
      ? node.items.map((item) => `${inner}${formatTree(item, inner)}`)
      : node.members.map(
          ({ key, node: value }) => `${inner}${JSON.stringify(key)}: ${formatTree(value, inner)}`,
        );
  const [open, close] = node.kind === 'array' ? ['[', ']'] : ['{', '}'];
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

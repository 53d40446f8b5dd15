/** Which leaves of a tree are secrets: those that differ in the masked tree of the same shape. */
import type { JsonNode } from '#lib/json-tree.ts';

export interface SecretLeaves {
  /** The leaves of both trees. */
  readonly nodes: ReadonlySet<JsonNode>;
  readonly count: number;
}

export const NO_SECRETS: SecretLeaves = { nodes: new Set(), count: 0 };

export function secretLeaves(node: JsonNode, masked: JsonNode): SecretLeaves {
  const nodes = new Set<JsonNode>();
  collect(node, masked, nodes);
  return { nodes, count: nodes.size / 2 };
}

function collect(node: JsonNode, masked: JsonNode, found: Set<JsonNode>): void {
  if (node.kind === 'object' && masked.kind === 'object') {
    node.members.forEach((member, index) => collectIn(member.node, masked.members[index]?.node, found));
  } else if (node.kind === 'array' && masked.kind === 'array') {
    node.items.forEach((item, index) => collectIn(item, masked.items[index], found));
  } else if ('written' in node && 'written' in masked && node.written !== masked.written) {
    found.add(node);
    found.add(masked);
  }
}

function collectIn(node: JsonNode, masked: JsonNode | undefined, found: Set<JsonNode>): void {
  if (masked !== undefined) collect(node, masked, found);
}

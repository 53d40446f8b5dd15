/** Where words stand in JSON trees and plain texts that are shown together: in names and in values, as they are written. */
import type { JsonNode } from '#lib/json-tree.ts';

export interface Hit {
  /** Its number among all, from 0. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Finding {
  readonly total: number;
  /** There are more than are marked. */
  readonly capped: boolean;
  /** In the name under which a node stands. */
  readonly names: ReadonlyMap<JsonNode, readonly Hit[]>;
  readonly values: ReadonlyMap<JsonNode, readonly Hit[]>;
  readonly texts: ReadonlyMap<string, readonly Hit[]>;
  /** Nodes with a hit somewhere below them. */
  readonly branches: ReadonlySet<JsonNode>;
}

export const NOTHING_FOUND: Finding = {
  total: 0,
  capped: false,
  names: new Map(),
  values: new Map(),
  texts: new Map(),
  branches: new Set(),
};

/** More marks than anybody steps through, and few enough to draw. */
const MOST_HITS = 1_000;

/** In the order given, each from its top. Upper and lower case are alike. */
export function findIn(sources: readonly (JsonNode | string)[], words: string): Finding {
  if (words === '') return NOTHING_FOUND;
  const finder = new Finder(new RegExp(words.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&'), 'giu'));
  for (const source of sources) {
    if (typeof source === 'string') finder.text(source);
    else finder.node(source);
  }
  return finder;
}

class Finder implements Finding {
  total = 0;
  readonly names = new Map<JsonNode, readonly Hit[]>();
  readonly values = new Map<JsonNode, readonly Hit[]>();
  readonly texts = new Map<string, readonly Hit[]>();
  readonly branches = new Set<JsonNode>();
  private readonly pattern: RegExp;

  constructor(pattern: RegExp) {
    this.pattern = pattern;
  }

  get capped(): boolean {
    return this.total >= MOST_HITS;
  }

  text(text: string): void {
    const hits = this.hitsIn(text);
    if (hits.length > 0) this.texts.set(text, hits);
  }

  /** True when there is a hit in it or below it. */
  node(node: JsonNode): boolean {
    if (node.kind === 'string' || node.kind === 'literal') {
      const hits = this.hitsIn(node.written);
      if (hits.length > 0) this.values.set(node, hits);
      return hits.length > 0;
    }
    let found = false;
    if (node.kind === 'array') for (const item of node.items) found = this.node(item) || found;
    else for (const member of node.members) found = this.member(member.key, member.node) || found;
    if (found) this.branches.add(node);
    return found;
  }

  private member(key: string, node: JsonNode): boolean {
    const hits = this.hitsIn(key);
    if (hits.length > 0) this.names.set(node, hits);
    return this.node(node) || hits.length > 0;
  }

  private hitsIn(text: string): readonly Hit[] {
    const hits: Hit[] = [];
    for (const match of text.matchAll(this.pattern)) {
      if (this.capped) break;
      hits.push({ at: this.total, from: match.index, to: match.index + match[0].length });
      this.total += 1;
    }
    return hits;
  }
}

/**
 * The chain of a session as a tree: from its root down the credentials that led to it, and all that came from it. Bounded:
 * of thousands of children those with the most calls are shown, of a very long way its two ends. Survives circles.
 */
import { isSession, notJoinedSentence } from '#cloudtrail/credential-words.ts';
import type { Credential, Lineage, Root } from '#cloudtrail/lineage.ts';

export type ChainPart =
  | { readonly kind: 'root'; readonly root: Root }
  /** What is not loaded: `sentence` says what would be needed. */
  | { readonly kind: 'missing'; readonly root: Root; readonly sentence: string }
  | { readonly kind: 'credential'; readonly credential: Credential }
  /** A credential that stands elsewhere in the chain: a circle. */
  | { readonly kind: 'again'; readonly credential: Credential }
  /** Hops that are left out. */
  | { readonly kind: 'gap'; readonly hops: number }
  /** Children that are left out. */
  | { readonly kind: 'more'; readonly count: number; readonly of: Credential };

export interface ChainNode {
  /** Unique in the tree. */
  readonly key: string;
  readonly part: ChainPart;
  readonly level: number;
  /** Its place in the list of nodes; null for the topmost. */
  readonly parent: number | null;
}

export type Children = ReadonlyMap<string, readonly Credential[]>;

const MOST_ANCESTORS = 14;
const FIRST_ANCESTORS = 4;
const MOST_CHILDREN = 12;
const MOST_BELOW = 150;
const DEEPEST = 14;

/** In reading order: each before what came from it. Empty when there is no such credential. */
export function chainOf(id: string, { credentials }: Lineage, children: Children): readonly ChainNode[] {
  const chosen = credentials.get(id);
  if (chosen === undefined) return [];
  const { way, circle } = wayUp(chosen, credentials);
  const nodes: ChainNode[] = [];
  const add = (key: string, part: ChainPart, under: number | null): number => {
    nodes.push({ key, part, parent: under, level: under === null ? 0 : (nodes[under]?.level ?? 0) + 1 });
    return nodes.length - 1;
  };
  let last = topOf(way[0] ?? chosen, circle, add);
  for (const step of shortened(way)) {
    last =
      typeof step === 'number'
        ? add('gap', { kind: 'gap', hops: step }, last)
        : add(step.id, { kind: 'credential', credential: step }, last);
  }
  addBelow(chosen, last ?? 0, new Set(way.map((one) => one.id)), children, add);
  return nodes;
}

/** From the root to the session itself; `circle`: the credential at which the way comes back on itself. */
function wayUp(
  chosen: Credential,
  credentials: Lineage['credentials'],
): { readonly way: readonly Credential[]; readonly circle: Credential | null } {
  const way = [chosen];
  const seen = new Set([chosen.id]);
  for (;;) {
    const { parent } = way.at(-1) ?? chosen;
    const above = parent === null ? undefined : credentials.get(parent);
    if (above === undefined) return { way: way.toReversed(), circle: null };
    if (seen.has(above.id)) return { way: way.toReversed(), circle: above };
    seen.add(above.id);
    way.push(above);
  }
}

type Add = (key: string, part: ChainPart, under: number | null) => number;

/** What stands above the first credential: a circle, what is missing, or the root; nothing when it is the root itself. */
function topOf(first: Credential, circle: Credential | null, add: Add): number | null {
  const { root } = first;
  if (circle !== null) return add('circle', { kind: 'again', credential: circle }, null);
  const sentence = notJoinedSentence(first);
  if (
    sentence !== null &&
    (first.missing !== null || isSession(first)) &&
    root.kind !== 'human' &&
    root.kind !== 'service'
  )
    return add('missing', { kind: 'missing', root, sentence }, null);
  if (root.kind === 'unknown' || (first.kind === 'principal' && first.principal === root.name)) return null;
  return add('root', { kind: 'root', root }, null);
}

function shortened(way: readonly Credential[]): readonly (Credential | number)[] {
  const left = way.length - MOST_ANCESTORS;
  if (left <= 0) return way;
  return [...way.slice(0, FIRST_ANCESTORS), left, ...way.slice(FIRST_ANCESTORS + left)];
}

interface Shown {
  readonly children: readonly Credential[];
  readonly more: number;
}

function addBelow(
  chosen: Credential,
  at: number,
  above: ReadonlySet<string>,
  children: Children,
  add: Add,
): void {
  const shown = chooseBelow(chosen, above, children);
  const placed = new Set(above);
  const addChildren = (of: Credential, under: number): void => {
    const below = shown.get(of.id);
    for (const one of below?.children ?? []) {
      if (placed.has(one.id)) add(`${of.id} again ${one.id}`, { kind: 'again', credential: one }, under);
      else {
        placed.add(one.id);
        addChildren(one, add(one.id, { kind: 'credential', credential: one }, under));
      }
    }
    const more = below?.more ?? 0;
    if (more > 0) add(`${of.id} more`, { kind: 'more', count: more, of }, under);
  };
  addChildren(chosen, at);
}

/** Level by level, so that what is near is shown before what is far. */
function chooseBelow(
  chosen: Credential,
  above: ReadonlySet<string>,
  children: Children,
): ReadonlyMap<string, Shown> {
  const shown = new Map<string, Shown>();
  const seen = new Set(above);
  let left = MOST_BELOW;
  let level = [chosen];
  for (let depth = 0; level.length > 0; depth++) {
    const next: Credential[] = [];
    for (const one of level) {
      const all = children.get(one.id) ?? [];
      const most = depth < DEEPEST ? Math.min(MOST_CHILDREN, left) : 0;
      const first = mostCalls(all, most);
      left -= first.length;
      shown.set(one.id, { children: first, more: all.length - first.length });
      for (const child of first) {
        if (seen.has(child.id)) continue;
        seen.add(child.id);
        next.push(child);
      }
    }
    level = next;
  }
  return shown;
}

/** Those with the most calls, in order of time. */
function mostCalls(all: readonly Credential[], most: number): readonly Credential[] {
  const chosen = all.length <= most ? [...all] : [];
  // Of a million children a few are looked for: sorting them all would hold the page up.
  for (const one of all.length <= most ? [] : all) {
    if (chosen.length === most && one.calls <= (chosen.at(-1)?.calls ?? 0)) continue;
    const before = chosen.findIndex(({ calls }) => calls < one.calls);
    chosen.splice(before < 0 ? chosen.length : before, 0, one);
    chosen.length = Math.min(chosen.length, most);
  }
  return chosen.toSorted((a, b) => (a.issue?.event.time ?? 0) - (b.issue?.event.time ?? 0));
}

/** The credentials of the tree, when none are left out; else null. */
export function wholeChain(nodes: readonly ChainNode[]): readonly Credential[] | null {
  if (nodes.some(({ part }) => part.kind === 'gap' || part.kind === 'more')) return null;
  return nodes.flatMap(({ part }) => (part.kind === 'credential' ? [part.credential] : []));
}

/** Everything that what a root did led to: its blast radius, over lineage. */
import type { Lineage, Reach, Reached } from './lineage.ts';
import { momentOf } from './lineage-moments.ts';

export interface ReachRoot {
  readonly name: string;
  /** Only what it did from then on counts. */
  readonly from: number | null;
}

/** `AKIA…@2025-10-10T18:42:07Z` → its parts; an address such as `grace@example.com` is a name as it is. */
export function parseReachRoot(text: string): ReachRoot {
  const at = text.lastIndexOf('@');
  const from = at <= 0 ? null : momentOf(text.slice(at + 1));
  return from === null ? { name: text, from } : { name: text.slice(0, at), from };
}

export function reachOf(lineage: Lineage, root: string): Reach {
  const { name, from } = parseReachRoot(root);
  const wanted = name.toLowerCase();
  const reached: Reached[] = [];
  const depths = new Map<string, number>();
  for (const { id, principal, person, arn } of lineage.credentials.values())
    if ([id, principal, person, arn].some((text) => text?.toLowerCase() === wanted)) depths.set(id, 0);
  for (const [id, depth] of depths) {
    reached.push({ credential: id, depth, via: null, from: depth === 0 ? from : null, to: null });
    for (const child of lineage.credentials.values())
      if (child.parent === id && !depths.has(child.id) && isSince(child.issue?.event.time, depth, from))
        depths.set(child.id, depth + 1);
  }
  return { root, reached, created: [] };
}

const isSince = (time: number | null | undefined, depth: number, from: number | null): boolean =>
  depth > 0 || from === null || (time ?? 0) >= from;

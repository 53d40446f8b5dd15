/**
 * Things that calls were made on, counted: a few by their names, many together by what they lie in. A million object keys say
 * nothing; their bucket, or the prefix they share, does.
 */

import { groupedBy } from '#lib/grouped.ts';

export interface ThingCount {
  /** Null: calls that name nothing. */
  readonly label: string | null;
  /** Whether a `/` in it means that the one lies within the other: keys in a bucket, streams in a log group. */
  readonly isPath: boolean;
  readonly within: number;
  readonly before: number;
}

/** So many are told one by one. */
const FEW = 12;
/** Or, of more, when the five greatest are nearly all. */
const TOP = 5;
const NEARLY_ALL = 0.8;

/** The same counts by names of which there are few where that can be: `bucket`, `bucket/2025/10/`, `/aws/lambda/`. */
export function groupThings(things: readonly ThingCount[]): ThingCount[] {
  const merged = summed(things, ({ label }) => label);
  if (merged.length <= FEW || topShare(merged) >= NEARLY_ALL) return merged;
  const byHead = groupedBy(merged, ({ label, isPath }) => (label !== null && isPath ? headOf(label) : label));
  return [...byHead].flatMap(([head, members]) => {
    const prefix = head === null ? null : commonFolder(members, head);
    return summed(members, () => prefix);
  });
}

function topShare(things: readonly ThingCount[]): number {
  const counts = things.map(({ within }) => within).toSorted((a, b) => b - a);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : counts.slice(0, TOP).reduce((sum, count) => sum + count, 0) / all;
}

function summed(things: readonly ThingCount[], nameOf: (thing: ThingCount) => string | null): ThingCount[] {
  const sums = new Map<string | null, ThingCount>();
  for (const thing of things) {
    const label = nameOf(thing);
    const known = sums.get(label);
    sums.set(label, {
      label,
      isPath: thing.isPath,
      within: (known?.within ?? 0) + thing.within,
      before: (known?.before ?? 0) + thing.before,
    });
  }
  return [...sums.values()];
}

/** `bucket`; `/aws` of what begins with a slash. */
function headOf(label: string): string {
  const at = label.indexOf('/', 1);
  return at === -1 ? label : label.slice(0, at);
}

/** The deepest folder that all lie in, with a slash at its end; the head itself where that is all they share. */
function commonFolder(members: readonly ThingCount[], head: string): string {
  const labels = members.map(({ label }) => label ?? '');
  const [first = head] = labels;
  if (labels.length === 1) return first;
  let shared = first.length;
  for (const label of labels) {
    let at = 0;
    while (at < shared && label.charCodeAt(at) === first.charCodeAt(at)) at += 1;
    shared = at;
  }
  const slash = first.lastIndexOf('/', shared - 1);
  return slash <= head.length ? head : first.slice(0, slash + 1);
}

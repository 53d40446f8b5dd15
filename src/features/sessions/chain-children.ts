/** What came directly from each credential. */
import type { Credential, Lineage } from '#cloudtrail/lineage.ts';
import type { TimeSlice } from '#lib/time-slice.ts';
import type { Children } from './chain-tree.ts';

/** A set may hold a million sessions: they are looked through in slices of time. */
export async function childrenOf({ credentials }: Lineage, slice: TimeSlice): Promise<Children> {
  const children = new Map<string, Credential[]>();
  for (const credential of credentials.values()) {
    if (slice.isOver()) await slice.next();
    const { parent } = credential;
    if (parent === null) continue;
    const known = children.get(parent);
    if (known === undefined) children.set(parent, [credential]);
    else known.push(credential);
  }
  return children;
}

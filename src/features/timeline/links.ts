/** Which lane led to which: the call that made a key, a user or a session, from the lane of who made it to the lane of what it made. */
import type { Credential, EventRef, Lineage, Reach } from '#cloudtrail/lineage.ts';
import type { Lane } from './lane.ts';

export interface LaneLink {
  /** Keys of the lanes. */
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly event: EventRef;
}

/** `reach`: of the blast radius that is shown, when one is. */
export function linksOf(lanes: readonly Lane[], lineage: Lineage, reach: Reach | null): LaneLink[] {
  const byCredential = new Map<string, Lane[]>();
  for (const lane of lanes) {
    const id = lineage.byIdentity.get(lane.lane);
    if (id !== undefined) byCredential.set(id, [...(byCredential.get(id) ?? []), lane]);
  }
  const vias = new Map(reach?.reached.map(({ credential, via }) => [credential, via]));
  const links: LaneLink[] = [];
  for (const [id, own] of byCredential) {
    const credential = lineage.credentials.get(id);
    const via = vias.get(id) ?? null;
    const made = via === null ? issueOf(credential) : { by: via.by, event: via.event };
    const at = made?.event.time ?? null;
    const first = own.reduce((a, b) => (b.first < a.first ? b : a));
    if (made === null || at === null || made.by === id) continue;
    const from = laneAt(byCredential.get(made.by) ?? [], at);
    if (from !== null) links.push({ from: from.key, to: first.key, at, event: made.event });
  }
  return links;
}

function issueOf(
  credential: Credential | undefined,
): { readonly by: string; readonly event: EventRef } | null {
  if (credential === undefined || credential.issue === null || credential.parent === null) return null;
  return { by: credential.parent, event: credential.issue.event };
}

/** Of a key's lanes the one that was in use at that moment; else the last that had begun. */
function laneAt(lanes: readonly Lane[], at: number): Lane | null {
  const begun = lanes.filter(({ first }) => first <= at).toSorted((a, b) => a.last - b.last);
  return begun.find(({ last }) => last >= at) ?? begun.at(-1) ?? lanes[0] ?? null;
}

/**
 * Sessions joined to the calls that gave them their credentials. A join is made only where exactly one call fits: two
 * that fit equally are no evidence for either (docs/decisions/0017). Failed calls never come here.
 */
import type { Certainty, JoinReason } from './lineage.ts';
import type { IssuingCall } from './lineage-calls.ts';
import type { Draft, Drafts } from './lineage-credentials.ts';
import type { Breathe } from './lineage-facts.ts';

export interface Join {
  readonly call: IssuingCall;
  readonly reason: JoinReason;
  readonly certainty: Certainty;
}

export interface Joins {
  /** By credential. */
  readonly joined: ReadonlyMap<string, Join>;
  /** Why none was made, where there is something to say. */
  readonly missing: ReadonlyMap<string, string>;
}

export async function joinSessions(
  drafts: Drafts,
  calls: readonly IssuingCall[],
  breathe: Breathe,
): Promise<Joins> {
  const byKey = new Map<string, IssuingCall[]>();
  for (const call of calls) {
    if (call.key === null) continue;
    const same = byKey.get(call.key);
    if (same === undefined) byKey.set(call.key, [call]);
    else same.push(call);
  }
  const joined = new Map<string, Join>();
  const missing = new Map<string, string>();
  for (const draft of drafts.byId.values()) {
    await breathe();
    const found = (byKey.get(draft.accessKeyId ?? '') ?? []).filter((call) => !isOwn(call, draft, drafts));
    const [call] = found;
    if (call !== undefined && found.length === 1)
      joined.set(draft.id, { call, reason: 'access key', certainty: 'certain' });
  }
  return { joined, missing };
}

/** GetSigninToken may hand back the key that it was signed with: that is not where the key came from. */
function isOwn({ call }: IssuingCall, draft: Draft, drafts: Drafts): boolean {
  return drafts.byIdentity.get(call.identityId)?.id === draft.id;
}

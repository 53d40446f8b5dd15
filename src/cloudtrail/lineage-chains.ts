/** Chains of sessions upward to whoever is behind them. Not for what a credential made: that is the blast radius. */
import type { Caller, Credential, Issue, Root } from './lineage.ts';
import type { IssuingCall } from './lineage-calls.ts';
import { alone, type Draft, type Drafts } from './lineage-credentials.ts';
import type { Breathe } from './lineage-facts.ts';
import type { Join, Joins } from './lineage-joins.ts';

export async function chains(
  drafts: Drafts,
  { joined, missing }: Joins,
  breathe: Breathe,
): Promise<Map<string, Credential>> {
  const credentials = new Map<string, Credential>();
  for (const draft of drafts.byId.values()) {
    await breathe();
    const join = joined.get(draft.id) ?? null;
    const caller = join === null ? undefined : drafts.byIdentity.get(join.call.call.identityId);
    credentials.set(draft.id, {
      ...alone(draft),
      created: draft.created ?? join?.call.time ?? null,
      expires: join?.call.expires ?? null,
      issue: join === null ? null : issueOf(join, caller),
      parent: caller?.id ?? null,
      missing: missing.get(draft.id) ?? null,
    });
  }
  for (const credential of credentials.values()) {
    await breathe();
    const { root, depth } = climb(credential, credentials);
    credentials.set(credential.id, { ...credential, root, depth });
  }
  return credentials;
}

function issueOf({ call, reason, certainty }: Join, caller: Draft | undefined): Issue {
  return {
    event: call.call.event,
    otherHalf: call.otherHalf?.event ?? null,
    caller: callerOf(call, caller),
    reason,
    certainty,
  };
}

function callerOf({ call }: IssuingCall, draft: Draft | undefined): Caller {
  const identity = draft?.identities.find(({ id }) => id === call.identityId) ?? draft?.identity;
  return {
    principal: identity?.principal ?? null,
    principalKind: identity?.principalKind ?? null,
    accountId: identity?.accountId ?? null,
    arn: identity?.arn ?? null,
    accessKeyId: draft?.accessKeyId ?? null,
  };
}

function climb(
  from: Credential,
  credentials: ReadonlyMap<string, Credential>,
): { readonly root: Root; readonly depth: number } {
  const seen = new Set([from.id]);
  let at = from;
  for (;;) {
    const above = at.parent === null ? undefined : credentials.get(at.parent);
    if (above === undefined || seen.has(above.id)) return { root: ownRoot(at), depth: seen.size - 1 };
    seen.add(above.id);
    at = above;
  }
}

/** Whom a credential names by itself. */
function ownRoot({ principalKind, principal }: Credential): Root {
  const name = principal ?? '';
  switch (principalKind) {
    case 'root':
    case 'IAM user':
    case 'SSO user':
    case 'federated user':
      return { kind: 'human', name };
    case 'AWS service':
      return { kind: 'service', name };
    case 'other account':
      return { kind: 'account', name };
    default:
      return { kind: 'unknown', name };
  }
}

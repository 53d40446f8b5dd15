/** Facts → lineage. Pure, and in slices: with a hundred thousand sessions the page must not stand still. */
import type { Lineage } from './lineage.ts';
import { issuingCalls, type CallerOf } from './lineage-calls.ts';
import { chains } from './lineage-chains.ts';
import { draftCredentials } from './lineage-credentials.ts';
import type { Breathe, LineageFacts } from './lineage-facts.ts';
import { joinSessions } from './lineage-joins.ts';

export async function buildLineage(
  { identities, calls }: LineageFacts,
  breathe: Breathe = () => undefined,
): Promise<Lineage> {
  const drafts = await draftCredentials(identities, calls, breathe);
  const byId = new Map(identities.map((identity) => [identity.id, identity]));
  const callerOf: CallerOf = ({ identityId }) => {
    const identity = byId.get(identityId);
    return { arn: identity?.arn ?? null, isOtherAccount: identity?.principalKind === 'other account' };
  };
  const issuing = await issuingCalls(calls, callerOf, breathe);
  const credentials = await chains(drafts, await joinSessions(drafts, issuing, breathe), breathe);
  const byIdentity = new Map([...drafts.byIdentity].map(([id, draft]) => [id, draft.id]));
  return { credentials, byIdentity, created: [] };
}

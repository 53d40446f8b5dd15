/** Facts → lineage. Pure, and in slices: with a hundred thousand sessions the page must not stand still. */
import type { EventRef, Lineage } from './lineage.ts';
import { type CallerFacts, type CallerOf, issuingCalls } from './lineage-calls.ts';
import { chains } from './lineage-chains.ts';
import { createdThings } from './lineage-created.ts';
import { draftCredentials } from './lineage-credentials.ts';
import type { Breathe, CallFacts, IdentityFacts, LineageFacts } from './lineage-facts.ts';
import { joinSessions } from './lineage-joins.ts';
import { madeBy } from './lineage-things.ts';

const AT_ONCE: Breathe = () => undefined;

/** The same call in another account's log: one event, under the name of the calling account. */
export interface OtherHalf {
  readonly identityId: number;
  readonly time: number | null;
}

export interface WorkedOut {
  readonly lineage: Lineage;
  /** By the event of `Created`. */
  readonly otherHalves: ReadonlyMap<EventRef, OtherHalf>;
}

export async function buildLineage(
  { identities, calls }: LineageFacts,
  breathe: Breathe = AT_ONCE,
): Promise<WorkedOut> {
  const drafts = await draftCredentials(identities, calls, breathe);
  const issuing = await issuingCalls(calls, callersOf(identities, calls), breathe);
  const joins = await joinSessions(drafts, issuing, breathe);
  const credentials = await chains(drafts, joins, issuing, keyMakers(calls), breathe);
  const byIdentity = new Map<number, string>();
  for (const [id, draft] of drafts.byIdentity) {
    await breathe();
    byIdentity.set(id, draft.id);
  }
  const making = { calls, issuing, joined: joins.joined, credentials, byIdentity };
  const lineage = { credentials, byIdentity, created: await createdThings(making, breathe) };
  const otherHalves = new Map<EventRef, OtherHalf>();
  for (const { call, otherHalf } of issuing)
    if (otherHalf !== null)
      otherHalves.set(call.event, { identityId: otherHalf.identityId, time: otherHalf.event.time });
  return { lineage, otherHalves };
}

function callersOf(identities: readonly IdentityFacts[], calls: readonly CallFacts[]): CallerOf {
  const byId = new Map(identities.map((identity) => [identity.id, identity]));
  const portalNames = namesOfPortal(identities);
  const known = new Map<number, CallerFacts>();
  const factsOf = (identity: IdentityFacts | undefined): CallerFacts => ({
    arn: identity?.arn ?? null,
    accountId: identity?.accountId ?? null,
    isRoot: identity?.principalKind === 'root',
    isOtherAccount: identity?.principalKind === 'other account',
    sourceIdentity: identity?.sourceIdentity ?? null,
    portalName:
      portalNames.get(identity?.onBehalfOf ?? '') ??
      portalNames.get(identity?.credentialId ?? '') ??
      identity?.principal ??
      null,
  });
  for (const { identityId } of calls)
    if (!known.has(identityId)) known.set(identityId, factsOf(byId.get(identityId)));
  const nobody = factsOf(undefined);
  return ({ identityId }) => known.get(identityId) ?? nobody;
}

/** Sign-ins name the person whom later records know by an id only. */
function namesOfPortal(identities: readonly IdentityFacts[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { principalKind, principal, onBehalfOf, credentialId } of identities) {
    if (principalKind !== 'SSO user' || principal === null || principal === onBehalfOf) continue;
    if (onBehalfOf !== null) names.set(onBehalfOf, principal);
    if (credentialId !== null) names.set(credentialId, principal);
  }
  return names;
}

function keyMakers(calls: readonly CallFacts[]): ReadonlyMap<string, CallFacts> {
  const makers = new Map<string, CallFacts>();
  for (const call of calls) {
    const made = madeBy(call);
    if (made?.kind === 'access key') makers.set(made.key, call);
  }
  return makers;
}

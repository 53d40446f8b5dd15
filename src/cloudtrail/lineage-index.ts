/** Facts → lineage. Pure, and in slices: with a hundred thousand sessions the page must not stand still. */
import type { EventRef, Lineage } from './lineage.ts';
import { type CallerFacts, type CallerOf, issuingCalls } from './lineage-calls.ts';
import { chains } from './lineage-chains.ts';
import { createdThings } from './lineage-created.ts';
import { draftCredentials } from './lineage-credentials.ts';
import type { Breathe, CallFacts, IdentityFacts, LineageFacts } from './lineage-facts.ts';
import { joinSessions } from './lineage-joins.ts';
import { type ThingAct, thingActs } from './lineage-things.ts';

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
  const issuing = await issuingCalls(calls, await callersOf(identities, calls, breathe), breathe);
  const joins = await joinSessions(drafts, issuing, breathe);
  const acts = await thingActs(calls, breathe);
  const credentials = await chains(drafts, joins, issuing, keyMakers(acts), breathe);
  const byIdentity = new Map<number, string>();
  for (const [id, draft] of drafts.byIdentity) {
    await breathe();
    byIdentity.set(id, draft.id);
  }
  const making = { acts, issuing, joined: joins.joined, credentials, byIdentity };
  const lineage = { credentials, byIdentity, created: await createdThings(making, breathe) };
  const otherHalves = new Map<EventRef, OtherHalf>();
  for (const { call, otherHalf } of issuing)
    if (otherHalf !== null)
      otherHalves.set(call.event, { identityId: otherHalf.identityId, time: otherHalf.event.time });
  return { lineage, otherHalves };
}

async function callersOf(
  identities: readonly IdentityFacts[],
  calls: readonly CallFacts[],
  breathe: Breathe,
): Promise<CallerOf> {
  const portalNames = namesOfPortal(identities);
  const makers = new Set<number>();
  for (const { identityId } of calls) makers.add(identityId);
  const known = new Map<number, CallerFacts>();
  for (const identity of identities) {
    await breathe();
    if (makers.has(identity.id)) known.set(identity.id, callerFacts(identity, portalNames));
  }
  return ({ identityId }) => known.get(identityId) ?? NOBODY;
}

const NOBODY: CallerFacts = {
  arn: null,
  accountId: null,
  isRoot: false,
  isOtherAccount: false,
  sourceIdentity: null,
  portalName: null,
};

function callerFacts(identity: IdentityFacts, portalNames: ReadonlyMap<string, string>): CallerFacts {
  const { arn, accountId, principalKind, sourceIdentity, onBehalfOf, credentialId, principal } = identity;
  return {
    arn,
    accountId,
    isRoot: principalKind === 'root',
    isOtherAccount: principalKind === 'other account',
    sourceIdentity,
    portalName: portalNames.get(onBehalfOf ?? '') ?? portalNames.get(credentialId ?? '') ?? principal,
  };
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

function keyMakers(acts: readonly ThingAct[]): ReadonlyMap<string, CallFacts> {
  const makers = new Map<string, CallFacts>();
  for (const { made, call } of acts) if (made?.kind === 'access key') makers.set(made.key, call);
  return makers;
}

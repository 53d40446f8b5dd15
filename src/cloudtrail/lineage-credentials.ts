/**
 * Identities → credentials: what signed which calls. One set of temporary credentials is one session, however its
 * records differ in what they say of it.
 */
import type { Credential, CredentialKind } from './lineage.ts';
import type { Breathe, CallFacts, IdentityFacts } from './lineage-facts.ts';
import { momentOf } from './lineage-moments.ts';

/** A credential before it is known where it comes from. */
export interface Draft {
  readonly id: string;
  readonly kind: CredentialKind;
  /** The row that says most of it. */
  readonly identity: IdentityFacts;
  readonly identities: readonly IdentityFacts[];
  readonly accessKeyId: string | null;
  readonly arn: string | null;
  readonly sourceIdentity: string | null;
  readonly mfa: boolean | null;
  readonly created: number | null;
  readonly firstCall: number | null;
  readonly lastCall: number | null;
  readonly calls: number;
}

export interface Drafts {
  readonly byId: ReadonlyMap<string, Draft>;
  readonly byIdentity: ReadonlyMap<number, Draft>;
}

/** AWS writes other words in this place too: an empty text, `HIDDEN_DUE_TO_SECURITY_REASONS`. */
const KEY = /^A[KS]IA[A-Z0-9]+$/;

export function keyOf(text: string | null): string | null {
  return text !== null && KEY.test(text) ? text : null;
}

export const isTemporary = (key: string): boolean => key.startsWith('ASIA');

/** Long-term keys, sessions, and those who sign without a key that is written. */
export async function draftCredentials(
  identities: readonly IdentityFacts[],
  calls: readonly CallFacts[],
  breathe: Breathe,
): Promise<Drafts> {
  const signIns = countSignIns(calls);
  const groups = new Map<string, IdentityFacts[]>();
  const bare: IdentityFacts[] = [];
  for (const identity of identities) {
    await breathe();
    if (isSignInOnly(identity, signIns)) bare.push(identity);
    else addTo(groups, idOf(identity), identity);
  }
  const sessions = await sessionsByStart(groups, breathe);
  for (const identity of bare) {
    // The sign-in that opens a session's console writes no key; its role and its start are those of the session.
    const same = sessions.get(startOf(identity) ?? '') ?? [];
    addTo(groups, same.length === 1 && same[0] !== undefined ? same[0] : idOf(identity), identity);
  }
  return draft(groups, breathe);
}

async function draft(groups: ReadonlyMap<string, IdentityFacts[]>, breathe: Breathe): Promise<Drafts> {
  const byId = new Map<string, Draft>();
  const byIdentity = new Map<number, Draft>();
  for (const [id, members] of groups) {
    await breathe();
    const one = draftOf(id, members);
    if (one === null) continue;
    byId.set(id, one);
    for (const { id: identity } of members) byIdentity.set(identity, one);
  }
  return { byId, byIdentity };
}

function addTo<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function countSignIns(calls: readonly CallFacts[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { eventSource, identityId } of calls)
    if (eventSource === 'signin.amazonaws.com') counts.set(identityId, (counts.get(identityId) ?? 0) + 1);
  return counts;
}

function isSignInOnly(identity: IdentityFacts, signIns: ReadonlyMap<number, number>): boolean {
  return keyOf(identity.accessKeyId) === null && signIns.get(identity.id) === identity.calls;
}

/** ARN and start; null for what is no session. */
function startOf({ arn, sessionCreated }: IdentityFacts): string | null {
  return arn === null || sessionCreated === null ? null : `${arn}@${sessionCreated}`;
}

function idOf(identity: IdentityFacts): string {
  const { accountId, principalKind, principal } = identity;
  return (
    keyOf(identity.accessKeyId) ??
    startOf(identity) ??
    `${accountId ?? 'no account'}/${principalKind ?? 'unknown'}/${principal ?? 'nobody'}`
  );
}

async function sessionsByStart(
  groups: ReadonlyMap<string, readonly IdentityFacts[]>,
  breathe: Breathe,
): Promise<ReadonlyMap<string, string[]>> {
  const starts = new Map<string, string[]>();
  for (const [id, members] of groups) {
    await breathe();
    const own = new Set(members.map(startOf));
    for (const start of own) if (start !== null && start !== id) addTo(starts, start, id);
  }
  return starts;
}

function draftOf(id: string, members: readonly IdentityFacts[]): Draft | null {
  const identity = mostTelling(members);
  if (identity === null) return null;
  const first = <T>(of: (one: IdentityFacts) => T | null): T | null =>
    members.map(of).find((value) => value !== null) ?? null;
  const times = (of: (one: IdentityFacts) => number | null): number[] =>
    members.map(of).filter((time) => time !== null);
  const starts = times(({ first: time }) => time);
  const ends = times(({ last }) => last);
  return {
    id,
    kind: kindOf(identity),
    identity,
    identities: members,
    accessKeyId: keyOf(identity.accessKeyId),
    arn: first(({ arn }) => arn),
    sourceIdentity: first(({ sourceIdentity }) => sourceIdentity),
    mfa: mfaOf(members),
    created: momentOf(first(({ sessionCreated }) => sessionCreated)),
    firstCall: least(starts),
    lastCall: least(ends, -1),
    calls: members.reduce((sum, { calls }) => sum + calls, 0),
  };
}

/** The least of any number of them; with −1 the greatest. */
function least(times: readonly number[], sign = 1): number | null {
  return times.reduce<number | null>(
    (best, time) => (best === null || time * sign < best * sign ? time : best),
    null,
  );
}

/** A service that acts for a session writes less of it than the session itself. */
function mostTelling(members: readonly IdentityFacts[]): IdentityFacts | null {
  const worth = (one: IdentityFacts): number =>
    [one.accessKeyId, one.arn, one.sessionCreated, one.roleName ?? one.userName].filter(
      (text) => text !== null && text !== '',
    ).length *
      2 -
    (one.invokedBy === null ? 0 : 1);
  return members.reduce<IdentityFacts | null>(
    (best, one) => (best === null || worth(one) > worth(best) ? one : best),
    null,
  );
}

function mfaOf(members: readonly IdentityFacts[]): boolean | null {
  const words = members.map(({ mfaAuthenticated }) => mfaAuthenticated?.toLowerCase());
  if (words.includes('true')) return true;
  return words.includes('false') ? false : null;
}

function kindOf({ type, arn, sessionCreated, accessKeyId }: IdentityFacts): CredentialKind {
  const key = keyOf(accessKeyId);
  if (key !== null && !isTemporary(key)) return 'access key';
  if (key === null && (arn === null || sessionCreated === null)) return 'principal';
  if (/:assumed-role\//.test(arn ?? '') || type === 'AssumedRole') return 'assumed role';
  if (/:federated-user\//.test(arn ?? '') || type === 'FederatedUser') return 'federation';
  return 'session token';
}

/** As it is when nothing could be joined. */
export function alone(draft: Draft): Credential {
  const { identity } = draft;
  return {
    id: draft.id,
    kind: draft.kind,
    accessKeyId: draft.accessKeyId,
    principal: identity.principal,
    principalKind: identity.principalKind,
    accountId: identity.accountId,
    arn: draft.arn,
    sessionName: identity.sessionName,
    roleName: identity.roleName,
    sourceIdentity: draft.sourceIdentity,
    mfa: draft.mfa,
    identityIds: draft.identities.map(({ id }) => id),
    created: draft.created,
    expires: null,
    firstCall: draft.firstCall,
    lastCall: draft.lastCall,
    calls: draft.calls,
    issue: null,
    parent: null,
    root: { kind: 'unknown', name: identity.principal ?? '' },
    person: null,
    personBy: null,
    depth: 0,
    missing: null,
  };
}

/**
 * Credentials and their joins in words for people: what kind, how it began, why a session was joined to its issuing call
 * and how sure that is. Texts out of the logs are put in as they are: whoever shows them makes them visible.
 */
import type { Certainty, Credential, CredentialKind, Issue, JoinReason, Root } from './lineage.ts';

export const CREDENTIAL_WORDS = {
  'assumed role': 'role session',
  console: 'console session',
  'session token': 'session token',
  federation: 'federated session',
  'access key': 'long-term key',
  principal: 'no key',
} as const satisfies Record<CredentialKind, string>;

/** Sign and word of how sure a join is; the sign never stands alone. */
export const CERTAINTY_SIGNS = {
  certain: '●',
  likely: '◐',
  possible: '○',
} as const satisfies Record<Certainty, string>;

export const NOT_JOINED_SIGN = '–';

const REASONS = {
  'access key': 'the answer of the call holds the access key that the session signs with',
  'shared event':
    'the call is logged in both accounts under one sharedEventID, and one half holds the session’s access key',
  'source identity': 'call and session carry the same source identity, and no other call fits',
  'session ARN': 'the call named a session of this ARN, which was used while those credentials held',
  'creation time': 'the session was created at the moment of the call, and no other call fits',
  'console sign-in': 'the session is that of the same user’s sign-in to the console just before',
  'role switch': 'the session began when somebody switched to the role in the console',
  'sign-in token': 'the session began with a sign-in token that was made from other credentials',
  portal: 'the session was handed out by the access portal of Identity Center',
} as const satisfies Record<JoinReason, string>;

const CERTAINTIES = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
} as const satisfies Record<Certainty, string>;

/** `Certain: the answer of the call holds the access key that the session signs with.` */
export function joinSentence({ reason, certainty }: Pick<Issue, 'reason' | 'certainty'>): string {
  return `${CERTAINTIES[certainty]}: ${REASONS[reason]}.`;
}

/** Temporary credentials come from somewhere; a long-term key and a principal without key do not. */
export function isSession({ kind }: Pick<Credential, 'kind'>): boolean {
  return kind !== 'access key' && kind !== 'principal';
}

/** Why a credential has no issuing call; null for one that has, or needs none. */
export function notJoinedSentence(credential: Pick<Credential, 'issue' | 'kind' | 'missing'>): string | null {
  const { issue, missing } = credential;
  if (missing !== null) return `${issue === null ? 'Not joined' : 'Beyond it'}: ${missing}.`;
  if (issue !== null) return null;
  return isSession(credential) ? 'Not joined: no call that could have issued it is loaded.' : null;
}

/** Who made the issuing call: as its record names them. */
export function callerName({ caller }: Issue): string {
  return caller.principal ?? caller.arn ?? caller.accessKeyId ?? accountName(caller.accountId);
}

function accountName(accountId: string | null): string {
  return accountId === null ? 'an unknown caller' : `account ${accountId}`;
}

/** `AssumeRole by ops-helper`; null when it is not known. */
export function beganWords({ issue }: Pick<Credential, 'issue'>): string | null {
  return issue === null ? null : `${issue.event.eventName} by ${callerName(issue)}`;
}

/** The account of whoever issued it, where that is another than its own. */
export function foreignCaller({ issue, accountId }: Pick<Credential, 'issue' | 'accountId'>): string | null {
  const other = issue?.caller.accountId ?? null;
  return other !== null && accountId !== null && other !== accountId ? other : null;
}

/** ms since 1970 UTC: when it was created, else its first call. */
export function startOf({ created, firstCall }: Pick<Credential, 'created' | 'firstCall'>): number | null {
  if (created === null || firstCall === null) return created ?? firstCall;
  return Math.min(created, firstCall);
}

/** ms from its start to its last call; null when no call has a time. */
export function lengthOf(credential: Pick<Credential, 'created' | 'firstCall' | 'lastCall'>): number | null {
  const start = startOf(credential);
  return start === null || credential.lastCall === null ? null : Math.max(0, credential.lastCall - start);
}

export const ROOT_WORDS = {
  human: 'a person',
  service: 'a service',
  account: 'another account',
  unknown: 'not known',
} as const satisfies Record<Root['kind'], string>;

/** What a credential is called: its principal, else its key. */
export function credentialName({
  principal,
  accessKeyId,
  id,
}: Pick<Credential, 'principal' | 'accessKeyId' | 'id'>): string {
  return principal ?? accessKeyId ?? id;
}

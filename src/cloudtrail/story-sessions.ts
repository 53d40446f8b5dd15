/** Sessions and keys as entries of the story: when each began and how, by whom, with MFA or without, from where, until when. */
import type { Credential, Lineage } from './lineage.ts';
import { named } from './story-entry.ts';
import type { Piece, StoryEntry, StoryLead } from './story-entry.ts';
import type { StoryIdentity } from './story-facts.ts';
import { spanWords } from './story-runs.ts';

/** A credential with what it did among the events told of. */
export interface ToldSession {
  readonly credential: Credential;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly who: number;
  readonly address: string | null;
  readonly addresses: number;
  readonly agent: string | null;
  readonly eventName: string | null;
}

/** In order of time. Identities of which lineage knows no credential, and those that sign nothing, begin no session. */
export function toldSessions(identities: readonly StoryIdentity[], lineage: Lineage): ToldSession[] {
  const sessions = new Map<string, ToldSession>();
  for (const one of identities) {
    const id = lineage.byIdentity.get(one.id);
    const credential = id === undefined ? undefined : lineage.credentials.get(id);
    if (credential === undefined || credential.kind === 'principal') continue;
    const known = sessions.get(credential.id);
    const first = known === undefined || one.from < known.from ? one : known;
    const { address, agent, eventName, who } = first;
    sessions.set(credential.id, {
      credential,
      count: one.count + (known?.count ?? 0),
      from: first.from,
      to: Math.max(one.to, known?.to ?? one.to),
      addresses: Math.max(one.addresses, known?.addresses ?? 0),
      who,
      address,
      agent,
      eventName,
    });
  }
  return [...sessions.values()].toSorted((a, b) => a.from - b.from);
}

/** `first`: where the story begins, ms; a call that issued the session after that is where it begins. */
export function sessionEntry(session: ToldSession, key: string, first: number): StoryEntry {
  const issued = session.credential.issue?.event.time ?? null;
  const from = issued !== null && issued >= first && issued < session.from ? issued : session.from;
  return {
    key,
    from: session.credential.kind === 'access key' ? session.from : from,
    to: session.to,
    tone: isTelling(session.credential) ? 'attention' : 'routine',
    who: null,
    account: null,
    words: [...beginning(session), '.'],
    more: details(session),
    count: session.count,
    lead: leadOf(session),
  };
}

/** Signed in without MFA, a key that was made within the data, a role in another account than the caller's. */
function isTelling({ kind, mfa, issue, accountId }: Credential): boolean {
  if (kind === 'console') return mfa === false;
  if (issue === null) return false;
  return kind === 'access key' || (issue.caller.accountId !== null && issue.caller.accountId !== accountId);
}

function principalOf({ principal, accessKeyId }: Credential): Piece {
  if (principal !== null) return named(principal, 'principal');
  return accessKeyId === null ? 'somebody' : named(accessKeyId, 'accessKeyId');
}

function beginning({ credential, eventName, from }: ToldSession): Piece[] {
  const who = principalOf(credential);
  const { issue, kind } = credential;
  const first: Piece[] = eventName === null ? [] : [': ', named(eventName, 'eventName')];
  switch (kind) {
    case 'console': {
      const mfa = credential.mfa === true ? ' with MFA' : credential.mfa === false ? ' without MFA' : '';
      return [who, ` signed in to the console${mfa}`];
    }
    case 'assumed role':
      return issue === null ? ['A session of ', who, ' begins', ...first] : assumed(credential, who);
    case 'access key': {
      const key = named(credential.accessKeyId ?? credential.id, 'accessKeyId');
      if (usedBefore(credential, from))
        return ['Calls with access key ', key, ' of ', who, ' begin', ...first];
      return ['First call with access key ', key, ' of ', who, ...first];
    }
    case 'session token':
      return [
        who,
        issue === null ? ' uses a session token' : ` asked for a session token (${issue.event.eventName})`,
      ];
    case 'federation':
      return [
        who,
        issue === null
          ? ' begins a federated session'
          : ` began a federated session (${issue.event.eventName})`,
      ];
    case 'principal':
      return [who, ' begins', ...first];
  }
}

/** Whether what is told begins in the middle of its use. */
function usedBefore({ firstCall }: Credential, from: number): boolean {
  return firstCall !== null && firstCall < from;
}

/** Roles of Identity Center are named after the permission set. */
const PERMISSION_SET = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

function assumed({ issue, roleName, arn, accountId, principal }: Credential, who: Piece): Piece[] {
  const caller = issue?.caller.principal ?? null;
  const role = roleName ?? principal ?? arn ?? 'a role';
  const permissions = PERMISSION_SET.exec(role)?.[1];
  const account: Piece[] =
    accountId === null ? [] : [' in account ', named(accountId, 'userIdentityAccountId')];
  if (permissions !== undefined) return [who, ' began a session as ', named(permissions, null), ...account];
  const by: Piece = caller === null ? 'Somebody' : named(caller, 'principal');
  return [by, ' assumed ', named(role, 'roleName'), ...account];
}

function details(session: ToldSession): Piece[][] {
  const { credential, count, address, addresses, agent } = session;
  const from: Piece[] =
    address === null
      ? []
      : [
          'from ',
          named(address, 'sourceIPAddress'),
          ...(addresses > 1 ? [` and ${addresses - 1} more`] : []),
          ...(agent === null ? [] : [`, ${agent}`]),
        ];
  const key: Piece[] =
    credential.accessKeyId === null || credential.kind === 'access key'
      ? []
      : ['session ', named(credential.accessKeyId, 'accessKeyId')];
  const name: Piece[] =
    credential.sessionName === null || credential.kind !== 'assumed role'
      ? []
      : ['session name ', named(credential.sessionName, 'sessionName')];
  const mfa = credential.kind === 'assumed role' && credential.mfa === true ? [['with MFA']] : [];
  const joined =
    credential.issue === null || credential.kind === 'access key'
      ? []
      : [[`joined by ${credential.issue.reason} (${credential.issue.certainty})`]];
  const before = usedBefore(credential, session.from)
    ? [[`in use since ${spanWords(session.from - (credential.firstCall ?? session.from))} before`]]
    : [];
  const missing = credential.missing === null ? [] : [[credential.missing]];
  const calls: Piece[] = [`${count.toLocaleString('en-US')} ${count === 1 ? 'call' : 'calls'}`];
  return [key, calls, from, name, ...mfa, ...before, ...joined, ...missing].filter((part) => part.length > 0);
}

function leadOf({ credential, from, to }: ToldSession): StoryLead {
  const values = credential.accessKeyId;
  if (values !== null) return { from, to: to + 1, choose: [{ field: 'accessKeyId', values: [values] }] };
  return { from, to: to + 1, choose: [{ field: 'sessionId', values: [credential.id] }] };
}

/** Places of the calls that began these sessions: they are told with the session and not again. */
export function issuePlaces(sessions: readonly ToldSession[]): ReadonlySet<string> {
  return new Set(
    sessions.flatMap(({ credential: { issue } }) =>
      [issue?.event, issue?.otherHalf].flatMap((ref) =>
        ref === undefined || ref === null ? [] : [`${ref.fileId} ${ref.recordOffset}`],
      ),
    ),
  );
}

/** Many sessions of one principal, as one entry. */
export function sessionsEntry(sessions: readonly ToldSession[], key: string): StoryEntry | null {
  const [first] = sessions;
  if (first === undefined) return null;
  const { credential } = first;
  const to = Math.max(...sessions.map((one) => one.to));
  const callers = new Set(sessions.map((one) => one.credential.issue?.caller.principal ?? null));
  const [caller] = callers;
  const by: Piece[] =
    callers.size === 1 && typeof caller === 'string' ? [', each begun by ', named(caller, 'principal')] : [];
  return {
    key,
    from: first.from,
    to,
    tone: 'routine',
    who: null,
    account: null,
    words: [`${sessions.length.toLocaleString('en-US')} sessions of `, principalOf(credential), ...by, '.'],
    more: [[`${sessions.reduce((sum, one) => sum + one.count, 0).toLocaleString('en-US')} calls`]],
    count: sessions.reduce((sum, one) => sum + one.count, 0),
    lead:
      credential.principal === null
        ? null
        : { from: first.from, to: to + 1, choose: [{ field: 'principal', values: [credential.principal] }] },
  };
}

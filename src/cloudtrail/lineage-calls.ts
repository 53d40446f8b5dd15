/**
 * The calls that give out credentials, each once: what they say of the session that they begin. Facts: IAM User Guide,
 * “Logging IAM and AWS STS API calls with CloudTrail”; CloudTrail User Guide, console sign-in events.
 */
import { member, memberAt, textOf } from '#lib/json.ts';
import { keyOf } from './lineage-credentials.ts';
import type { Breathe, CallFacts } from './lineage-facts.ts';
import { momentOf } from './lineage-moments.ts';

export type IssuingKind = 'issued' | 'sign-in' | 'switch' | 'sign-in token' | 'portal';

/** One act, whichever account's log tells of it. */
export interface IssuingCall {
  readonly kind: IssuingKind;
  /** The half that knows the caller, where both are loaded. */
  readonly call: CallFacts;
  readonly otherHalf: CallFacts | null;
  /** Only the log of the account that was called is loaded: of the caller it knows the account. */
  readonly isTargetHalf: boolean;
  /** The temporary key that it gave out; null where the record does not say. */
  readonly key: string | null;
  /** The key stands in the other half only. */
  readonly keyInOther: boolean;
  /** ARN under which the session acts. */
  readonly sessionArn: string | null;
  /** `account/role` of the session. */
  readonly role: string | null;
  readonly sourceIdentity: string | null;
  /** Of the portal's calls, who know no session: the name of the person. */
  readonly userName: string | null;
  /** ARN before a switch of roles. */
  readonly switchFrom: string | null;
  readonly time: number | null;
  readonly expires: number | null;
}

const STS = 'sts.amazonaws.com';
const HOUR = 3_600_000;

const KINDS: ReadonlyMap<string, IssuingKind> = new Map<string, IssuingKind>([
  ...[
    'AssumeRole',
    'AssumeRoleWithSAML',
    'AssumeRoleWithWebIdentity',
    'AssumeRoot',
    'GetSessionToken',
    'GetFederationToken',
  ].map((name) => [`${STS}/${name}`, 'issued'] as const),
  ['cognito-identity.amazonaws.com/GetCredentialsForIdentity', 'issued'],
  ['signin.amazonaws.com/ConsoleLogin', 'sign-in'],
  ['signin.amazonaws.com/SwitchRole', 'switch'],
  ['signin.amazonaws.com/GetSigninToken', 'sign-in token'],
  ['sso.amazonaws.com/Federate', 'portal'],
  ['sso.amazonaws.com/GetRoleCredentials', 'portal'],
]);

/** Names of the issuing calls, with their sources: `sts.amazonaws.com/AssumeRole`; and those that name people. */
export const ISSUING_NAMES: ReadonlySet<string> = new Set([
  ...KINDS.keys(),
  'signin.amazonaws.com/UserAuthentication',
]);

export function issuingKind({ eventSource, event, response }: CallFacts): IssuingKind | null {
  const kind = KINDS.get(`${eventSource}/${event.eventName}`) ?? null;
  if (kind !== 'sign-in' && kind !== 'switch' && kind !== 'sign-in token') return kind;
  // These say only here how they ended.
  return textOf(member(response, event.eventName))?.toLowerCase() === 'failure' ? null : kind;
}

/** `111122223333/Deploy`; role names are the same whatever their path. */
export function roleOfArn(arn: string | null): string | null {
  const assumed = /^arn:[^:]*:sts::(\d+):assumed-role\/([^/]+)\//s.exec(arn ?? '');
  const role = /^arn:[^:]*:iam::(\d+):role\/(?:.*\/)?([^/]+)$/s.exec(arn ?? '');
  const found = assumed ?? role;
  return found === null ? null : `${found[1] ?? ''}/${found[2] ?? ''}`;
}

/** Of a role's ARN and the name of a session the ARN that the session acts under. */
function assumedArn(roleArn: string | null, sessionName: string | null): string | null {
  const match = /^arn:([^:]*):iam::(\d+):role\/(?:.*\/)?([^/]+)$/s.exec(roleArn ?? '');
  if (match === null || sessionName === null) return null;
  return `arn:${match[1] ?? ''}:sts::${match[2] ?? ''}:assumed-role/${match[3] ?? ''}/${sessionName}`;
}

/** Whoever made a call, as the copy that is looked at names them. */
export interface CallerFacts {
  readonly arn: string | null;
  readonly accountId: string | null;
  readonly isRoot: boolean;
  readonly isOtherAccount: boolean;
  readonly sourceIdentity: string | null;
  /** User name of Identity Center. */
  readonly portalName: string | null;
}

export type CallerOf = (call: CallFacts) => CallerFacts;

/** Both halves of a call are one: they share an id; where that is missing, the key that both show. */
export async function issuingCalls(
  calls: readonly CallFacts[],
  callerOf: CallerOf,
  breathe: Breathe,
): Promise<IssuingCall[]> {
  const single: IssuingCall[] = [];
  const groups = new Map<string, IssuingCall[]>();
  for (const call of calls) {
    await breathe();
    const one = readCall(call, callerOf);
    if (one === null) continue;
    const mark = markOf(one);
    const group = mark === null ? undefined : groups.get(mark);
    if (mark === null) single.push(one);
    else if (group === undefined) groups.set(mark, [one]);
    else group.push(one);
  }
  const shared: IssuingCall[] = [];
  for (const group of groups.values()) {
    await breathe();
    shared.push(...halvesJoined(group));
  }
  return joinByKey([...shared, ...single]);
}

function markOf({ call }: IssuingCall): string | null {
  return call.eventSource === STS && call.sharedEventId !== null ? call.sharedEventId : null;
}

/** Two copies, one from each side. Any other number is no pair, whatever id they share. */
function halvesJoined(group: readonly IssuingCall[]): readonly IssuingCall[] {
  const whole = group.filter(({ isTargetHalf }) => !isTargetHalf);
  const target = group.filter(({ isTargetHalf }) => isTargetHalf);
  const [caller, called] = [whole[0], target[0]];
  if (group.length !== 2 || caller === undefined || called === undefined) return group;
  return sameKey(caller, called) ? [together(caller, called)] : group;
}

const sameKey = (a: IssuingCall, b: IssuingCall): boolean =>
  a.key === null || b.key === null || a.key === b.key;

function joinByKey(calls: readonly IssuingCall[]): IssuingCall[] {
  const halves = new Map<string, IssuingCall | null>();
  for (const call of calls)
    if (call.isTargetHalf && call.key !== null && call.otherHalf === null)
      halves.set(call.key, halves.has(call.key) ? null : call);
  const joined = new Set<IssuingCall>();
  const whole = calls.map((call) => {
    const isOneOfTwo = call.kind === 'issued' && !call.isTargetHalf && call.otherHalf === null;
    const half = isOneOfTwo ? halves.get(call.key ?? '') : null;
    if (half === null || half === undefined || joined.has(half)) return call;
    joined.add(half);
    return together(call, half);
  });
  return whole.filter((call) => !joined.has(call));
}

function together(caller: IssuingCall, called: IssuingCall): IssuingCall {
  return {
    ...caller,
    otherHalf: called.call,
    key: caller.key ?? called.key,
    keyInOther: caller.key === null && called.key !== null,
    sessionArn: caller.sessionArn ?? called.sessionArn,
    role: caller.role ?? called.role,
    sourceIdentity: caller.sourceIdentity ?? called.sourceIdentity,
    expires: caller.expires ?? called.expires,
  };
}

function readCall(call: CallFacts, callerOf: CallerOf): IssuingCall | null {
  const kind = issuingKind(call);
  if (kind === null) return null;
  const caller = callerOf(call);
  const { request, response, event } = call;
  const sessionArn = sessionArnOf(call, kind, caller);
  return {
    kind,
    call,
    otherHalf: null,
    isTargetHalf: caller.isOtherAccount,
    key: keyOf(
      textOf(memberAt(response, 'credentials', 'accessKeyId')) ??
        textOf(memberAt(response, 'Credentials', 'AccessKeyId')),
    ),
    keyInOther: false,
    sessionArn,
    role: roleOfArn(sessionArn) ?? roleOfArn(textOf(member(request, 'roleArn'))) ?? portalRole(call, kind),
    sourceIdentity:
      textOf(member(request, 'sourceIdentity')) ??
      textOf(member(response, 'sourceIdentity')) ??
      caller.sourceIdentity,
    userName: kind === 'portal' ? caller.portalName : null,
    switchFrom: kind === 'switch' ? textOf(member(call.additional, 'SwitchFrom')) : null,
    time: event.time,
    expires: kind === 'issued' ? expiryOf(call) : null,
  };
}

function sessionArnOf(call: CallFacts, kind: IssuingKind, caller: CallerFacts): string | null {
  if (kind === 'portal' || kind === 'sign-in token') return null;
  if (kind !== 'issued' || call.event.eventName === 'GetSessionToken') return ownArn(caller);
  const { request, response } = call;
  return (
    textOf(memberAt(response, 'assumedRoleUser', 'arn')) ??
    textOf(memberAt(response, 'federatedUser', 'arn')) ??
    assumedArn(textOf(member(request, 'roleArn')), textOf(member(request, 'roleSessionName')))
  );
}

/** Sign-ins of the root user may lack it. */
function ownArn({ arn, accountId, isRoot }: CallerFacts): string | null {
  return arn ?? (isRoot && accountId !== null ? `arn:aws:iam::${accountId}:root` : null);
}

/** `account/permission set`: the role is called `AWSReservedSSO_<set>_<hash>` there. */
function portalRole({ service, request }: CallFacts, kind: IssuingKind): string | null {
  if (kind !== 'portal') return null;
  const account = textOf(member(service, 'account_id')) ?? textOf(member(request, 'accountId'));
  const role = textOf(member(service, 'role_name')) ?? textOf(member(request, 'roleName'));
  return account === null || role === null ? null : `${account}/${role}`;
}

function expiryOf({ event, request, response }: CallFacts): number | null {
  const written = momentOf(textOf(memberAt(response, 'credentials', 'expiration')));
  if (written !== null || event.time === null) return written;
  const seconds = Number(textOf(member(request, 'durationSeconds')) ?? Number.NaN);
  if (Number.isFinite(seconds) && seconds > 0) return event.time + seconds * 1_000;
  // What STS grants when it is not asked for a time.
  return event.time + (/^(?:GetSessionToken|GetFederationToken)$/.test(event.eventName) ? 12 : 1) * HOUR;
}

// @ts-check
// The calls that give out credentials, and what each says of the session it begins. Facts: the STS and sign-in events of the
// CloudTrail and IAM user guides.

import { dig, moment, text } from './records.mjs';

/** @typedef {import('./records.mjs').Row} Row */

/**
 * One issuing call: one record, or the two halves of a call across accounts.
 *
 * @typedef {object} Call
 * @property {Row[]} halves
 * @property {Row} best the caller's half where it is there
 * @property {'issued' | 'sign-in' | 'switch' | 'portal'} kind
 * @property {string} key the temporary key it gave out; empty where the record does not say
 * @property {string} subject the ARN that the session acts under, or what `portalSubject` makes of it; empty where the record
 *   does not say
 * @property {number} time
 * @property {number} expires
 * @property {string} sourceIdentity
 */

const STS = new Set([
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'GetSessionToken',
  'GetFederationToken',
]);

/** What AWS itself puts in place of a key is none. @param {string} key */
export const isKey = (key) => /^A[KS]IA[A-Z0-9]{12,}$/.test(key);
/** @param {string} key */
export const isTemporary = (key) => isKey(key) && key.startsWith('ASIA');

/** @param {Row} row @returns {Call['kind'] | null} null: gives nothing out, or was refused */
function kindOf({ record, name }) {
  if (text(record, 'errorCode')) return null;
  const source = text(record, 'eventSource');
  if (source === 'sts.amazonaws.com') return STS.has(name) ? 'issued' : null;
  if (source === 'sso.amazonaws.com')
    return name === 'Federate' || name === 'GetRoleCredentials' ? 'portal' : null;
  if (source === 'cognito-identity.amazonaws.com')
    return name === 'GetCredentialsForIdentity' ? 'issued' : null;
  if (source !== 'signin.amazonaws.com') return null;
  if (text(record, 'responseElements', name) !== 'Success') return null;
  if (name === 'ConsoleLogin') return 'sign-in';
  if (name === 'SwitchRole') return 'switch';
  return name === 'GetSigninToken' ? 'issued' : null;
}

/** `arn:aws:iam::1:role/path/Role` and a session name → the ARN the session acts under. @param {string} role @param {string} session */
function assumedArn(role, session) {
  const match = /^arn:([^:]*):iam::(\d+):role\/(?:.*\/)?([^/]+)$/s.exec(role);
  return match && session ? `arn:${match[1]}:sts::${match[2]}:assumed-role/${match[3]}/${session}` : '';
}

/** Whom a session of Identity Center is for, as the portal knows it. @param {string} account @param {string} set @param {string} person */
const portalSubject = (account, set, person) =>
  account && set && person ? `portal ${account} ${set} ${person}` : '';

/** The portal's name for an assumed-role ARN; empty for any other role. @param {string} arn */
export function portalSubjectOf(arn) {
  const match = /^arn:[^:]*:sts::(\d+):assumed-role\/AWSReservedSSO_(.+)_[0-9a-f]+\/(.+)$/s.exec(arn);
  return match ? portalSubject(match[1] ?? '', match[2] ?? '', match[3] ?? '') : '';
}

/** User ids of Identity Center → the names they signed in by. @param {Row[]} rows */
function portalNames(rows) {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const { record } of rows) {
    const id = text(record, 'userIdentity', 'onBehalfOf', 'userId');
    const name = text(record, 'additionalEventData', 'UserName');
    if (id && name) names.set(id, name);
  }
  return names;
}

/** @param {Row} row @param {Call['kind']} kind @param {Map<string, string>} names */
function subjectOf({ record, name }, kind, names) {
  if (kind === 'portal')
    return portalSubject(
      text(record, 'serviceEventDetails', 'account_id'),
      text(record, 'serviceEventDetails', 'role_name'),
      text(record, 'additionalEventData', 'UserName') ||
        (names.get(text(record, 'userIdentity', 'onBehalfOf', 'userId')) ?? ''),
    );
  const own = text(record, 'userIdentity', 'arn');
  if (kind !== 'issued' || name === 'GetSessionToken') {
    const account = text(record, 'userIdentity', 'accountId');
    const root = text(record, 'userIdentity', 'type') === 'Root' && account;
    return own || (root ? `arn:aws:iam::${account}:root` : '');
  }
  return (
    text(record, 'responseElements', 'assumedRoleUser', 'arn') ||
    text(record, 'responseElements', 'federatedUser', 'arn') ||
    assumedArn(
      text(record, 'requestParameters', 'roleArn'),
      text(record, 'requestParameters', 'roleSessionName'),
    )
  );
}

/** @param {Row} row @param {Call['kind']} kind @param {Map<string, string>} names @returns {Call} */
function toCall(row, kind, names) {
  const { record, time } = row;
  const written = text(record, 'responseElements', 'credentials', 'accessKeyId');
  const seconds = Number(dig(record, 'requestParameters', 'durationSeconds') ?? 3600);
  const expires = moment(text(record, 'responseElements', 'credentials', 'expiration'));
  return {
    halves: [row],
    best: row,
    kind,
    key: isKey(written) ? written : '',
    subject: subjectOf(row, kind, names),
    time,
    expires: Number.isNaN(expires) ? time + seconds * 1000 : expires,
    sourceIdentity:
      text(record, 'requestParameters', 'sourceIdentity') ||
      text(record, 'responseElements', 'sourceIdentity') ||
      text(record, 'userIdentity', 'sessionContext', 'sourceIdentity'),
  };
}

/** @param {Row} row the account that was called knows of its caller only whose account it is */
export const isTargetHalf = (row) => text(row.record, 'userIdentity', 'type') === 'AWSAccount';

/** @param {Call} a @param {Call} b the same call, seen from another account @returns {Call} */
function together(a, b) {
  const [first, second] = isTargetHalf(a.best) && !isTargetHalf(b.best) ? [b, a] : [a, b];
  return {
    ...first,
    halves: [...first.halves, ...second.halves],
    key: first.key || second.key,
    subject: first.subject || second.subject,
    sourceIdentity: first.sourceIdentity || second.sourceIdentity,
  };
}

/**
 * Halves belong together by `sharedEventID`; where that is missing, by the key that both show.
 *
 * @param {Row[]} rows
 * @returns {Call[]}
 */
export function issuingCalls(rows) {
  const names = portalNames(rows);
  /** @type {Map<string, Call>} */
  const shared = new Map();
  /** @type {Call[]} */
  const alone = [];
  for (const row of rows) {
    const kind = kindOf(row);
    if (!kind) continue;
    const call = toCall(row, kind, names);
    const mark = text(row.record, 'sharedEventID');
    if (!mark || row.name !== 'AssumeRole') {
      alone.push(call);
      continue;
    }
    const other = shared.get(mark);
    shared.set(mark, other ? together(other, call) : call);
  }
  return joinHalvesByKey([...shared.values(), ...alone]);
}

/** @param {Call[]} calls @returns {Call[]} */
function joinHalvesByKey(calls) {
  /** @type {Map<string, Call>} */
  const halves = new Map();
  for (const call of calls) if (call.key && isTargetHalf(call.best)) halves.set(call.key, call);
  const joined = new Set();
  const whole = calls
    .filter((call) => !isTargetHalf(call.best))
    .map((call) => {
      // GetSigninToken can show the very key it was signed with: that is another call.
      const half = call.best.name === 'AssumeRole' ? halves.get(call.key) : undefined;
      if (half) joined.add(half);
      return half ? together(call, half) : call;
    });
  return [...whole, ...calls.filter((call) => isTargetHalf(call.best) && !joined.has(call))];
}

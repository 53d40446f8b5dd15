// @ts-check
// Sessions, the call that began each, and the chain above it. A join is made only where exactly one call fits.

import { isKey, isTemporary, issuingCalls, portalSubjectOf } from './calls.mjs';
import { dig, moment, text } from './records.mjs';

/** @typedef {import('./records.mjs').Row} Row */
/** @typedef {import('./calls.mjs').Call} Call */
/** @typedef {{ kind: 'human' | 'service' | 'account' | 'unknown', name: string | null }} Root */

/**
 * What was done with one set of temporary credentials.
 *
 * @typedef {object} Session
 * @property {string} id the key, or arn@creationDate where its records show none
 * @property {string} key
 * @property {string} arn
 * @property {string} account
 * @property {number} created NaN where no record says it
 * @property {string} sourceIdentity
 * @property {Row[]} rows what it signed
 * @property {Call | null} call
 * @property {'key' | 'arn' | 'time' | null} reason
 */

/**
 * The form of truth.json.
 *
 * @typedef {object} SessionTruth
 * @property {string} session
 * @property {string | null} accessKeyId
 * @property {string | null} arn
 * @property {string | null} accountId
 * @property {string | null} issuedBy eventID of the issuing call; the caller's half where both are there
 * @property {string | null} parent the session or the long-term key that made the call
 * @property {Root} root
 * @property {number} depth hops from the root
 * @property {boolean} knowable the records say which call it was
 */

/** The session's own creation and the end of the call are two clocks of whole seconds. */
const TOLERANCE = 2000;

/** The session a record was signed with: its key, else who and when it began. @param {unknown} record @returns {string | null} */
export function sessionIdOf(record) {
  const key = text(record, 'userIdentity', 'accessKeyId');
  if (isKey(key)) return isTemporary(key) ? key : null;
  const arn = text(record, 'userIdentity', 'arn');
  const created = text(record, 'userIdentity', 'sessionContext', 'attributes', 'creationDate');
  const signIn = text(record, 'eventSource') === 'signin.amazonaws.com';
  return arn && created && !signIn ? `${arn}@${created}` : null;
}

/** @param {Row} row @param {string} id @returns {Session} */
function begin({ record }, id) {
  return {
    id,
    key: isTemporary(id) ? id : '',
    arn: text(record, 'userIdentity', 'arn'),
    account: text(record, 'userIdentity', 'accountId'),
    created: moment(text(record, 'userIdentity', 'sessionContext', 'attributes', 'creationDate')),
    sourceIdentity: text(record, 'userIdentity', 'sessionContext', 'sourceIdentity'),
    rows: [],
    call: null,
    reason: null,
  };
}

/** @param {Row[]} rows @returns {Map<string, Session>} */
function findSessions(rows) {
  /** @type {Map<string, Session>} */
  const sessions = new Map();
  for (const row of rows) {
    const id = sessionIdOf(row.record);
    if (id === null) continue;
    const first = begin(row, id);
    const session = sessions.get(id) ?? first;
    // A record may lack what another of the same key has.
    session.arn ||= first.arn;
    session.account ||= first.account;
    session.sourceIdentity ||= first.sourceIdentity;
    if (Number.isNaN(session.created)) session.created = first.created;
    session.rows.push(row);
    sessions.set(id, session);
  }
  return sessions;
}

/** @param {Session} session @param {Call} call could this call have begun it, as far as ARN and time go? */
function fits(session, call) {
  // A call that shows the key it gave out gave out no other.
  if (session.key && call.key) return false;
  if (session.sourceIdentity && call.sourceIdentity && session.sourceIdentity !== call.sourceIdentity)
    return false;
  if (!Number.isNaN(session.created)) return Math.abs(call.time - session.created) <= TOLERANCE;
  if (call.kind !== 'issued') return false;
  return session.rows.every(({ time }) => time >= call.time && time <= call.expires);
}

/** @param {Session} session @param {Map<string, Call[]>} byKey @param {Map<string, Call[]>} bySubject */
function join(session, byKey, bySubject) {
  // GetSigninToken may hand back the key it was signed with: that is not where the key came from.
  const issued = (byKey.get(session.key) ?? []).filter(
    ({ best }) => text(best.record, 'userIdentity', 'accessKeyId') !== session.key,
  );
  if (session.key && issued.length > 0) {
    if (issued.length === 1) Object.assign(session, { call: issued[0], reason: 'key' });
    return;
  }
  if (!session.arn) return;
  const subjects = [session.arn, portalSubjectOf(session.arn)];
  const all = subjects.flatMap((subject) => (subject ? (bySubject.get(subject) ?? []) : []));
  const near = all.filter((call) => fits(session, call));
  const exact = near.filter(({ time }) => time === session.created);
  const [call, ...more] = exact.length > 0 ? exact : near;
  if (call && more.length === 0)
    Object.assign(session, { call, reason: Number.isNaN(session.created) ? 'arn' : 'time' });
}

/** One call gives out one key: where two sessions with keys would have it, it is given to neither. @param {Iterable<Session>} sessions */
function takeBackShared(sessions) {
  const keyed = [...sessions].filter(({ key, call }) => key && call?.kind === 'issued' && !call.key);
  for (const [, takers] of groupBy(keyed, ({ call }) => call))
    if (takers.length > 1) for (const session of takers) Object.assign(session, { call: null, reason: null });
}

/** @template T, N @param {T[]} list @param {(item: T) => N} nameOf */
export function groupBy(list, nameOf) {
  /** @type {Map<N, T[]>} */
  const groups = new Map();
  for (const item of list) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return groups;
}

/**
 * What made the call: a session, a long-term key, or nothing the records name.
 *
 * @param {Session} session @param {Map<string, Call[]>} bySubject
 */
function parentOf({ call }, bySubject) {
  if (!call || call.kind === 'sign-in' || call.kind === 'portal') return null;
  const { record } = call.best;
  if (call.kind === 'issued') return signerOf(record);
  // The console takes the other role by AssumeRole in the same moment, from the identity that SwitchFrom names.
  const from = text(record, 'additionalEventData', 'SwitchFrom');
  const beside = (bySubject.get(call.subject) ?? []).filter(
    ({ kind, time, best }) =>
      kind === 'issued' && time === call.time && text(best.record, 'userIdentity', 'arn') === from,
  );
  const [one, ...more] = beside;
  return one && more.length === 0 ? signerOf(one.best.record) : null;
}

/** @param {unknown} record the long-term key or the session it was signed with */
function signerOf(record) {
  const key = text(record, 'userIdentity', 'accessKeyId');
  return isKey(key) ? key : sessionIdOf(record);
}

/** @param {string | undefined} arn the part after the last slash */
const lastPart = (arn) => (arn ?? '').slice((arn ?? '').lastIndexOf('/') + 1);

/** Whom an identity itself names. @param {unknown} identity @returns {Root} */
function namedBy(identity) {
  const type = text(identity, 'type');
  const arn = text(identity, 'arn');
  const userName = text(identity, 'userName');
  const human = (/** @type {string} */ name) => /** @type {Root} */ ({ kind: 'human', name });
  const sourceIdentity = text(identity, 'sessionContext', 'sourceIdentity');
  if (type === 'Root') return human('root');
  // The token of a pipeline names a job: nobody.
  if (type === 'WebIdentityUser' && userName.startsWith('repo:')) return { kind: 'service', name: userName };
  if (type === 'IAMUser' || type === 'SAMLUser' || type === 'WebIdentityUser')
    return human(userName || lastPart(arn));
  if (/:assumed-role\/AWSReservedSSO_/.test(arn)) return human(lastPart(arn));
  if (sourceIdentity) return human(sourceIdentity);
  if (type === 'FederatedUser')
    return human(text(identity, 'sessionContext', 'sessionIssuer', 'userName') || lastPart(arn));
  if (type === 'AWSService' || (!type && text(identity, 'invokedBy')))
    return { kind: 'service', name: text(identity, 'invokedBy') };
  // EC2 names the session of an instance after it, and says how it got its credentials.
  if (
    type === 'AssumedRole' &&
    text(identity, 'sessionContext', 'ec2RoleDelivery') &&
    /\/i-[0-9a-f]+$/.test(arn)
  )
    return { kind: 'service', name: 'ec2.amazonaws.com' };
  if (type === 'AWSAccount') return { kind: 'account', name: text(identity, 'accountId') };
  return { kind: 'unknown', name: null };
}

/**
 * @param {Session} session @param {Map<string, Session>} sessions @param {Map<string, string | null>} parents
 * @param {Set<string>} below
 * @returns {{ root: Root, depth: number }}
 */
function climb(session, sessions, parents, below = new Set()) {
  const identity = dig(session.rows[0]?.record, 'userIdentity');
  if (below.has(session.id)) return { root: { kind: 'unknown', name: null }, depth: 0 };
  if (!session.call) return { root: namedBy(identity), depth: 0 };
  const parent = sessions.get(parents.get(session.id) ?? '');
  if (parent) {
    const above = climb(parent, sessions, parents, new Set([...below, session.id]));
    return { root: above.root, depth: above.depth + 1 };
  }
  const { best, kind } = session.call;
  if (kind === 'portal') return { root: namedBy(identity), depth: 1 };
  const from = text(best.record, 'additionalEventData', 'SwitchFrom');
  const user = /^arn:[^:]*:iam::\d+:user\//.test(from);
  if (kind === 'switch')
    return { root: user ? { kind: 'human', name: lastPart(from) } : namedBy(identity), depth: 1 };
  return { root: namedBy(dig(best.record, 'userIdentity')), depth: 1 };
}

/**
 * @typedef {object} Lineage
 * @property {Map<string, Session>} sessions
 * @property {Call[]} calls
 * @property {SessionTruth[]} truth
 */

/** @param {Row[]} rows @returns {Lineage} */
export function buildLineage(rows) {
  const calls = issuingCalls(rows);
  const sessions = findSessions(rows);
  const byKey = groupBy(calls, ({ key }) => key);
  const bySubject = groupBy(calls, ({ subject }) => subject);
  for (const session of sessions.values()) join(session, byKey, bySubject);
  takeBackShared(sessions.values());
  const parents = new Map([...sessions.values()].map((one) => [one.id, parentOf(one, bySubject)]));
  const truth = [...sessions.values()].map((session) => ({
    session: session.id,
    accessKeyId: session.key || null,
    arn: session.arn || null,
    accountId: session.account || null,
    issuedBy: session.call?.best.id ?? null,
    parent: parents.get(session.id) ?? null,
    ...climb(session, sessions, parents),
    knowable: session.call !== null,
  }));
  return { sessions, calls, truth };
}

// @ts-check
// Everything a key, a session or a user did, and everything that what it created did: the oracle's blast radius.

import { isKey } from './calls.mjs';
import { text } from './records.mjs';
import { groupBy, sessionIdOf } from './sessions.mjs';

/** @typedef {import('./records.mjs').Row} Row */
/** @typedef {import('./sessions.mjs').Lineage} Lineage */
/** @typedef {import('./sessions.mjs').Session} Session */

/**
 * A thing that was created.
 *
 * @typedef {object} Created
 * @property {'user' | 'access-key' | 'login-profile' | 'role' | 'policy' | 'group' | 'policy-attachment' | 'bucket-policy' | 'session'} kind
 * @property {string} name the key's own id for a key, the user's name for a login profile
 * @property {string} account
 * @property {string | null} createdBy eventID
 * @property {string | null} deletedBy eventID; null: still there
 */

/** @typedef {{ key?: string, user?: { account: string, name: string }, since?: number }} Start */
/** @typedef {{ account: string, name: string, from: number, until: number }} Span */

/** @param {unknown} record @param {string} name of a request parameter */
const asked = (record, name) => text(record, 'requestParameters', name);
/** @param {string} arn its name, without the path */
const lastPart = (arn) => arn.slice(arn.lastIndexOf('/') + 1);
/** @param {unknown} record the policy, and what it is attached to */
function attachment(record) {
  const policy = asked(record, 'policyArn');
  const to = asked(record, 'userName') || asked(record, 'roleName') || asked(record, 'groupName');
  return policy && to ? `${lastPart(policy)} → ${to}` : '';
}

/**
 * What a creation is named by, what ends it, and how the ending names it.
 *
 * @type {Record<string, { kind: Created['kind'], name: (record: unknown) => string, end: string, by?: (record: unknown) => string }>}
 */
const CREATES = {
  CreateUser: { kind: 'user', name: (record) => asked(record, 'userName'), end: 'DeleteUser' },
  CreateAccessKey: {
    kind: 'access-key',
    name: (record) => text(record, 'responseElements', 'accessKey', 'accessKeyId'),
    end: 'DeleteAccessKey',
    by: (record) => asked(record, 'accessKeyId'),
  },
  CreateLoginProfile: {
    kind: 'login-profile',
    name: (record) => asked(record, 'userName'),
    end: 'DeleteLoginProfile',
  },
  CreateRole: { kind: 'role', name: (record) => asked(record, 'roleName'), end: 'DeleteRole' },
  CreatePolicy: {
    kind: 'policy',
    name: (record) => lastPart(text(record, 'responseElements', 'policy', 'arn')),
    end: 'DeletePolicy',
    by: (record) => lastPart(asked(record, 'policyArn')),
  },
  CreateGroup: { kind: 'group', name: (record) => asked(record, 'groupName'), end: 'DeleteGroup' },
  AttachUserPolicy: { kind: 'policy-attachment', name: attachment, end: 'DetachUserPolicy' },
  AttachRolePolicy: { kind: 'policy-attachment', name: attachment, end: 'DetachRolePolicy' },
  AttachGroupPolicy: { kind: 'policy-attachment', name: attachment, end: 'DetachGroupPolicy' },
  PutBucketPolicy: {
    kind: 'bucket-policy',
    name: (record) => asked(record, 'bucketName'),
    end: 'DeleteBucketPolicy',
  },
};
const SOURCES = new Set(['iam.amazonaws.com', 's3.amazonaws.com']);

/** @param {Row} row done, not refused */
const isDone = ({ record }) => SOURCES.has(text(record, 'eventSource')) && !text(record, 'errorCode');

/** @param {Row} row */
const accountOf = ({ record }) =>
  text(record, 'recipientAccountId') || text(record, 'userIdentity', 'accountId');

/** @param {Row} row @returns {Omit<Created, 'deletedBy'> | null} */
function creationIn(row) {
  const way = isDone(row) && Object.hasOwn(CREATES, row.name) ? CREATES[row.name] : undefined;
  const name = way?.name(row.record);
  return way && name ? { kind: way.kind, name, account: accountOf(row), createdBy: row.id } : null;
}

/** @param {Row[]} rows everything, in order of time */
function endings(rows) {
  const ways = Object.values(CREATES);
  const ends = rows.flatMap((row) => {
    const way = isDone(row) ? ways.find(({ end }) => end === row.name) : undefined;
    const key = way ? `${way.kind} ${accountOf(row)} ${(way.by ?? way.name)(row.record)}` : '';
    return way ? [{ key, row }] : [];
  });
  /** @param {Omit<Created, 'deletedBy'>} thing @param {number} from */
  return (thing, from) =>
    ends.find(({ key, row }) => key === `${thing.kind} ${thing.account} ${thing.name}` && row.time >= from)
      ?.row;
}

/** @param {Row[]} rows @param {(row: Row) => string | null} nameOf */
function index(rows, nameOf) {
  /** @type {Map<string, Row[]>} */
  const found = new Map();
  for (const row of rows) {
    const name = nameOf(row);
    if (name === null) continue;
    const list = found.get(name);
    if (list) list.push(row);
    else found.set(name, [row]);
  }
  return (/** @type {string} */ name) => found.get(name) ?? [];
}

/** @param {Row} row */
function userOf({ record }) {
  const identity = /** @type {(name: string) => string} */ ((name) => text(record, 'userIdentity', name));
  return identity('type') === 'IAMUser' ? `${identity('accountId')}/${identity('userName')}` : null;
}

/** @param {Session} session `account/role` it acts as */
function roleOf({ arn }) {
  const match = /^arn:[^:]*:sts::(\d+):assumed-role\/([^/]+)\//.exec(arn);
  return match ? `${match[1]}/${match[2]}` : '';
}

/**
 * @param {Row[]} rows in order of time
 * @param {Lineage} lineage of the same rows
 * @param {Start} start
 * @returns {{ rows: Row[], created: Created[] }}
 */
export function reach(rows, { sessions, calls }, start) {
  const bySigner = index(rows, ({ record }) => {
    const key = text(record, 'userIdentity', 'accessKeyId');
    return isKey(key) ? key : sessionIdOf(record);
  });
  const byUser = index(rows, userOf);
  const endOf = endings(rows);
  const callOf = new Map(calls.flatMap((call) => call.halves.map((half) => [half, call])));
  const ofCall = groupBy([...sessions.values()], ({ call }) => call);
  const ofRole = groupBy([...sessions.values()], roleOf);
  /** @type {Set<Row>} */
  const reached = new Set();
  /** @type {Created[]} */
  const created = [];
  /** @type {Set<string>} */
  const sessionsOf = new Set();
  /** @type {Row[]} */
  const waiting = [];
  const take = (/** @type {Row[]} */ more) => {
    for (const row of more) {
      if (reached.has(row)) continue;
      reached.add(row);
      waiting.push(row);
    }
  };

  /** @param {Omit<Created, 'deletedBy'>} thing @param {Row} row @returns {Span} */
  function record(thing, row) {
    const end = endOf(thing, row.time);
    created.push({ ...thing, deletedBy: end?.id ?? null });
    return { account: thing.account, name: thing.name, from: row.time, until: end?.time ?? Infinity };
  }

  /** @param {Created['kind']} kind @param {Span} span what a created thing did while it was there */
  function follow(kind, { account, name, from, until }) {
    const inside = (/** @type {number} */ time) => time >= from && time <= until;
    if (kind === 'access-key') take(bySigner(name));
    const own = byUser(`${account}/${name}`).filter(({ time }) => inside(time));
    if (kind === 'user') take(own);
    if (kind === 'login-profile') take(own.filter((row) => row.name === 'ConsoleLogin'));
    if (kind !== 'role') return;
    for (const session of ofRole.get(`${account}/${name}`) ?? []) {
      if (inside(session.call?.time ?? session.rows[0]?.time ?? NaN)) take(session.rows);
    }
  }

  const since = start.since ?? -Infinity;
  const first = start.key ? bySigner(start.key) : byUser(`${start.user?.account}/${start.user?.name}`);
  take(first.filter(({ time }) => time >= since));
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    const call = callOf.get(row);
    if (call) {
      take(call.halves);
      for (const session of ofCall.get(call) ?? []) {
        if (!sessionsOf.has(session.id)) {
          const { id: name, account } = session;
          created.push({ kind: 'session', name, account, createdBy: call.best.id, deletedBy: null });
        }
        sessionsOf.add(session.id);
        take(session.rows);
      }
    }
    const thing = creationIn(row);
    if (thing) follow(thing.kind, record(thing, row));
  }
  return { rows: [...reached].sort((a, b) => a.time - b.time), created };
}

// @ts-check
// Who acts in the bulk logs: services, machine users, people and the roles of machines; and the sessions that calls on the way begin.

import { ACCOUNTS, AGENTS } from './population.mjs';

/** @typedef {import('./population.mjs').Dice} Dice */

/**
 * @typedef {object} Caller
 * @property {string} identity JSON
 * @property {string} arn
 * @property {string} address
 * @property {string} agent
 * @property {boolean} tls
 * @property {Opening | null} opening the call that gave it its credentials, still to be made; null where it needs none
 */

/**
 * What a call that gives out a session is told of it.
 *
 * @typedef {object} Opening
 * @property {string} by the caller's identity, JSON
 * @property {string} host that made the call
 * @property {'AssumeRole' | 'AssumeRoleWithSAML'} name
 * @property {Session} session
 */

/** @typedef {{ account: string, role: string, path: string, number: number, name: string, key: string, ec2: boolean }} Session */

const SERVICE_CALLERS = [
  'cloudtrail',
  'config',
  'delivery.logs',
  'lambda',
  'ec2',
  'ecs-tasks',
  'autoscaling',
];
/** Of a hundred sessions so many began before the logs do, or in a file that is missing. */
const UNOPENED = 15;

/** @param {Dice} dice an address of the ranges for documentation, or a private one */
function addressOf(dice) {
  const number = dice.skewed(6000);
  const kind = number % 5;
  if (kind < 3) return `10.${number % 23}.${(number >> 3) % 250}.${(number * 7) % 250}`;
  if (kind === 3) return `${['192.0.2', '198.51.100', '203.0.113'][number % 3]}.${(number >> 2) % 254}`;
  return `2001:db8:${(number % 97).toString(16)}::${number.toString(16)}`;
}

/** @param {Dice} dice @returns {string} a temporary key */
export const temporaryKey = (dice) => `ASIAEXAMPLE${dice.upper(10).slice(1)}`;
/** @param {Session} session */
export const roleId = ({ account, number }) => `AROAEXAMPLE${account.slice(0, 5)}${10000 + number}`;
/** @param {Session} session */
export const sessionArn = ({ account, role, name }) => `arn:aws:sts::${account}:assumed-role/${role}/${name}`;
/** @param {Session} session */
export const roleArn = ({ account, role, path }) => `arn:aws:iam::${account}:role${path}${role}`;

/** @param {Session} session @param {string} created ISO time */
function sessionIdentity(session, created) {
  const { account, role, name, key, ec2 } = session;
  const id = roleId(session);
  return (
    `{"type":"AssumedRole","principalId":"${id}:${name}","arn":"${sessionArn(session)}","accountId":"${account}","accessKeyId":"${key}",` +
    `"sessionContext":{"sessionIssuer":{"type":"Role","principalId":"${id}","arn":"${roleArn(session)}","accountId":"${account}","userName":"${role}"},` +
    `"attributes":{"creationDate":"${created}","mfaAuthenticated":"false"}${ec2 ? ',"ec2RoleDelivery":"2.0"' : ''}}}`
  );
}

/** @param {Caller} caller @param {string} time ISO, of the call that was made for it @returns {void} */
export function open(caller, time) {
  if (!caller.opening) return;
  caller.identity = sessionIdentity(caller.opening.session, time);
  caller.opening = null;
}

/** The session that an ordinary AssumeRole began, from its caller's address. @param {Caller} by @param {Session} session @param {string} time ISO @returns {Caller} */
export const sessionCaller = (by, session, time) => ({
  ...by,
  identity: sessionIdentity(session, time),
  arn: sessionArn(session),
  opening: null,
});

/** @param {string} account @param {string} name @param {string} key */
function userIdentity(account, name, key) {
  return `{"type":"IAMUser","principalId":"AIDAEXAMPLE${key.slice(11)}","arn":"arn:aws:iam::${account}:user/${name}","accountId":"${account}","accessKeyId":"${key}","userName":"${name}"}`;
}

/** A user signs with a key that was just created for it. @param {Caller} by @param {string} account @param {string} name @param {string} key @returns {Caller} */
export const userCaller = (by, account, name, key) => ({
  ...by,
  identity: userIdentity(account, name, key),
  arn: `arn:aws:iam::${account}:user/${name}`,
  opening: null,
});

/** @param {Dice} dice @returns {Caller} */
function drawService(dice) {
  const host = `${dice.pick(SERVICE_CALLERS)}.amazonaws.com`;
  const identity = `{"type":"AWSService","invokedBy":"${host}"}`;
  return { identity, arn: host, address: host, agent: host, tls: false, opening: null };
}

/**
 * A machine of the first account does a tenth of everything with one key: what is long has to be in the set.
 *
 * @param {Dice} dice @param {string} account
 */
function drawUser(dice, account) {
  const number = account === ACCOUNTS[0] && dice.below(100) < 97 ? 0 : dice.skewed(60);
  const name = `machine-user-${number}`;
  const key = `AKIAEXAMPLE${account.slice(0, 5)}${1000 + number}`;
  return { identity: userIdentity(account, name, key), arn: `arn:aws:iam::${account}:user/${name}` };
}

/** @param {Dice} dice @param {string} account @param {boolean} person @param {string} created ISO time */
function drawSession(dice, account, person, created) {
  const number = dice.skewed(person ? 30 : 240);
  /** @type {Session} */
  const session = {
    account,
    number,
    role: person ? `AWSReservedSSO_Team${number}_0123456789abcdef` : `service-role-${number}`,
    path: person ? '/aws-reserved/sso.amazonaws.com/eu-west-1/' : '/',
    name: person ? `person.${dice.skewed(900)}@example.com` : `i-0${dice.hex8()}${dice.hex8()}`,
    key: temporaryKey(dice),
    ec2: !person,
  };
  const host = person ? 'sts.amazonaws.com' : 'ec2.amazonaws.com';
  const by = person
    ? `{"type":"SAMLUser","principalId":"EXAMPLE=:${session.name}","userName":"${session.name}","identityProvider":"EXAMPLE="}`
    : `{"type":"AWSService","invokedBy":"${host}"}`;
  /** @type {Opening} */
  const opening = { by, host, name: person ? 'AssumeRoleWithSAML' : 'AssumeRole', session };
  return {
    identity: sessionIdentity(session, created),
    arn: sessionArn(session),
    opening: dice.below(100) < UNOPENED ? null : opening,
  };
}

/**
 * Somebody with credentials of this stretch of time.
 *
 * @param {Dice} dice @param {string} account @param {string} created ISO time
 * @returns {Caller}
 */
export function drawCaller(dice, account, created) {
  const kind = dice.below(100);
  // In the first account the machine takes the place of most services.
  if (kind < (account === ACCOUNTS[0] ? 8 : 46)) return drawService(dice);
  const address = addressOf(dice);
  const agent = AGENTS[dice.skewed(AGENTS.length)] ?? '';
  const tls = dice.below(2) === 0;
  if (kind < 56) return { ...drawUser(dice, account), address, agent, tls, opening: null };
  return { ...drawSession(dice, account, kind < 70, created), address, agent, tls };
}

// @ts-check
// Where chains of the generated set begin: users, people of Identity Center, consoles, federations, services.

import {
  FOREIGN,
  LOGGED,
  PEOPLE,
  SERVICES,
  assumedArn,
  assumedId,
  roleArn,
  roleIdentity,
  userArn,
  userIdentity,
} from './cast.mjs';
import { assume, credentials, serviceHand, userHand, withoutKey } from './hands.mjs';
import { iso } from './trail.mjs';

/** @typedef {import('./cast.mjs').Json} Json */
/** @typedef {import('./cast.mjs').Root} Root */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./trail.mjs').Hand} Hand */

/**
 * A session that a call other than AssumeRole began.
 *
 * @param {Trail} trail
 * @param {{ id: string, key: string | null, account: string, identity: Json, root: Root, depth?: number, from: number,
 *   seconds?: number, issuedBy: string | null, parent?: string | null, knowable?: boolean, whole?: boolean, story: string,
 *   circular?: boolean, truly?: { issuedBy: string | null, parent: string | null }, console?: boolean, acts?: number }} of
 * @returns {Hand}
 */
export function beginSession(trail, of) {
  const { knowable = true, depth = 1, parent = null, issuedBy } = of;
  const whole = (of.whole ?? true) && knowable;
  trail.sessions.push({
    session: of.id,
    accessKeyId: of.key,
    arn: String(of.identity['arn']),
    accountId: of.account,
    issuedBy: knowable ? issuedBy : null,
    parent: knowable ? parent : null,
    root: of.root,
    depth: knowable ? depth : 0,
    knowable,
    story: of.story,
    whole,
    ...(of.circular ? { circular: true } : {}),
    truly: of.truly ?? { issuedBy, parent },
  });
  /** @type {Hand} */
  const hand = {
    id: of.id,
    account: of.account,
    identity: of.identity,
    root: of.root,
    depth: knowable ? depth : 0,
    whole,
    from: of.from,
    until: of.from + (of.seconds ?? 3600),
    sourceIdentity: undefined,
  };
  trail.act(hand, { console: of.console ?? false }, of.acts);
  return hand;
}

/** @param {Trail} trail a user with a long-term key */
export function startUser(trail) {
  const hand = userHand(trail, trail.random.pick(LOGGED), trail.random.pick(PEOPLE), trail.time());
  if (trail.random.chance(0.5)) trail.act(hand, {}, 1);
  return hand;
}

/** @param {Trail} trail */
export function startForeignUser(trail) {
  return userHand(trail, trail.random.pick(FOREIGN), trail.random.pick(PEOPLE), trail.time());
}

/** A user's own session: keeps the user's name. @param {Trail} trail */
export function startSessionToken(trail) {
  const account = trail.random.pick(LOGGED);
  const name = trail.random.pick(PEOPLE);
  const when = trail.reserve(userArn(account, name), trail.time());
  const user = userHand(trail, account, name, when);
  const key = trail.temporaryKey();
  const response = trail.random.chance(0.3)
    ? withoutKey(trail, when + 3600, {})
    : { credentials: credentials(trail, key, when + 3600) };
  const request = { durationSeconds: 3600 };
  const issuedBy = trail.add(account, user.identity, 'sts:GetSessionToken', when, { request, response });
  const attributes = { creationDate: iso(when), mfaAuthenticated: 'true' };
  const identity = { ...userIdentity(account, name, key), sessionContext: { sessionIssuer: {}, attributes } };
  return beginFor(trail, user, { key, identity, issuedBy, story: 'session token' });
}

/** @param {Trail} trail */
export function startFederationToken(trail) {
  const user = userHand(trail, trail.random.pick(LOGGED), trail.random.pick(PEOPLE), trail.time());
  const { account, from: when } = user;
  const name = `guest-${trail.next()}`;
  const arn = `arn:aws:sts::${account}:federated-user/${name}`;
  const key = trail.temporaryKey();
  const federatedUser = { federatedUserId: `${account}:${name}`, arn };
  const response = trail.random.chance(0.2)
    ? { federatedUser, packedPolicySize: 12 }
    : { federatedUser, credentials: credentials(trail, key, when + 3600) };
  const request = { name, durationSeconds: 3600 };
  const issuedBy = trail.add(account, user.identity, 'sts:GetFederationToken', when, { request, response });
  const { type, principalId, arn: issuer, accountId, userName } = user.identity;
  const identity = {
    type: 'FederatedUser',
    principalId: `${account}:${name}`,
    arn,
    accountId: account,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: { type, principalId, arn: issuer, accountId, userName },
      attributes: { creationDate: iso(when), mfaAuthenticated: 'false' },
    },
  };
  return beginFor(trail, user, { key, identity, issuedBy, story: 'federation token' });
}

/**
 * The session that a user asked for itself.
 *
 * @param {Trail} trail @param {ReturnType<typeof userHand>} user
 * @param {{ key: string, identity: Json, issuedBy: string | null, story: string }} made
 */
function beginFor(trail, user, made) {
  const { account, root, from: when } = user;
  return beginSession(trail, { ...made, id: made.key, account, root, from: when + 1, parent: user.id });
}

/**
 * SAML and web identity: the person is named by the call, the role's session may be called anything.
 *
 * @param {Trail} trail @param {{ person?: string, role?: string, session?: string }} [wish]
 */
export function startFederated(trail, wish = {}) {
  const account = trail.random.pick(LOGGED);
  const when = trail.time();
  const saml = trail.random.chance(0.6);
  const person = wish.person ?? `${trail.random.pick(PEOPLE)}@example.org`;
  const role = wish.role ?? trail.random.pick(['federated', 'Admin', 'deploy']);
  const session = wish.session ?? trail.random.pick([person, 'session', 'web']);
  const key = trail.temporaryKey();
  const action = saml ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
  const caller = saml
    ? { type: 'SAMLUser', principalId: `EXAMPLE=:${person}`, userName: person, identityProvider: 'EXAMPLE=' }
    : {
        type: 'WebIdentityUser',
        principalId: `accounts.example.org:app:${person}`,
        userName: person,
        identityProvider: 'accounts.example.org',
      };
  const issuedBy = trail.add(account, caller, action, when, {
    request: { roleArn: roleArn(account, role), roleSessionName: session, durationSeconds: 3600 },
    response: {
      credentials: credentials(trail, key, when + 3600),
      assumedRoleUser: {
        assumedRoleId: assumedId(account, role, session),
        arn: assumedArn(account, role, session),
      },
      ...(saml ? { subject: person } : { subjectFromWebIdentityToken: person }),
    },
  });
  const identity = roleIdentity({ account, role, session, key, created: iso(when) });
  const root = /** @type {Root} */ ({ kind: 'human', name: person });
  const story = saml ? 'saml' : 'web identity';
  return beginSession(trail, { id: key, key, account, identity, root, from: when + 1, issuedBy, story });
}

/** A service takes a role. @param {Trail} trail */
export function startService(trail) {
  const { random } = trail;
  const account = random.pick(LOGGED);
  const service = serviceHand(random.pick(SERVICES), account, trail.time());
  return assume(trail, service, service.from, {
    account,
    role: random.pick(['app-server', 'function', 'Admin']),
    session: random.pick([`i-0${random.hex(16)}`, 'function', `task-${trail.next()}`]),
    subjectless: random.chance(0.3),
    story: 'service',
  });
}

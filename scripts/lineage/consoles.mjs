// @ts-check
// Consoles of the generated set: sign-ins whose records show no key, several keys of one sign-in, role switches.

import { LOGGED, PEOPLE, ROLES, roleIdentity, userArn, userIdentity } from './cast.mjs';
import { beginSession } from './begin.mjs';
import { assume, credentials } from './hands.mjs';
import { iso } from './trail.mjs';

/** @typedef {import('./cast.mjs').Root} Root */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./trail.mjs').Hand} Hand */

/** @param {Trail} trail @param {string} account @param {string} name @param {number} when @param {boolean} [success] */
export function signIn(trail, account, name, when, success = true) {
  const identity = userIdentity(account, name, trail.random.chance(0.5) ? '' : undefined);
  return trail.add(account, identity, 'signin:ConsoleLogin', when, {
    response: { ConsoleLogin: success ? 'Success' : 'Failure' },
    more: { MFAUsed: 'No', MobileVersion: 'No', LoginTo: 'https://console.aws.amazon.com/console/home' },
  });
}

/**
 * One key of a console session: the console takes several for one sign-in.
 *
 * @param {Trail} trail
 * @param {{ account: string, name: string, when: number, issuedBy: string | null, knowable?: boolean, late?: number, story: string,
 *   truly?: string | null }} of
 */
export function consoleKey(
  trail,
  { account, name, when, issuedBy, knowable = true, late = 0, story, truly },
) {
  const key = trail.temporaryKey();
  const attributes = { creationDate: iso(when + late), mfaAuthenticated: 'false' };
  const sessionContext = { sessionIssuer: {}, webIdFederationData: {}, attributes };
  const root = /** @type {Root} */ ({ kind: 'human', name });
  return beginSession(trail, {
    id: key,
    key,
    account,
    identity: { ...userIdentity(account, name, key), sessionContext },
    root,
    from: when + late + 1,
    issuedBy,
    knowable,
    truly: { issuedBy: truly === undefined ? issuedBy : truly, parent: null },
    console: trail.random.chance(0.8),
    story,
  });
}

/** @param {Trail} trail @returns {Hand} */
export function startConsole(trail) {
  const { random } = trail;
  const account = random.pick(LOGGED);
  const name = random.pick(PEOPLE);
  const when = trail.reserve(userArn(account, name), trail.time());
  if (random.chance(0.2)) signIn(trail, account, name, when - random.int(0, 1), false);
  const lost = random.chance(0.15);
  const issuedBy = lost ? null : signIn(trail, account, name, when);
  const late = random.chance(0.1) ? 1 : 0;
  const story = lost ? 'console, sign-in lost' : 'console';
  const of = { account, name, when, issuedBy, knowable: !lost, late, story };
  for (let more = random.int(0, 2); more > 0; more--) consoleKey(trail, of);
  return consoleKey(trail, of);
}

/** One user, two browsers: within a minute, or in the same second, when nothing says which is which. @param {Trail} trail */
export function twoSignIns(trail) {
  const account = trail.random.pick(LOGGED);
  const name = trail.random.pick(PEOPLE);
  const first = trail.reserve(userArn(account, name), trail.time());
  const tie = trail.random.chance(0.4);
  const second = tie ? first : trail.reserve(userArn(account, name), first + 31);
  for (const when of [first, second]) {
    const login = signIn(trail, account, name, when);
    const story = tie ? 'two sign-ins in one second' : 'two sign-ins in a minute';
    consoleKey(trail, { account, name, when, issuedBy: login, knowable: !tie, truly: login, story });
  }
}

/** From a console into a role, perhaps of another account: AssumeRole and SwitchRole in one moment. @param {Trail} trail */
export function switchRole(trail) {
  const { random } = trail;
  const from = startConsole(trail);
  const account = random.pick(LOGGED);
  const role = random.pick(ROLES);
  const session = `${String(from.identity['userName'])}-${trail.next()}`;
  const when = from.from + random.int(5, 600);
  const only = random.chance(0.2);
  const hand = only
    ? null
    : assume(trail, from, when, { account, role, session, story: 'switched', invoked: true });
  const of = { account, role, session, created: iso(when) };
  const { accessKeyId: _, sessionContext: __, ...keyless } = roleIdentity({ ...of, key: '' });
  const event = trail.add(account, keyless, 'signin:SwitchRole', when, {
    response: { SwitchRole: 'Success' },
    more: { SwitchFrom: from.identity['arn'], RedirectTo: 'https://console.aws.amazon.com/console/home' },
  });
  if (!only && random.chance(0.5)) return hand;
  const key = trail.temporaryKey();
  return beginSession(trail, {
    id: key,
    key,
    account,
    identity: roleIdentity({ ...of, key }),
    root: from.root,
    depth: 1,
    from: when + 1,
    issuedBy: event,
    parent: only ? null : from.id,
    whole: false,
    truly: { issuedBy: event, parent: from.id },
    console: true,
    story: only ? 'switched, AssumeRole lost' : 'switched, second key',
  });
}

/** A role's session made into a console session: by a new key, or by the very same. @param {Trail} trail @param {Hand} hand */
export function signinToken(trail, hand) {
  const when = hand.from + trail.random.int(3, 60);
  const own = String(hand.id);
  const same = trail.random.chance(0.4);
  const key = same ? own : trail.temporaryKey();
  const event = trail.add(hand.account, hand.identity, 'signin:GetSigninToken', when, {
    response: { GetSigninToken: 'Success', credentials: { accessKeyId: key } },
    more: { MFAUsed: 'No', MobileVersion: 'No' },
  });
  const { accessKeyId: _, ...keyless } = hand.identity;
  trail.add(hand.account, keyless, 'signin:ConsoleLogin', when + 20, {
    response: { ConsoleLogin: 'Success' },
    more: { MFAUsed: 'No', LoginTo: 'https://console.aws.amazon.com/' },
  });
  if (same) {
    trail.act(hand, { console: true });
    return hand;
  }
  const identity = { ...hand.identity, accessKeyId: key };
  return beginSession(trail, {
    id: key,
    key,
    account: hand.account,
    identity,
    root: hand.root,
    depth: hand.depth + 1,
    whole: hand.whole,
    from: when + 1,
    issuedBy: event,
    parent: hand.id,
    console: true,
    story: 'sign-in token',
  });
}

/** The root user signs in. @param {Trail} trail */
export function rootSignIn(trail) {
  const account = trail.random.pick(LOGGED);
  const arn = `arn:aws:iam::${account}:root`;
  const when = trail.reserve(arn, trail.time());
  const identity = { type: 'Root', principalId: account, arn, accountId: account };
  const issuedBy = trail.add(account, { ...identity, accessKeyId: '' }, 'signin:ConsoleLogin', when, {
    response: { ConsoleLogin: 'Success' },
    more: { MFAUsed: 'Yes', MFAIdentifier: `arn:aws:iam::${account}:mfa/root` },
  });
  const key = trail.temporaryKey();
  const attributes = { creationDate: iso(when), mfaAuthenticated: 'true' };
  return beginSession(trail, {
    id: key,
    key,
    account,
    identity: { ...identity, accessKeyId: key, sessionContext: { sessionIssuer: {}, attributes } },
    root: { kind: 'human', name: 'root' },
    from: when + 1,
    issuedBy,
    console: true,
    story: 'root',
  });
}

/** A session over the root of a member account. @param {Trail} trail @param {Hand} hand */
export function assumeRoot(trail, hand) {
  const account = trail.random.pick(LOGGED);
  const when = hand.from + trail.random.int(3, 60);
  const key = trail.temporaryKey();
  const arn = `arn:aws:iam::${account}:root`;
  const issuedBy = trail.add(hand.account, hand.identity, 'sts:AssumeRoot', when, {
    request: { targetPrincipal: account, durationSeconds: 900 },
    response: { credentials: credentials(trail, key, when + 900) },
  });
  const attributes = { creationDate: iso(when), mfaAuthenticated: 'false' };
  return beginSession(trail, {
    id: key,
    key,
    account,
    identity: {
      type: 'Root',
      principalId: account,
      arn,
      accountId: account,
      accessKeyId: key,
      sessionContext: { sessionIssuer: {}, attributes, assumedRoot: 'true' },
    },
    root: hand.root,
    depth: hand.depth + 1,
    whole: hand.whole,
    from: when + 1,
    seconds: 900,
    issuedBy,
    parent: hand.id,
    story: 'assumed root',
  });
}

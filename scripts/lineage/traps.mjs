// @ts-check
// Stories in which a careless reader joins the wrong call: ties, calls that fail, calls and keys that are missing.

import {
  HOSTILE,
  LOGGED,
  PEOPLE,
  ROLES,
  assumedArn,
  roleArn,
  roleIdentity,
  userArn,
  userIdentity,
} from './cast.mjs';
import { beginSession, startUser } from './begin.mjs';
import { assume, credentials, serviceHand, userHand } from './hands.mjs';
import { iso } from './trail.mjs';

/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./trail.mjs').Hand} Hand */

/** A session name that no other story uses. @param {Trail} trail */
const ownName = (trail) => `run-${trail.next()}`;

/** A refused call for the same role and name: no session ever came of it. @param {Trail} trail @param {Hand} hand @param {number} when @param {string} account @param {string} role @param {string} session */
export function refused(trail, hand, when, account, role, session) {
  const arn = roleArn(account, role);
  trail.add(hand.account, hand.identity, 'sts:AssumeRole', when, {
    request: trail.random.chance(0.5) ? { roleArn: arn, roleSessionName: session } : null,
    error: [
      'AccessDenied',
      `User: ${String(hand.identity['arn'])} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    ],
  });
}

/** The response does not show the key, or the session's records do not: only ARN and creation are left. @param {Trail} trail */
export function byCreation(trail) {
  const { random } = trail;
  const caller = startUser(trail);
  const [account, role, session] = [random.pick(LOGGED), random.pick(ROLES), ownName(trail)];
  const hidden = random.chance(0.6);
  let when = caller.from + 60;
  const halves = random.pick(/** @type {const} */ (['both', 'both', 'both', 'target', 'caller']));
  for (let times = random.int(1, 3); times > 0; times--) {
    if (random.chance(0.5)) refused(trail, caller, when - random.int(0, 1), account, role, session);
    assume(trail, caller, when, {
      account,
      role,
      session,
      hidden,
      keyless: !hidden,
      halves: account === caller.account ? 'both' : halves,
      late: random.chance(0.2) ? 1 : 0,
      story: hidden ? 'key hidden' : 'session without a key',
    });
    when += random.int(20, 900);
  }
}

/** Two calls for one ARN in one second, no key in sight; told apart by sourceIdentity, or not at all. @param {Trail} trail */
export function tie(trail) {
  const { random } = trail;
  const caller = startUser(trail);
  const told = random.chance(0.4);
  const wish = { account: caller.account, role: random.pick(ROLES), session: ownName(trail), hidden: true };
  const when = caller.from + 60;
  for (const person of ['alice', 'bob'])
    assume(trail, caller, when, {
      ...wish,
      ...(told ? { sourceIdentity: person } : {}),
      unclear: !told,
      story: told ? 'tie told apart by sourceIdentity' : 'tie',
    });
}

/** The same ARN again while the first is valid, each with its key; often in the same second. @param {Trail} trail */
export function again(trail) {
  const { random } = trail;
  const caller = startUser(trail);
  const wish = {
    account: random.pick(LOGGED),
    role: random.pick(ROLES),
    session: random.pick(['session', 'cli']),
  };
  const gap = random.pick([0, 0, 1, 40, 1200]);
  for (let i = random.int(2, 3); i > 0; i--)
    assume(trail, caller, caller.from + 60 + i * gap, { ...wish, story: 'the same ARN again' });
}

/** Two calls in one second; the file with one of them is missing. Its session must not be given to the other. @param {Trail} trail */
export function lostTwin(trail) {
  const { random } = trail;
  const caller = startUser(trail);
  const when = caller.from + 60;
  const wish = { account: caller.account, role: random.pick(ROLES), session: ownName(trail) };
  assume(trail, caller, when, { ...wish, story: 'twin', acts: random.int(0, 2) || 1 });
  assume(trail, caller, when, { ...wish, halves: 'none', story: 'twin, call lost' });
}

/** The same, and the call that is left does not show its key: nobody knows whose it was. @param {Trail} trail */
export function hiddenTwin(trail) {
  const { random } = trail;
  const caller = startUser(trail);
  const when = caller.from + 60;
  const wish = { account: caller.account, role: random.pick(ROLES), session: ownName(trail), hidden: true };
  assume(trail, caller, when, { ...wish, unclear: true, story: 'hidden twin' });
  assume(trail, caller, when, { ...wish, halves: 'none', story: 'hidden twin, call lost' });
}

/** Old records without creationDate: an earlier call has run out, or a second one is open as well. @param {Trail} trail */
export function byExpiry(trail) {
  const { random } = trail;
  const caller = startUser(trail);
  const when = caller.from + 60;
  const open = random.chance(0.3);
  const wish = {
    account: random.pick(LOGGED),
    role: random.pick(ROLES),
    session: ownName(trail),
    hidden: true,
    dateless: true,
    seconds: 900,
    unclear: open,
    story: open ? 'two open calls' : 'by expiry',
  };
  if (open) {
    // Both act only after both have begun.
    const first = assume(trail, caller, when, { ...wish, acts: 0 });
    const second = assume(trail, caller, when + 30, { ...wish, acts: 0 });
    for (const hand of [first, second]) trail.act({ ...hand, from: when + 60, until: when + 600 });
    return;
  }
  assume(trail, caller, when, wish);
  assume(trail, caller, when + 1200, wish);
}

/** A service-linked role: logged without a key. Twice in one second nobody can tell. @param {Trail} trail */
export function serviceLinked(trail) {
  const { random } = trail;
  const account = random.pick(LOGGED);
  const host = `${random.pick(['rds', 'autoscaling', 'elasticloadbalancing'])}.amazonaws.com`;
  const role = `AWSServiceRoleFor${trail.next()}`;
  const service = serviceHand(host, account, trail.time());
  const wish = { account, role, path: `/aws-service-role/${host}/`, session: 'SLRManagement' };
  const twice = random.chance(0.3);
  const hand = assume(trail, service, service.from, {
    ...wish,
    keyless: true,
    unclear: twice,
    story: twice ? 'service-linked, twice in a second' : 'service-linked',
  });
  trail.act({ ...hand, identity: { ...hand.identity, invokedBy: host } }, { ip: host });
  if (!twice) return;
  const until = service.from + 3600;
  trail.add(account, service.identity, 'sts:AssumeRole', service.from, {
    request: { roleArn: roleArn(account, role, wish.path), roleSessionName: 'SLRManagement' },
    response: {
      credentials: credentials(trail, trail.temporaryKey(), until),
      assumedRoleUser: { arn: assumedArn(account, role, 'SLRManagement') },
    },
    shared: trail.sharedId(),
  });
}

/** A service works on for a user: a key that no call gave out. @param {Trail} trail */
export function forwarded(trail) {
  const { random } = trail;
  const account = random.pick(LOGGED);
  const name = random.pick(PEOPLE);
  const when = trail.reserve(userArn(account, name), trail.time());
  trail.act(userHand(trail, account, name, when), {}, 1);
  const key = trail.temporaryKey();
  const sessionContext = {
    sessionIssuer: {},
    attributes: { creationDate: iso(when), mfaAuthenticated: 'false' },
  };
  beginSession(trail, {
    id: key,
    key,
    account,
    identity: {
      ...userIdentity(account, name, key),
      sessionContext,
      invokedBy: 'secretsmanager.amazonaws.com',
    },
    root: { kind: 'human', name },
    from: when,
    issuedBy: null,
    knowable: false,
    story: 'forwarded',
  });
}

/** Records made up so that two keys gave out each other. @param {Trail} trail */
export function forgedCycle(trail) {
  const account = trail.random.pick(LOGGED);
  const when = trail.time();
  const [one, two] = [trail.temporaryKey(), trail.temporaryKey()];
  for (const [key, other] of [
    [one, two],
    [two, one],
  ]) {
    const of = { account, role: 'deploy', session: `loop-${String(key)}` };
    const [own, caller] = [String(key), String(other)];
    const signer = roleIdentity({ ...of, session: `loop-${caller}`, key: caller, created: iso(when) });
    const issuedBy = trail.add(account, signer, 'sts:AssumeRole', when, {
      request: { roleArn: roleArn(account, 'deploy'), roleSessionName: of.session },
      response: {
        credentials: credentials(trail, own, when + 3600),
        assumedRoleUser: { arn: assumedArn(account, 'deploy', of.session) },
      },
    });
    beginSession(trail, {
      id: own,
      key: own,
      account,
      identity: roleIdentity({ ...of, key: own, created: iso(when) }),
      root: { kind: 'unknown', name: null },
      whole: false,
      from: when + 1,
      issuedBy,
      parent: caller,
      circular: true,
      story: 'forged cycle',
    });
  }
}

/** Names that somebody chose to do harm with. @param {Trail} trail */
export function hostile(trail) {
  const { random } = trail;
  const name = random.pick(HOSTILE);
  const user = userHand(trail, random.pick(LOGGED), name, trail.time());
  const first = assume(trail, user, user.from + 5, {
    account: random.pick(LOGGED),
    role: random.pick([name.replaceAll(/[/:]/g, ''), 'Admin']),
    session: random.pick(HOSTILE).replaceAll('/', ''),
    sourceIdentity: name,
    story: 'hostile',
  });
  assume(trail, first, first.from + 5, {
    account: random.pick(LOGGED),
    role: 'Admin',
    session: name.replaceAll('/', ''),
    story: 'hostile',
  });
}

/** Records that lack what every record should have. @param {Trail} trail */
export function noise(trail) {
  const { random } = trail;
  const account = random.pick(LOGGED);
  const when = trail.time();
  const odd = [
    null,
    {},
    { type: 'Unknown' },
    { accountId: account, invokedBy: 'secretsmanager.amazonaws.com' },
    { type: 'AssumedRole' },
    { type: 'AssumedRole', accessKeyId: '', sessionContext: {} },
    { type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS', accessKeyId: '', accountId: account },
    { type: 'AWSAccount', accountId: 'anonymous', principalId: '' },
  ];
  trail.add(account, random.pick(odd), random.pick(['s3:GetObject', 'kms:Decrypt']), when, {
    nameless: random.chance(0.3),
  });
  trail.add(account, random.pick(odd), 'sts:AssumeRole', when, {
    request: { roleArn: roleArn(account, random.pick(ROLES)), roleSessionName: 'session' },
    error: ['AccessDenied', 'not authorized'],
  });
}

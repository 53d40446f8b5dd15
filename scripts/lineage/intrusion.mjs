// @ts-check
// A leaked key and everything that came of it, with its truth: which events it reached, what it created, what is still there. Around
// it honest people do things that look alike.

import { FOREIGN, LOGGED, userArn, userIdentity } from './cast.mjs';
import { consoleKey, signIn } from './consoles.mjs';
import { assume, userHand } from './hands.mjs';
import { refused } from './traps.mjs';

/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./trail.mjs').Hand} Hand */
/** @typedef {import('./reach.mjs').Created} Created */

/**
 * @typedef {object} KnownReach
 * @property {{ key: string, since: string | null }} start
 * @property {string[]} events
 * @property {string[]} either calls that others made upon what was created: to be in or out
 * @property {Created[]} created
 */

/** @param {Trail} trail @param {() => unknown} what @returns {{ id: string, name: string }[]} the records it wrote */
function during(trail, what) {
  const before = trail.entries.length;
  what();
  return trail.entries.slice(before).map(({ json }) => {
    const { eventID, eventName } = JSON.parse(json);
    return { id: String(eventID), name: String(eventName) };
  });
}

/** @param {Trail} trail @param {Hand} hand @param {string} action @param {number} when @param {Record<string, unknown>} request @param {Record<string, unknown>} [response] */
function iam(trail, hand, action, when, request, response) {
  const id = trail.add(hand.account, hand.identity, `iam:${action}`, when, {
    request,
    response: response ?? null,
  });
  return String(id);
}

/** A user, its key and perhaps its password. @param {Trail} trail @param {Hand} by @param {string} userName @param {number} when @param {boolean} password */
function newUser(trail, by, userName, when, password) {
  const key = trail.longTermKey();
  const arn = userArn(by.account, userName);
  const user = iam(trail, by, 'CreateUser', when, { userName }, { user: { userName, arn } });
  const accessKey = { accessKeyId: key, userName, status: 'Active' };
  const made = iam(trail, by, 'CreateAccessKey', when + 2, { userName }, { accessKey });
  const ids = [user, made];
  const login = password
    ? iam(trail, by, 'CreateLoginProfile', when + 4, { userName }, { loginProfile: { userName } })
    : null;
  if (login) ids.push(login);
  return { key, user, made, login, ids, hand: userHand(trail, by.account, userName, when + 10, key) };
}

/** @param {Trail} trail @returns {KnownReach} */
export function intrusion(trail) {
  const { random } = trail;
  const number = trail.next();
  const account = random.pick(LOGGED);
  const other = random.pick(LOGGED.filter((id) => id !== account));
  const start = trail.time();
  const names = { first: `helper-${number}`, second: `backup-${number}`, role: `maintenance-${number}` };
  const leaked = userHand(trail, account, `ci-${number}`, start);
  const admin = userHand(trail, account, `admin-${number}`, start);
  const elsewhere = userHand(trail, other, `admin-${number}`, start);
  /** @type {Created[]} */
  const created = [];
  /** @type {string[]} */
  const events = [];
  const reached = (/** @type {() => unknown} */ what) =>
    events.push(...during(trail, what).map(({ id }) => id));
  /** @type {(kind: Created['kind'], name: string, where: string, createdBy: string | null, deletedBy?: string | null) => void} */
  const made = (kind, name, where, createdBy, deletedBy = null) =>
    void created.push({ kind, name, account: where, createdBy, deletedBy });

  const sessionsBefore = trail.sessions.length;
  const before = during(trail, () =>
    trail.act({ ...leaked, from: start - 7200, until: start - 3600 }, {}, 4),
  );

  reached(() => trail.act(leaked, {}, 3));
  const first = newUser(trail, leaked, names.first, start + 60, true);
  events.push(...first.ids);
  const policy = { userName: names.first, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
  const attached = iam(trail, leaked, 'AttachUserPolicy', start + 66, policy);
  events.push(attached);
  reached(() => trail.act(first.hand));
  reached(() => refused(trail, first.hand, start + 100, other, 'Admin', names.first));

  /** @type {Hand[]} */
  const hops = [];
  const wish = { account: other, role: 'Admin', session: names.first, story: 'intrusion' };
  reached(() => hops.push(assume(trail, first.hand, start + 120, wish)));
  const [hop = leaked] = hops;
  reached(() =>
    hops.push(
      assume(trail, hop, start + 200, {
        ...wish,
        account,
        role: 'deploy',
        hidden: random.chance(0.5),
        session: `${names.first}-2`,
      }),
    ),
  );
  // Somebody honest in the same role under another name, and in the same role under the same name an hour before.
  assume(trail, elsewhere, start + 130, { ...wish, session: 'night-shift', story: 'honest' });
  assume(trail, elsewhere, start - 3700, { ...wish, story: 'honest' });

  const role = iam(
    trail,
    hop,
    'CreateRole',
    start + 300,
    { roleName: names.role },
    { role: { roleName: names.role } },
  );
  const policyArn = `arn:aws:iam::${other}:policy/p-${number}`;
  const ownPolicy = iam(
    trail,
    hop,
    'CreatePolicy',
    start + 310,
    { policyName: `p-${number}` },
    { policy: { arn: policyArn } },
  );
  events.push(role, ownPolicy);
  made('policy', `p-${number}`, other, ownPolicy);
  const back = { account: other, role: names.role, session: 'visit', story: 'intrusion' };
  reached(() => assume(trail, hop, start + 400, back));
  const stranger = userHand(trail, FOREIGN[0] ?? '', 'stranger', start);
  const visit = during(trail, () =>
    assume(trail, stranger, start + 500, { ...back, session: 'from-outside', story: 'from outside' }),
  );
  const either = visit.filter(({ name }) => name === 'AssumeRole').map(({ id }) => id);
  events.push(...visit.map(({ id }) => id).filter((id) => !either.includes(id)));
  const roleGone = iam(trail, elsewhere, 'DeleteRole', start + 3000, { roleName: names.role });
  made('role', names.role, other, role, roleGone);
  iam(
    trail,
    elsewhere,
    'CreateRole',
    start + 3100,
    { roleName: names.role },
    { role: { roleName: names.role } },
  );
  assume(trail, elsewhere, start + 3200, { ...back, session: 'honest', story: 'honest' });

  const login = start + 600;
  /** @type {Hand[]} */
  const consoles = [];
  reached(() => {
    const issuedBy = signIn(trail, account, names.first, login);
    for (let i = 0; i < 2; i++)
      consoles.push(
        consoleKey(trail, { account, name: names.first, when: login, issuedBy, story: 'intrusion' }),
      );
  });
  const [browser = leaked] = consoles;
  const second = newUser(trail, browser, names.second, login + 30, false);
  events.push(...second.ids);
  reached(() => trail.act(second.hand));
  const secondGone = iam(trail, browser, 'DeleteUser', login + 3000, { userName: names.second });
  events.push(secondGone);
  made('user', names.second, account, second.user, secondGone);
  made('access-key', second.key, account, second.made);

  const clean = start + 2 * 3600;
  const detached = iam(trail, admin, 'DetachUserPolicy', clean - 1, policy);
  made('policy-attachment', `AdministratorAccess → ${names.first}`, account, attached, detached);
  const about = { userName: names.first };
  const ends = ['DeleteLoginProfile', 'DeleteAccessKey', 'DeleteUser'].map((action, i) =>
    iam(
      trail,
      admin,
      action,
      clean + i,
      action === 'DeleteAccessKey' ? { ...about, accessKeyId: first.key } : about,
    ),
  );
  made('login-profile', names.first, account, first.login, ends[0] ?? null);
  made('access-key', first.key, account, first.made, ends[1] ?? null);
  made('user', names.first, account, first.user, ends[2] ?? null);
  // The name is given again, to somebody honest; and it was always in use in another account.
  trail.act(newUser(trail, admin, names.first, clean + 100, true).hand);
  trail.act(userHand(trail, other, names.first, start + 100));
  trail.add(account, userIdentity(account, names.first, ''), 'signin:ConsoleLogin', clean + 400, {
    response: { ConsoleLogin: 'Success' },
    more: { MFAUsed: 'Yes' },
  });
  for (const { session, accountId, issuedBy, story } of trail.sessions.slice(sessionsBefore))
    if (story === 'intrusion') made('session', session, accountId ?? '', issuedBy);
  const all = random.chance(0.5);
  return {
    start: { key: String(leaked.id), since: all ? null : new Date(start * 1000).toISOString() },
    events: (all ? [...before.map(({ id }) => id), ...events] : events).sort(),
    either,
    created,
  };
}

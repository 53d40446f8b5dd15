// @ts-check
// Role to role to role, across accounts, with what a real collection of logs lacks.

import { FOREIGN, LOGGED, PEOPLE, ROLES } from './cast.mjs';
import {
  startFederated,
  startFederationToken,
  startForeignUser,
  startService,
  startSessionToken,
  startUser,
} from './begin.mjs';
import { assumeRoot, signinToken, startConsole } from './consoles.mjs';
import { assume } from './hands.mjs';
import { startPerson } from './people.mjs';
import { refused } from './traps.mjs';

/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./trail.mjs').Hand} Hand */

const STARTS = [
  startUser,
  startUser,
  startUser,
  startPerson,
  startPerson,
  startConsole,
  startSessionToken,
  startFederated,
  startFederationToken,
  startService,
  startForeignUser,
];

/** One more hop. @param {Trail} trail @param {Hand} hand @param {string | undefined} sourceIdentity set by this very call */
function hop(trail, hand, sourceIdentity) {
  const { random } = trail;
  const account = random.chance(0.03) ? random.pick(FOREIGN) : random.pick(LOGGED);
  const crosses = account !== hand.account;
  const role = random.pick(ROLES);
  const session = random.pick([...PEOPLE, 'session', 'cli', 'botocore-session-1', `job-${trail.next()}`]);
  const when = hand.from + random.int(1, 400);
  if (random.chance(0.15)) refused(trail, hand, when, account, role, session);
  const missing = random.next();
  const halves =
    missing < 0.05
      ? 'none'
      : !crosses
        ? 'both'
        : missing < 0.11
          ? 'target'
          : missing < 0.17
            ? 'caller'
            : 'both';
  return assume(trail, hand, when, {
    account,
    role,
    session,
    halves,
    story: `hop, ${crosses ? halves : halves === 'none' ? 'none' : 'one account'}`,
    nameless: random.chance(0.01),
    unshared: random.chance(0.05),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  });
}

/** @param {Trail} trail up to six sessions, one from the other */
export function chain(trail) {
  const { random } = trail;
  let hand = random.pick(STARTS)(trail);
  let length = hand.depth;
  const goal = random.pick([1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 6]);
  const person = hand.root.kind === 'human' && random.chance(0.4) ? (hand.root.name ?? undefined) : undefined;
  while (length < goal) {
    hand = hop(trail, hand, hand.sourceIdentity === undefined ? person : undefined);
    length++;
  }
  const last = random.next();
  if (!LOGGED.includes(hand.account)) return;
  if (length < 6 && hand.identity['type'] === 'AssumedRole' && last < 0.06) signinToken(trail, hand);
  else if (length < 6 && last > 0.98) assumeRoot(trail, hand);
}

/** Role A takes role B takes role A: the same ARNs again and again. @param {Trail} trail */
export function circle(trail) {
  const { random } = trail;
  let hand = startUser(trail);
  const accounts = [random.pick(LOGGED), random.pick(LOGGED)];
  for (let i = 0; i < 4; i++)
    hand = assume(trail, hand, hand.from + random.int(0, 30), {
      account: accounts[i % 2] ?? '',
      role: i % 2 ? 'deploy' : 'pipeline',
      session: 'circle',
      story: 'circle',
    });
}

// @ts-check
// How credentials are come by in the generated set: long-term keys, and AssumeRole with everything that can be missing.

import { LOGGED, assumedArn, assumedId, roleArn, roleIdentity, userIdentity } from './cast.mjs';
import { iso } from './trail.mjs';

/** @typedef {import('./cast.mjs').Json} Json */
/** @typedef {import('./cast.mjs').Root} Root */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./trail.mjs').Hand} Hand */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** STS writes the end of a session as US text; by age with a comma or none, and a narrow no-break space. @param {Trail} trail @param {number} when */
export function expiration(trail, when) {
  const date = new Date(when * 1000);
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  const hour = date.getUTCHours();
  const clock = `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const half = hour < 12 ? 'AM' : 'PM';
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return trail.random.pick([
    `${day}, ${clock} ${half}`,
    `${day}, ${clock} ${half}`,
    `${day}, ${clock}\u202f${half}`,
    `${day} ${clock} ${half}`,
    iso(when),
  ]);
}

/** @param {Trail} trail @param {string} key @param {number} until @returns {Json} */
export const credentials = (trail, key, until) => ({
  accessKeyId: key,
  sessionToken: `IQoJb3JpZ2luX2VjEXAMPLE${trail.random.upper(12)}`,
  expiration: expiration(trail, until),
});

/** What stands in a response whose key was not written down. @param {Trail} trail @param {number} until @param {Json} rest */
export function withoutKey(trail, until, rest) {
  return trail.random.pick([
    { omitted: true, originalSize: 104_433, reason: 'responseElements too large' },
    { ...rest, credentials: { expiration: expiration(trail, until) } },
    {
      ...rest,
      credentials: {
        accessKeyId: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        expiration: expiration(trail, until),
      },
    },
  ]);
}

/** @param {Trail} trail @param {string} account @param {string} name @param {number} when @param {string} [key] @returns {Hand} */
export function userHand(trail, account, name, when, key = trail.longTermKey()) {
  return {
    id: key,
    account,
    identity: userIdentity(account, name, key),
    root: { kind: 'human', name },
    depth: 0,
    whole: true,
    from: when,
    until: when + 4 * 3600,
    sourceIdentity: undefined,
  };
}

/** @param {string} host @param {string} account @param {number} when @returns {Hand} */
export function serviceHand(host, account, when) {
  return {
    id: null,
    account,
    identity: { type: 'AWSService', invokedBy: host },
    root: { kind: 'service', name: host },
    depth: 0,
    whole: true,
    from: when,
    until: when + 3600,
    sourceIdentity: undefined,
  };
}

/**
 * @typedef {object} Wish
 * @property {string} account
 * @property {string} role
 * @property {string} session
 * @property {string} story
 * @property {string} [path]
 * @property {number} [seconds]
 * @property {string} [sourceIdentity] set by this very call
 * @property {'both' | 'caller' | 'target' | 'none'} [halves] which were delivered
 * @property {boolean} [hidden] the response does not show the key
 * @property {boolean} [keyless] what the session does is logged without its key
 * @property {boolean} [dateless] what the session does is logged without creationDate
 * @property {boolean} [unclear] something else fits equally
 * @property {boolean} [nameless] the caller's half has no eventID
 * @property {boolean} [subjectless] the response does not name the assumed role
 * @property {boolean} [unshared] the halves have no sharedEventID
 * @property {number} [late] seconds by which the session's creation is after the call
 * @property {number} [acts]
 * @property {boolean} [invoked] by the console
 */

/** @param {Wish} wish @param {Hand} caller */
const sourceOf = (wish, caller) => wish.sourceIdentity ?? caller.sourceIdentity;

/** @param {Trail} trail @param {Hand} caller @param {number} when @param {Wish} wish @param {string} key */
function callDetails(trail, caller, when, wish, key) {
  const { account, role, session, path, seconds = 3600 } = wish;
  const source = sourceOf(wish, caller);
  const rest = {
    ...(wish.subjectless
      ? {}
      : {
          assumedRoleUser: {
            assumedRoleId: assumedId(account, role, session),
            arn: assumedArn(account, role, session),
          },
        }),
    ...(source === undefined ? {} : { sourceIdentity: source }),
  };
  const response = wish.hidden
    ? withoutKey(trail, when + seconds, rest)
    : { ...rest, credentials: credentials(trail, key, when + seconds) };
  const request = {
    roleArn: roleArn(account, role, path),
    roleSessionName: session,
    durationSeconds: seconds,
    ...(wish.sourceIdentity === undefined ? {} : { sourceIdentity: wish.sourceIdentity }),
  };
  return { request, response };
}

/** @param {Trail} trail @param {Hand} caller @param {number} when @param {Wish} wish @param {string} key */
function callRecords(trail, caller, when, wish, key) {
  const { halves = 'both' } = wish;
  const crosses = wish.account !== caller.account;
  const service = caller.root.kind === 'service' && caller.id === null;
  const shared = (crosses || service) && !wish.unshared ? { shared: trail.sharedId() } : {};
  const details = { ...callDetails(trail, caller, when, wish, key), ...shared };
  const { accountId, principalId } = {
    principalId: undefined,
    ...caller.identity,
    accountId: caller.account,
  };
  const identity = wish.invoked ? { ...caller.identity, invokedBy: 'AWS Internal' } : caller.identity;
  const own = trail.add(caller.account, identity, 'sts:AssumeRole', when, {
    ...details,
    lost: halves === 'target' || halves === 'none',
    nameless: wish.nameless ?? false,
  });
  const other = crosses
    ? trail.add(
        wish.account,
        { type: 'AWSAccount', principalId, accountId },
        'sts:AssumeRole',
        when + trail.random.pick([0, 0, 0, 1]),
        { ...details, lost: halves === 'caller' || halves === 'none' },
      )
    : null;
  const seen = LOGGED.includes(caller.account) && halves !== 'target' && halves !== 'none';
  return { own, other, seen };
}

/**
 * One hop: the call, what the new session does, and the truth about it.
 *
 * @param {Trail} trail @param {Hand} caller @param {number} when @param {Wish} wish
 * @returns {Hand}
 */
export function assume(trail, caller, when, wish) {
  const key = trail.temporaryKey();
  const { own, other, seen } = callRecords(trail, caller, when, wish, key);
  const created = iso(when + (wish.late ?? 0));
  const source = sourceOf(wish, caller);
  const identity = roleIdentity({
    ...wish,
    key: wish.keyless ? null : key,
    created: wish.dateless ? null : created,
    sourceIdentity: source,
  });
  const arn = assumedArn(wish.account, wish.role, wish.session);
  const id = wish.keyless ? `${arn}@${created}` : key;
  const found = seen || other !== null;
  const knowable = found && !wish.unclear;
  const above = aboveOf(caller, { seen, knowable, source, wish });
  /** @type {Hand} */
  const hand = {
    id,
    account: wish.account,
    identity,
    ...above,
    from: when + 1 + (wish.late ?? 0),
    until: when + (wish.seconds ?? 3600),
    sourceIdentity: source,
  };
  trail.sessions.push({
    session: id,
    accessKeyId: wish.keyless ? null : key,
    arn,
    accountId: wish.account,
    issuedBy: knowable ? (seen ? own : other) : null,
    parent: knowable && seen ? caller.id : null,
    root: above.root,
    depth: above.depth,
    knowable,
    story: wish.story,
    whole: above.whole,
    truly: { issuedBy: seen ? own : other, parent: caller.id },
  });
  trail.act(hand, {}, wish.acts);
  return hand;
}

/**
 * Where the chain ends that this session hangs on.
 *
 * @param {Hand} caller @param {{ seen: boolean, knowable: boolean, source: string | undefined, wish: Wish }} facts
 * @returns {{ root: Root, depth: number, whole: boolean }}
 */
function aboveOf(caller, { seen, knowable, source, wish }) {
  if (!knowable) {
    const person = wish.role.startsWith('AWSReservedSSO_') ? wish.session : source;
    return {
      root: person === undefined ? { kind: 'unknown', name: null } : { kind: 'human', name: person },
      depth: 0,
      whole: false,
    };
  }
  if (seen) return { root: caller.root, depth: caller.depth + 1, whole: caller.whole };
  return { root: { kind: 'account', name: caller.account }, depth: 1, whole: false };
}

// @ts-check
// The generated set as it grows: records, keys, and the truth about each session, written down while it is made.

import { createRandom } from '../sample/random.mjs';
import { LOGGED, REGIONS } from './cast.mjs';

/** @typedef {import('./cast.mjs').Json} Json */
/** @typedef {import('./cast.mjs').Root} Root */
/** @typedef {import('./sessions.mjs').SessionTruth} SessionTruth */
/** @typedef {{ account: string, region: string, time: number, json: string }} Entry */

/**
 * What the generator knows of a session beyond the form of truth.json.
 *
 * @typedef {object} Behind
 * @property {string} story how it came to be; for whoever looks into a difference
 * @property {boolean} whole nothing is missing in the chain above it, so that root and depth are known
 * @property {boolean} [circular] its own credentials gave out those that gave out its own
 * @property {{ issuedBy: string | null, parent: string | null }} truly what happened, whether the records say it or not
 */
/** @typedef {SessionTruth & Behind} KnownSession */

/**
 * Somebody with credentials.
 *
 * @typedef {object} Hand
 * @property {string | null} id session or long-term key
 * @property {string} account
 * @property {Json} identity
 * @property {Root} root
 * @property {number} depth
 * @property {boolean} whole
 * @property {number} from seconds
 * @property {number} until
 * @property {string | undefined} sourceIdentity
 */

/**
 * @typedef {object} Details
 * @property {Json | null} [request]
 * @property {Json | null} [response]
 * @property {[string, string]} [error]
 * @property {Json} [more]
 * @property {string} [shared]
 * @property {Json} [service] serviceEventDetails
 * @property {boolean} [lost] the file that held it is missing
 * @property {boolean} [nameless] without eventID
 * @property {boolean} [console]
 * @property {string} [type]
 * @property {string} [ip]
 */

export const START = Date.UTC(2025, 9, 1) / 1000;
export const SPAN = 3 * 86400;

/** @param {number} seconds */
export const iso = (seconds) => new Date(seconds * 1000).toISOString().replace('.000', '');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ACTIONS = [
  's3:ListBuckets',
  'ec2:DescribeInstances',
  'sts:GetCallerIdentity',
  'iam:ListRoles',
  'logs:DescribeLogGroups',
  'ec2:StopInstances',
  'kms:Decrypt',
  'ssm:GetParameters',
];

/** @param {string} seed */
export function createTrail(seed) {
  const random = createRandom(`lineage/${seed}`);
  /** @type {Entry[]} */
  const entries = [];
  /** @type {KnownSession[]} */
  const sessions = [];
  /** @type {Map<string, Set<number>>} */
  const taken = new Map();
  let numbers = 0;
  const next = () => numbers++;
  /** @param {number} number */
  const digits = (number) =>
    Array.from({ length: 6 }, (_, i) => LETTERS.charAt(Math.floor(number / 32 ** (5 - i)) % 32)).join('');

  /** @param {string} account @param {Json | null} identity @param {string} action @param {number} when @param {Details} [details] */
  function add(account, identity, action, when, details = {}) {
    if (details.lost || !LOGGED.includes(account)) return null;
    const [source, eventName] = action.split(':');
    const region = REGIONS[source === 'signin' || source === 'iam' ? 1 : next() % 2] ?? '';
    const eventID = `${random.hex(8)}-${random.hex(4)}-4000-a000-${account}`;
    const record = {
      eventVersion: '1.11',
      userIdentity: identity,
      eventTime: iso(when),
      eventSource: `${source}.amazonaws.com`,
      eventName,
      awsRegion: region,
      sourceIPAddress: details.ip ?? `198.51.100.${next() % 250}`,
      userAgent: 'aws-cli/2.27.0',
      ...(details.error ? { errorCode: details.error[0], errorMessage: details.error[1] } : {}),
      requestParameters: details.request ?? null,
      responseElements: details.response ?? null,
      ...(details.more ? { additionalEventData: details.more } : {}),
      ...(details.nameless ? {} : { eventID }),
      readOnly: /^(List|Describe|Get|AssumeRole)/.test(eventName ?? ''),
      eventType: details.type ?? (source === 'signin' ? 'AwsConsoleSignIn' : 'AwsApiCall'),
      managementEvent: true,
      recipientAccountId: account,
      ...(details.shared ? { sharedEventID: details.shared } : {}),
      ...(details.service ? { serviceEventDetails: details.service } : {}),
      eventCategory: 'Management',
      ...(details.console ? { sessionCredentialFromConsole: 'true' } : {}),
    };
    entries.push({ account, region, time: when, json: JSON.stringify(record) });
    return details.nameless ? null : eventID;
  }

  /** What somebody does with the credentials. @param {Hand} hand @param {Details} [details] @param {number} [count] @returns {string[]} */
  function act(hand, details, count = random.int(1, 3)) {
    /** @type {string[]} */
    const ids = [];
    // An account without logs is seen only where its session touches another's things.
    const account = LOGGED.includes(hand.account) ? hand.account : random.pick(LOGGED);
    for (let i = 0; i < count; i++) {
      const when = random.int(hand.from, Math.max(hand.from, Math.min(hand.until, hand.from + 1200)));
      const id = add(account, hand.identity, random.pick(ACTIONS), when, details);
      if (id !== null) ids.push(id);
    }
    return ids;
  }

  return {
    random,
    entries,
    sessions,
    add,
    act,
    /** A number that is given out once. */
    next,
    temporaryKey: () => `ASIAEXAMPLE${digits(next())}${random.upper(3)}`,
    longTermKey: () => `AKIAEXAMPLE${digits(next())}${random.upper(3)}`,
    sharedId: () => `${random.hex(8)}-${random.hex(4)}-4000-b000-000000000000`,
    time: () => START + random.int(0, SPAN - 4 * 3600),
    /** A second that nobody else of that name has within half a minute. @param {string} name @param {number} wanted */
    reserve(name, wanted) {
      const seconds = taken.get(name) ?? new Set();
      taken.set(name, seconds);
      let when = wanted;
      const near = () => Array.from({ length: 61 }, (_, i) => when - 30 + i).some((at) => seconds.has(at));
      while (near()) when += 7;
      seconds.add(when);
      return when;
    },
  };
}

/** @typedef {ReturnType<typeof createTrail>} Trail */

// @ts-check
// The names of the generated set. Nothing in it is real: account ids, addresses and domains are those set aside for documentation,
// keys and ids carry the word EXAMPLE.

import { lettersOf } from '../sample/random.mjs';

/** Accounts whose logs are there. */
export const LOGGED = ['111122223333', '444455556666', '777788889999', '123456789012'];
/** Accounts that take part but whose logs nobody has. */
export const FOREIGN = ['999999999999', '000000000000'];
export const REGIONS = ['eu-west-1', 'us-east-1'];

/** The same names in every account. */
export const ROLES = [
  'Admin',
  'ReadOnly',
  'deploy',
  'audit',
  'OrganizationAccountAccessRole',
  'data-reader',
  'break-glass',
  'pipeline',
  'network-admin',
  'backup',
];
export const PEOPLE = ['alice', 'bob', 'carla', 'deniz', 'erik', 'fatima', 'goran', 'hana', 'ivo', 'jun'];
export const SERVICES = ['ec2', 'lambda', 'ecs-tasks', 'rds', 'config', 'states'].map(
  (name) => `${name}.amazonaws.com`,
);

/** Names somebody chose to trouble whoever reads them. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '\u202egpj.exe\u202c',
  '\u2066admin\u2069\u200b',
  "Robert'); DROP TABLE event;--",
  '__proto__',
  'constructor',
  'toString',
  '%00%_\\',
  '=HYPERLINK("http://example.com")',
  `long-${'x'.repeat(2000)}`,
  'a'.repeat(512),
  '\ud800 lone',
  'comma, "quote"\nnew line',
];

/** @typedef {Record<string, unknown>} Json */
/** @typedef {{ kind: 'human' | 'service' | 'account' | 'unknown', name: string | null }} Root */

/** @param {string} name */
const idOf = (name) => lettersOf(name, 10);

/** @param {string} account @param {string} name */
export const userArn = (account, name) => `arn:aws:iam::${account}:user/${name}`;

/** @param {string} account @param {string} name @param {string} [key] @returns {Json} */
export function userIdentity(account, name, key) {
  return {
    type: 'IAMUser',
    principalId: `AIDAEXAMPLE${idOf(`${account}/${name}`)}`,
    arn: userArn(account, name),
    accountId: account,
    ...(key === undefined ? {} : { accessKeyId: key }),
    userName: name,
  };
}

/** @param {string} account @param {string} role @param {string} [path] */
export const roleArn = (account, role, path = '/') => `arn:aws:iam::${account}:role${path}${role}`;
/** @param {string} account @param {string} role @param {string} session */
export const assumedArn = (account, role, session) =>
  `arn:aws:sts::${account}:assumed-role/${role}/${session}`;
/** @param {string} account @param {string} role @param {string} session */
export const assumedId = (account, role, session) =>
  `AROAEXAMPLE${idOf(`${account}/role/${role}`)}:${session}`;

/**
 * @param {{ account: string, role: string, path?: string, session: string, key: string | null, created: string | null,
 *   sourceIdentity?: string | undefined }} of
 * @returns {Json}
 */
export function roleIdentity({ account, role, path, session, key, created, sourceIdentity }) {
  const principalId = assumedId(account, role, session);
  const sessionIssuer = {
    type: 'Role',
    principalId: principalId.slice(0, principalId.indexOf(':')),
    arn: roleArn(account, role, path),
    accountId: account,
    userName: role,
  };
  return {
    type: 'AssumedRole',
    principalId,
    arn: assumedArn(account, role, session),
    accountId: account,
    ...(key === null ? {} : { accessKeyId: key }),
    sessionContext: {
      sessionIssuer,
      webIdFederationData: {},
      ...(created === null ? {} : { attributes: { creationDate: created, mfaAuthenticated: 'false' } }),
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
  };
}

// @ts-check
// The shapes of `userIdentity` (CloudTrail User Guide, userIdentity element), and the actor that carries one.

import { lettersOf } from './random.mjs';
import { iso } from './world.mjs';

/** @typedef {Record<string, unknown>} Json */

/**
 * Who makes a call, and from where.
 *
 * @typedef {object} Actor
 * @property {string} account the account whose trail gets the record
 * @property {Json} identity
 * @property {string} ip
 * @property {string} agent
 * @property {string} region where this actor works unless a call says otherwise
 * @property {boolean} [console] its credentials come from a console sign-in
 * @property {string} [vpce] the endpoint its calls go through
 */

/** @param {'AIDA' | 'AROA'} kind @param {string} account @param {string} name */
export const principalId = (kind, account, name) => `${kind}EXAMPLE${lettersOf(`${account}/${name}`, 10)}`;

/** @param {string} account @param {string} name @param {string} key */
export function iamUser(account, name, key) {
  return {
    type: 'IAMUser',
    principalId: principalId('AIDA', account, name),
    arn: `arn:aws:iam::${account}:user/${name}`,
    accountId: account,
    accessKeyId: key,
    userName: name,
  };
}

/**
 * An IAM user with session credentials (console, GetSessionToken).
 *
 * @param {string} account @param {string} name @param {string} key
 * @param {{ created: number, mfa: boolean }} session
 */
export function iamUserSession(account, name, key, session) {
  return {
    ...iamUser(account, name, key),
    sessionContext: {
      attributes: { creationDate: iso(session.created), mfaAuthenticated: String(session.mfa) },
    },
  };
}

/**
 * @typedef {object} RoleSession
 * @property {string} account
 * @property {string} role
 * @property {string} [path] with a leading and a trailing slash
 * @property {string} session
 * @property {string} key
 * @property {number} created
 * @property {boolean} [mfa]
 * @property {string} [ec2] how the instance got its credentials: '2.0' = IMDSv2
 * @property {string} [invokedBy]
 * @property {string} [sourceIdentity]
 * @property {Json} [inScopeOf]
 * @property {Json} [web] webIdFederationData
 */

/** @param {RoleSession} s */
export function assumedRole(s) {
  const id = principalId('AROA', s.account, s.role);
  return {
    type: 'AssumedRole',
    principalId: `${id}:${s.session}`,
    arn: `arn:aws:sts::${s.account}:assumed-role/${s.role}/${s.session}`,
    accountId: s.account,
    accessKeyId: s.key,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: id,
        arn: `arn:aws:iam::${s.account}:role${s.path ?? '/'}${s.role}`,
        accountId: s.account,
        userName: s.role,
      },
      ...(s.web ? { webIdFederationData: s.web } : {}),
      attributes: { creationDate: iso(s.created), mfaAuthenticated: String(s.mfa ?? false) },
      ...(s.sourceIdentity ? { sourceIdentity: s.sourceIdentity } : {}),
      ...(s.ec2 ? { ec2RoleDelivery: s.ec2 } : {}),
    },
    ...(s.inScopeOf ? { inScopeOf: s.inScopeOf } : {}),
    ...(s.invokedBy ? { invokedBy: s.invokedBy } : {}),
  };
}

/** @param {string} host e.g. `config.amazonaws.com` */
export const awsService = (host) => ({ type: 'AWSService', invokedBy: host });

/**
 * An AWS service as the caller.
 *
 * @param {string} host @param {string} account @param {string} region
 * @returns {Actor}
 */
export const serviceActor = (host, account, region) => ({
  account,
  region,
  identity: awsService(host),
  ip: host,
  agent: host,
});

/**
 * The same caller, through a service that acts in its name (forward access session).
 *
 * @param {Actor} actor @param {string} host
 * @returns {Actor}
 */
export const through = (actor, host) => ({
  account: actor.account,
  region: actor.region,
  identity: { ...actor.identity, invokedBy: host },
  ip: host,
  agent: host,
});

// @ts-check
// How credentials come to be: AssumeRole in one account or across two, by a service, by SAML and web identity,
// and the way a person signs in through IAM Identity Center.

import { assumedRole, principalId, serviceActor } from './identities.mjs';
import { hexOf } from './random.mjs';
import { EU, SECURITY, US, ssoRole } from './world.mjs';

/** @typedef {import('./identities.mjs').Actor} Actor */
/** @typedef {import('./trail.mjs').Trail} Trail */
/** @typedef {import('./random.mjs').Random} Random */

const TOKEN = 'EXAMPLE-SESSION-TOKEN-NOT-REAL'.repeat(2);
const IDENTITY_STORE = `arn:aws:identitystore::${SECURITY}:identitystore/d-example0001`;

/** @param {number} seconds e.g. `Oct 10, 2025, 7:45:02 PM`, the way STS writes an expiration */
export function usDate(seconds) {
  const date = new Date(seconds * 1000);
  const hour = date.getUTCHours();
  /** @param {number} value */
  const two = (value) => String(value).padStart(2, '0');
  const clock = `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
  return `Oct ${date.getUTCDate()}, 2025, ${clock}`;
}

/** @param {string} key @param {number} expires */
const credentials = (key, expires) => ({
  accessKeyId: key,
  sessionToken: TOKEN,
  expiration: usDate(expires),
});

/** @param {string} account @param {string} role @param {string} session */
const assumedRoleUser = (account, role, session) => ({
  assumedRoleId: `${principalId('AROA', account, role)}:${session}`,
  arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
});

/**
 * @typedef {object} RoleRequest
 * @property {string} account the role's account
 * @property {string} role
 * @property {string} [path]
 * @property {string} session
 * @property {number} [seconds]
 * @property {string} [region]
 * @property {string} [externalId]
 * @property {string} [sourceIdentity]
 */

/**
 * AssumeRole. Across accounts both get a copy with one sharedEventID; the role's account sees only the caller's id.
 *
 * @param {Trail} trail @param {Actor} caller @param {number} when @param {RoleRequest} wish
 * @returns {Actor}
 */
export function assumeRole(trail, caller, when, wish) {
  const key = trail.temporaryKey();
  const region = wish.region ?? caller.region;
  const seconds = wish.seconds ?? 3600;
  const arn = `arn:aws:iam::${wish.account}:role${wish.path ?? '/'}${wish.role}`;
  const details = {
    region,
    request: {
      roleArn: arn,
      roleSessionName: wish.session,
      ...(wish.externalId ? { externalId: wish.externalId } : {}),
      ...(wish.sourceIdentity ? { sourceIdentity: wish.sourceIdentity } : {}),
      durationSeconds: seconds,
    },
    response: {
      credentials: credentials(key, when + seconds),
      assumedRoleUser: assumedRoleUser(wish.account, wish.role, wish.session),
      ...(wish.sourceIdentity ? { sourceIdentity: wish.sourceIdentity } : {}),
    },
    more: { RequestDetails: { endpointType: 'regional', awsServingRegion: region } },
    resources: [{ accountId: wish.account, type: 'AWS::IAM::Role', ARN: arn }],
  };
  const crosses = wish.account !== caller.account;
  const shared = crosses || caller.identity['type'] === 'AWSService' ? { shared: trail.sharedId() } : {};
  trail.add(caller, 'sts:AssumeRole', when, { ...details, ...shared });
  if (crosses) {
    const identity = {
      type: 'AWSAccount',
      principalId: caller.identity['principalId'],
      accountId: caller.account,
    };
    trail.add({ ...caller, account: wish.account, identity }, 'sts:AssumeRole', when, {
      ...details,
      ...shared,
    });
  }
  return {
    ...caller,
    account: wish.account,
    region,
    identity: assumedRole({ ...wish, key, created: when }),
  };
}

/**
 * A service takes a role for something it runs (instance, function, task). The session keeps no trace of the
 * service but its name and keys.
 *
 * @param {Trail} trail @param {string} host @param {number} when @param {RoleRequest & { region: string }} wish
 */
export function serviceAssumesRole(trail, host, when, wish) {
  return assumeRole(trail, serviceActor(host, wish.account, wish.region), when, wish);
}

/**
 * @typedef {object} SignIn
 * @property {import('./world.mjs').Person} person
 * @property {string} account
 * @property {string} ip
 * @property {'console' | 'cli'} by
 */

/** @param {import('./world.mjs').Person} person @param {string} ip */
function identityCenterUser(person, ip) {
  const userId = `${hexOf(person.mail, 8)}-0000-4000-8000-${hexOf(person.mail, 12)}`;
  return {
    account: SECURITY,
    region: EU,
    identity: {
      type: 'IdentityCenterUser',
      accountId: SECURITY,
      onBehalfOf: { userId, identityStoreArn: IDENTITY_STORE },
      credentialId: hexOf(`${person.mail} portal`, 32),
    },
    ip,
    agent: person.agent,
  };
}

/**
 * The portal's part of a sign-in: password, second factor, and the final verdict.
 *
 * @param {Trail} trail @param {SignIn} wish @param {number} when @param {string} workflow
 */
export function portalSignIn(trail, wish, when, workflow) {
  const user = identityCenterUser(wish.person, wish.ip);
  const common = {
    AuthWorkflowID: workflow,
    LoginTo: 'https://d-example0001.awsapps.com/start/',
    UserName: wish.person.mail,
  };
  trail.add(user, 'signin:CredentialVerification', when, {
    more: { ...common, CredentialType: 'PASSWORD' },
    service: { CredentialVerification: 'Success' },
  });
  trail.add(user, 'signin:CredentialVerification', when + 9, {
    more: { ...common, CredentialType: 'TOTP' },
    service: { CredentialVerification: 'Success' },
  });
  trail.add(user, 'signin:UserAuthentication', when + 10, {
    more: { ...common, CredentialType: 'PASSWORD,TOTP' },
    service: { UserAuthentication: 'Success' },
  });
}

/**
 * From the portal into one account, in the console or on the command line.
 *
 * @param {Trail} trail @param {SignIn} wish @param {number} when
 * @returns {Actor}
 */
export function enterAccount(trail, wish, when) {
  const { person, account } = wish;
  const user = identityCenterUser(person, wish.ip);
  const console = wish.by === 'console';
  const role = ssoRole(person.set, account);
  const path = `/aws-reserved/sso.amazonaws.com/${EU}/`;
  trail.add(user, console ? 'sso:Federate' : 'sso:GetRoleCredentials', when, {
    service: { role_name: person.set, account_id: account },
    readOnly: false,
  });
  const key = trail.temporaryKey();
  const provider = `arn:aws:iam::${account}:saml-provider/AWSSSO_${hexOf(account, 16)}_DO_NOT_DELETE`;
  const saml = {
    type: 'SAMLUser',
    principalId: `${hexOf(provider, 20)}=:${person.mail}`,
    userName: person.mail,
    identityProvider: `${hexOf(provider, 20)}=`,
  };
  trail.add(
    { ...user, account, region: US, identity: saml, agent: 'aws-internal/3' },
    'sts:AssumeRoleWithSAML',
    when + 1,
    {
      request: {
        sAMLAssertionID: `_${hexOf(`${person.mail}/${when}`, 12)}-example`,
        roleSessionName: person.mail,
        roleArn: `arn:aws:iam::${account}:role${path}${role}`,
        principalArn: provider,
        durationSeconds: 28800,
      },
      response: {
        credentials: credentials(key, when + 28801),
        assumedRoleUser: assumedRoleUser(account, role, person.mail),
        subject: person.mail,
        subjectType: 'persistent',
        issuer: 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/EXAMPLE',
        audience: 'https://signin.aws.amazon.com/saml',
      },
      resources: [
        { accountId: account, type: 'AWS::IAM::Role', ARN: `arn:aws:iam::${account}:role${path}${role}` },
        { accountId: account, type: 'AWS::IAM::SAMLProvider', ARN: provider },
      ],
    },
  );
  const identity = assumedRole({ account, role, path, session: person.mail, key, created: when + 1 });
  const actor = {
    account,
    region: EU,
    identity,
    ip: wish.ip,
    agent: console ? person.agent : person.cli,
    console,
  };
  if (console)
    consoleLogin(trail, { ...actor, identity: { ...identity, accessKeyId: undefined } }, when + 2, {
      mfa: false,
    });
  return actor;
}

/**
 * A successful ConsoleLogin. MFA of federated people happens elsewhere and reads `No` here.
 *
 * @param {Trail} trail @param {Actor} actor @param {number} when @param {{ mfa: boolean, region?: string }} how
 */
export function consoleLogin(trail, actor, when, how) {
  const name = actor.identity['userName'];
  trail.add(actor, 'signin:ConsoleLogin', when, {
    region: how.region ?? US,
    response: { ConsoleLogin: 'Success' },
    more: {
      LoginTo: 'https://console.aws.amazon.com/console/home?region=eu-west-1',
      MobileVersion: 'No',
      ...(how.mfa
        ? {
            MFAIdentifier: `arn:aws:iam::${actor.account}:mfa/${typeof name === 'string' ? name : 'device'}`,
            MFAUsed: 'Yes',
          }
        : { MFAUsed: 'No' }),
    },
  });
}

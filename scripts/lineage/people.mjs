// @ts-check
// People of Identity Center: the portal, the call that takes the role, the console. The session's name is the person, whatever is
// missing; which call it was is known by whatever is left, if that is one.

import { LOGGED, PEOPLE, assumedArn, assumedId, roleArn, roleIdentity } from './cast.mjs';
import { beginSession } from './begin.mjs';
import { credentials } from './hands.mjs';
import { hexOf } from '../sample/random.mjs';
import { iso } from './trail.mjs';

/** @typedef {import('./cast.mjs').Root} Root */
/** @typedef {import('./trail.mjs').Trail} Trail */

/** Where the portal writes. */
const CENTRE = LOGGED[2] ?? '';

/** @param {Trail} trail @param {string} person */
const portalUser = (trail, person) => ({
  type: 'IdentityCenterUser',
  accountId: CENTRE,
  onBehalfOf: {
    userId: `${hexOf(person, 8)}-0000-4000-8000-${hexOf(person, 12)}`,
    identityStoreArn: `arn:aws:identitystore::${CENTRE}:identitystore/d-example0001`,
  },
  credentialId: trail.random.hex(32),
});

/**
 * The way through the portal. That the user's id is the person stands in the sign-in only.
 *
 * @param {Trail} trail @param {{ person: string, set: string, account: string, when: number, console: boolean }} of
 */
function throughPortal(trail, { person, set, account, when, console }) {
  const user = portalUser(trail, person);
  trail.add(CENTRE, user, 'signin:UserAuthentication', when - trail.random.int(20, 600), {
    type: 'AwsServiceEvent',
    more: { UserName: person, CredentialType: 'PASSWORD,TOTP' },
    service: { UserAuthentication: 'Success' },
  });
  return trail.add(CENTRE, user, console ? 'sso:Federate' : 'sso:GetRoleCredentials', when - 1, {
    type: 'AwsServiceEvent',
    service: { role_name: set, account_id: account },
  });
}

/** @param {Trail} trail */
export function startPerson(trail) {
  const { random } = trail;
  const account = random.pick(LOGGED);
  const person = `${random.pick(PEOPLE)}@example.com`;
  const set = random.pick(['AdministratorAccess', 'ViewOnly']);
  const role = `AWSReservedSSO_${set}_0123456789abcdef`;
  const path = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
  const arn = assumedArn(account, role, person);
  const when = trail.reserve(arn, trail.time());
  // What is left of the three: where the call is lost, one of the others or nothing.
  const left = random.pick(/** @type {const} */ (['call', 'call', 'call', 'portal', 'console', 'nothing']));
  const key = trail.temporaryKey();
  const console = left === 'console' || (left === 'call' && random.chance(0.4));
  const portal =
    left === 'portal' || (left === 'call' && random.chance(0.7))
      ? throughPortal(trail, { person, set, account, when, console })
      : null;
  const call = trail.add(
    account,
    { type: 'SAMLUser', principalId: `EXAMPLE=:${person}`, userName: person, identityProvider: 'EXAMPLE=' },
    'sts:AssumeRoleWithSAML',
    when,
    {
      lost: left !== 'call',
      request: { roleArn: roleArn(account, role, path), roleSessionName: person, durationSeconds: 28800 },
      response: {
        credentials: credentials(trail, key, when + 28800),
        assumedRoleUser: { assumedRoleId: assumedId(account, role, person), arn },
        subject: person,
      },
    },
  );
  const identity = roleIdentity({ account, role, path, session: person, created: iso(when), key });
  const { accessKeyId: _, ...keyless } = identity;
  const login = console
    ? trail.add(account, keyless, 'signin:ConsoleLogin', when + (left === 'console' ? 0 : random.int(0, 4)), {
        response: { ConsoleLogin: 'Success' },
        more: { MFAUsed: 'No', LoginTo: 'https://console.aws.amazon.com/' },
      })
    : null;
  const issuedBy = { call, portal, console: login, nothing: null }[left];
  const session = {
    account,
    root: /** @type {Root} */ ({ kind: 'human', name: person }),
    from: when + 1,
    issuedBy,
    knowable: left !== 'nothing',
    // The depth is told by the call; by the portal or the console alone a hop may be missing.
    whole: left === 'call',
    story: left === 'call' ? 'person' : `person, left is ${left}`,
  };
  if (left === 'console' && random.chance(0.5)) {
    // The console takes several keys for one sign-in.
    const more = trail.temporaryKey();
    beginSession(trail, { ...session, id: more, key: more, identity: { ...identity, accessKeyId: more } });
  }
  return beginSession(trail, { ...session, id: key, key, identity });
}

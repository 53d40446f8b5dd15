import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { member } from '#lib/json.ts';
import { HIDDEN_USER_LABEL, PRINCIPAL_KINDS, describeIdentity, needsEvent } from './principal.ts';
import { hasRealData, realRecords } from './testing/real-data.ts';

const label = (userIdentity: unknown, event = {}): unknown[] => {
  const { principal, principalKind } = describeIdentity(userIdentity, event);
  return [principal, principalKind];
};

const session = (role: string, name: string): object => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE:${name}`,
  arn: `arn:aws:sts::111122223333:assumed-role/${role}/${name}`,
  accountId: '111122223333',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLE',
      arn: `arn:aws:iam::111122223333:role/team/${role}`,
      userName: role,
    },
  },
});

const SSO = 'AWSReservedSSO_Admin_0123456789abcdef';

describe('the label of an actor', () => {
  it.each([
    ['root', 'root', { type: 'Root', arn: 'arn:aws:iam::111122223333:root', principalId: '111122223333' }],
    ['root', 'root', { type: 'Root', userName: 'AWS ROOT USER' }],
    ['root (acme)', 'root', { type: 'root', userName: 'acme' }],
    ['alice', 'IAM user', { type: 'IAMUser', userName: 'alice' }],
    ['alice', 'IAM user', { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/team/alice' }],
    ['AIDAEXAMPLE', 'IAM user', { type: 'IAMUser', principalId: 'AIDAEXAMPLE', accountId: '111122223333' }],
    ['role/Deploy', 'role', session('Deploy', 'i-0abc')],
    ['ada@example.com', 'SSO user', session(SSO, 'ada@example.com')],
    ['role/Deploy', 'role', { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/Deploy/me' }],
    ['role session me', 'role', { type: 'AssumedRole', principalId: 'AROAEXAMPLE:me' }],
    ['role/Deploy', 'role', { type: 'Role', arn: 'arn:aws:iam::1:role/path/Deploy' }],
    ['bob', 'federated user', { type: 'FederatedUser', arn: 'arn:aws:sts::1:federated-user/bob' }],
    ['bob', 'federated user', { type: 'FederatedUser', principalId: '111122223333:bob' }],
    [
      'eve@example.com',
      'federated user',
      { type: 'SAMLUser', userName: 'eve@example.com', principalId: 'x=:y' },
    ],
    ['117', 'federated user', { type: 'WebIdentityUser', principalId: 'accounts.google.com:app:117' }],
    ['user-1', 'SSO user', { type: 'IdentityCenterUser', onBehalfOf: { userId: 'user-1' } }],
    ['user-1', 'SSO user', { type: 'Unknown', onBehalfOf: { userId: 'user-1' } }],
    ['s3.amazonaws.com', 'AWS service', { type: 'AWSService', invokedBy: 's3.amazonaws.com' }],
    ['AWS Internal', 'AWS service', { accountId: '111122223333', invokedBy: 'AWS Internal' }],
    ['alice', 'IAM user', { type: 'IAMUser', userName: 'alice', invokedBy: 'cloudformation.amazonaws.com' }],
    [
      'account 444455556666',
      'other account',
      { type: 'AWSAccount', accountId: '444455556666', principalId: 'AIDAX' },
    ],
    ['AROAX:s', 'other account', { type: 'AWSAccount', principalId: 'AROAX:s' }],
    ['anonymous', 'anonymous', { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' }],
    ['anonymous', 'anonymous', { type: 'AWSAccount', principalId: 'Anonymous', accountId: '' }],
    [HIDDEN_USER_LABEL, 'unknown', { type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
    ['alice', 'IAM user', { arn: 'arn:aws-cn:iam::111122223333:user/alice' }],
    ['AIDAEXAMPLE', 'IAM user', { principalId: 'AIDAEXAMPLE' }],
    ['mallory', 'unknown', { userName: 'mallory' }],
    ['account 111122223333', 'unknown', { accountId: '111122223333' }],
    ['account 12345', 'unknown', { type: '...', arn: '...', principalId: '12345', accountId: '12345' }],
    [null, 'unknown', { type: 'Unknown' }],
    [null, null, {}],
    [null, null, null],
    [null, null, []],
    [null, null, 'alice'],
    [null, null, { type: ['IAMUser'], userName: { a: 1 }, arn: null, sessionContext: 'x' }],
  ])('%s (%s)', (principal, kind, userIdentity) => {
    expect(label(userIdentity)).toEqual([principal, kind]);
  });

  it('takes what the event knows besides', () => {
    const centre = { type: 'IdentityCenterUser', onBehalfOf: { userId: 'user-1' } };
    expect(label(centre, { additionalUserName: 'ada' })).toEqual(['ada', 'SSO user']);
    expect(label({ type: 'Unknown' }, { additionalUserName: 'ada' })).toEqual(['ada', 'SSO user']);
    const event = { eventType: 'AwsServiceEvent', eventSource: 'kms.amazonaws.com' };
    expect(label({ accountId: '111122223333' }, event)).toEqual(['kms.amazonaws.com', 'AWS service']);
    expect(label(null, event)).toEqual(['kms.amazonaws.com', 'AWS service']);
  });

  it('asks for the event only where it can help', () => {
    const asks = (identity: unknown): boolean => needsEvent(describeIdentity(identity));
    expect([asks({ type: 'IdentityCenterUser' }), asks({ type: 'Unknown' }), asks({})]).toEqual([
      true,
      true,
      true,
    ]);
    expect([asks({ type: 'IAMUser' }), asks({ type: 'Root' })]).toEqual([false, false]);
  });
});

it('describeIdentity fills every column', () => {
  expect(
    describeIdentity({
      ...session('Deploy', 'i-0abc'),
      accessKeyId: 'ASIAEXAMPLE',
      credentialId: 'c',
      invokedBy: 'ec2.amazonaws.com',
      onBehalfOf: { userId: 'u', identityStoreArn: 'arn:x' },
      sessionContext: {
        attributes: { creationDate: '20131102T010628Z', mfaAuthenticated: 'false' },
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/team/Deploy' },
        webIdFederationData: { federatedProvider: 'accounts.example' },
        sourceIdentity: 'ada',
      },
    }),
  ).toEqual({
    principal: 'role/Deploy',
    principalKind: 'role',
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:i-0abc',
    arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/i-0abc',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLE',
    userName: null,
    roleName: 'Deploy',
    roleArn: 'arn:aws:iam::111122223333:role/team/Deploy',
    sessionName: 'i-0abc',
    sessionCreated: '20131102T010628Z',
    mfaAuthenticated: 'false',
    sourceIdentity: 'ada',
    invokedBy: 'ec2.amazonaws.com',
    identityProvider: 'accounts.example',
    onBehalfOf: 'u',
    credentialId: 'c',
  });
});

it('describeIdentity answers for anything', () => {
  const KEYS = [
    'type',
    'arn',
    'principalId',
    'userName',
    'accountId',
    'invokedBy',
    'sessionContext',
    '__proto__',
  ];
  const odd = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...KEYS), fc.anything()));
  fc.assert(
    fc.property(odd, (userIdentity) => {
      const { principal, principalKind } = describeIdentity(userIdentity);
      expect(principalKind === null || PRINCIPAL_KINDS.includes(principalKind)).toBe(true);
      expect(principal === null || typeof principal === 'string').toBe(true);
    }),
  );
});

function labels(folder: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const record of realRecords(folder)) {
    const { principal, principalKind } = describeIdentity(member(record, 'userIdentity'));
    const key = `${principalKind}: ${principal}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}

/** The numbers were counted from the files with another program. */
describe.skipIf(!hasRealData)('labels over the sample data (skipped where it is absent)', () => {
  it('sans504', () => {
    expect(labels('sans504-s3-ransomware')).toEqual({
      'AWS service: cloudtrail.amazonaws.com': 8669,
      'AWS service: delivery.logs.amazonaws.com': 4988,
      'IAM user: FalsimentisRoot': 2305,
      'root: root': 316,
      'IAM user: jmerckle': 1,
      'role: role/CloudTrailRoleForCloudWatchLogs': 1,
    });
  });

  it('invictus', () => {
    expect(labels('invictus-ir-aws-dataset/CloudTrail')).toMatchObject({
      'IAM user: bert-jan': 1141,
      'IAM user: benjamin': 44,
      'role: role/stratus-red-team-get-usr-data-role': 15,
      'role: role/AWSServiceRoleForRDS': 2,
      'AWS service: rds.amazonaws.com': 5,
      'AWS service: rolesanywhere.amazonaws.com': 3,
    });
  });

  it('no record of any source is left without a name', () => {
    const nameless = realRecords()
      .map((record) => member(record, 'userIdentity'))
      .filter((identity) => describeIdentity(identity).principal === null)
      .map((identity) => JSON.stringify(identity));
    expect(nameless).toEqual([]);
  });
});

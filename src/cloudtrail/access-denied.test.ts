import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { member, textOf } from '#lib/json.ts';
import { POLICY_KINDS, readRefusal, refusalSentence } from './access-denied.ts';
import { hasRealData, realRecords } from './testing/real-data.ts';

const USER = 'arn:aws:iam::777788889999:user/JohnDoe';

describe('readRefusal', () => {
  it('takes apart who, what, on what and why', () => {
    const message = `User: ${USER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::logs/a b.json" because no identity-based policy allows the s3:GetObject action`;
    expect(readRefusal(message)).toEqual({
      principal: USER,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::logs/a b.json',
      policy: 'identity-based policy',
      policyArn: null,
      deny: 'implicit',
      otherReason: null,
      encoded: null,
    });
  });

  it.each(POLICY_KINDS)('knows the kind: %s', (policy) => {
    const start = `User: ${USER} is not authorized to perform: codecommit:ListRepositories`;
    const implicit = `${start} because no ${policy} allows the codecommit:ListRepositories action`;
    const explicit = `${start} with an explicit deny in a ${policy}`;
    expect(readRefusal(implicit)).toMatchObject({ policy, deny: 'implicit', resource: null });
    expect(readRefusal(explicit)).toMatchObject({
      policy,
      deny: 'explicit',
      action: 'codecommit:ListRepositories',
    });
  });

  it('reads the policy that an explicit deny names', () => {
    const arn = 'arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-xyz';
    const message = `User: ${USER} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a service control policy: ${arn}`;
    expect(readRefusal(message)).toMatchObject({
      policy: 'service control policy',
      policyArn: arn,
      deny: 'explicit',
      resource: 'arn:aws:s3:::b/k',
    });
  });

  it('reads EC2’s sentence and its encoded part', () => {
    const message = `You are not authorized to perform this operation. User: ${USER} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:1:instance/* because no identity-based policy allows the ec2:RunInstances action. Encoded authorization failure message: T-kSW_9`;
    expect(readRefusal(message)).toMatchObject({
      principal: USER,
      action: 'ec2:RunInstances',
      resource: 'arn:aws:ec2:eu-west-1:1:instance/*',
      policy: 'identity-based policy',
      encoded: 'T-kSW_9',
    });
    expect(
      readRefusal(
        'You are not authorized to perform this operation. Encoded authorization failure message: abc',
      ),
    ).toMatchObject({ encoded: 'abc', action: null, deny: null });
  });

  it.each([
    [
      `User: ${USER} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/x`,
      'arn:aws:iam::1:role/x',
    ],
    [
      `User: ${USER} is not authorized to perform: iam:GetRole on resource: role trail-discover`,
      'role trail-discover',
    ],
    [`User: ${USER} is not authorized to perform: kms:Decrypt on the specified resource`, null],
  ])('says so where the message gives no reason: %s', (message, resource) => {
    expect(readRefusal(message)).toMatchObject({ principal: USER, resource, policy: null, deny: null });
  });

  it('knows a refusal by an endpoint and other reasons', () => {
    expect(readRefusal('The request was denied due to a VPC endpoint policy')).toMatchObject({
      policy: 'VPC endpoint policy',
    });
    const other = `User: ${USER} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::b" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`;
    expect(readRefusal(other)).toMatchObject({
      policy: null,
      otherReason:
        'public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
    });
  });

  it('is not deceived by a resource that names a policy', () => {
    const message = `User: ${USER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/x with an explicit deny in a service control policy" because no identity-based policy allows the s3:GetObject action`;
    expect(readRefusal(message)).toMatchObject({
      deny: 'implicit',
      policy: 'identity-based policy',
      resource: 'arn:aws:s3:::b/x with an explicit deny in a service control policy',
    });
  });

  it.each(['Access Denied', '', 'Rate exceeded', 'Failed authentication'])('is null for %j', (message) => {
    expect(readRefusal(message)).toBeNull();
  });

  it('bears anything, in linear time', { retry: 3 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const refusal = readRefusal(`User: ${text} is not authorized to perform: ${text} because ${text}`);
        expect(refusalSentence(refusal ?? { ...EMPTY })).toMatch(/^Denied/);
      }),
    );
    const start = performance.now();
    for (const piece of [' because no ', ' is not authorized to ', 'User: ', ' with an explicit deny in '])
      readRefusal(piece.repeat(1_000_000));
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it.runIf(hasRealData)('reads every message of public logs that names an action', () => {
    const messages = realRecords()
      .map((record) => textOf(member(record, 'errorMessage')))
      .filter((message) => message?.includes('is not authorized to perform') === true);
    const unread = messages.filter((message) => typeof readRefusal(message ?? '')?.action !== 'string');
    expect(messages.length).toBeGreaterThan(100);
    expect(unread).toEqual([]);
  });
});

const EMPTY = {
  principal: null,
  action: null,
  resource: null,
  policy: null,
  policyArn: null,
  deny: null,
  otherReason: null,
  encoded: null,
};

describe('refusalSentence', () => {
  it('says what decided', () => {
    const action = 's3:GetObject';
    expect(refusalSentence({ ...EMPTY, action, deny: 'implicit', policy: 'identity-based policy' })).toBe(
      'Denied because no identity-based policy allows s3:GetObject.',
    );
    expect(refusalSentence({ ...EMPTY, action, deny: 'explicit', policy: 'service control policy' })).toBe(
      'Denied by an explicit deny in a service control policy.',
    );
    expect(refusalSentence({ ...EMPTY, action })).toBe(
      'Denied. The message does not say which policy decided.',
    );
  });
});

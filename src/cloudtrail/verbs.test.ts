import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { member } from '#lib/json.ts';
import { hasRealData, realRecords } from './testing/real-data.ts';
import { VERBS, baseEventName, verbOf } from './verbs.ts';

describe('baseEventName', () => {
  it.each([
    ['UpdateFunctionCode20150331v2', 'UpdateFunctionCode'],
    ['CreateFunction20150331', 'CreateFunction'],
    ['CreateDistribution2020_05_31', 'CreateDistribution'],
    ['ListObjectsV2', 'ListObjectsV2'],
    ['DescribeLoadBalancers', 'DescribeLoadBalancers'],
    ['GetBucket20991399', 'GetBucket20991399'],
    ['20150331', '20150331'],
    ['', ''],
  ])('%s → %s', (name, base) => {
    expect(baseEventName(name)).toBe(base);
  });
});

/** source, name, readOnly as written (– = absent), verb */
const TABLE = `
s3           GetObject                    true   read
s3           ListObjectsV2                –      read
s3           PutObject                    false  write
s3           DeleteObject                 false  destructive
s3           DeleteObjects                –      destructive
ec2          DescribeInstances            –      read
ec2          RunInstances                 false  write
ec2          TerminateInstances           false  destructive
ec2          StopInstances                false  destructive
ec2          RevokeSecurityGroupIngress   false  destructive
ec2          AuthorizeSecurityGroupIngress false write
ec2          GetPasswordData              true   sensitive read
cloudtrail   StopLogging                  false  destructive
cloudtrail   LookupEvents                 true   read
logs         StopQuery                    true   read
kms          Decrypt                      true   read
kms          Decrypt                      false  read
kms          GenerateDataKeyWithoutPlaintext – read
kms          Encrypt                      –      read
kms          CreateGrant                  false  write
kms          ScheduleKeyDeletion          false  destructive
kms          DisableKey                   false  destructive
sts          AssumeRole                   true   sensitive read
sts          AssumeRoleWithWebIdentity    true   sensitive read
sts          GetSessionToken              false  sensitive read
sts          GetCallerIdentity            true   read
secretsmanager GetSecretValue             true   sensitive read
secretsmanager DeleteSecret               false  destructive
signin       ConsoleLogin                 false  write
signin       SwitchRole                   –      write
lambda       DeleteFunction20150331       –      destructive
lambda       Invoke                       false  write
lambda       GetFunction20150331v2        –      read
iam          ListAccessKeys               true   sensitive read
iam          CreateAccessKey              false  write
iam          RemoveUserFromGroup          false  destructive
iam          DeactivateMFADevice          false  destructive
organizations LeaveOrganization           false  destructive
cognito-idp  AdminDeleteUser              false  destructive
cognito-idp  AdminGetUser                 –      read
dynamodb     BatchGetItem                 –      read
dynamodb     BatchWriteItem               –      write
x            deleteThing                  –      destructive
x            Stopwatch                    –      write
x            Getaway                      –      write
x            Frobnicate                   –      write
x            Frobnicate                   true   read
x            DeleteThing                  true   read
`;

const ROWS = TABLE.trim()
  .split('\n')
  .map((line) => /^(\S+)\s+(\S+)\s+(\S+)\s+(.+)$/.exec(line) ?? [])
  .map(([, service, name, readOnly, verb]) => ({ service, name, readOnly, verb }));

describe('verbOf', () => {
  it.each(ROWS)('$service $name ($readOnly) is $verb', ({ service, name, readOnly, verb }) => {
    const eventSource = `${service}.amazonaws.com`;
    expect(verbOf({ eventSource, eventName: name, readOnly: readOnly === '–' ? undefined : readOnly })).toBe(
      verb,
    );
    const flag = readOnly === '–' ? null : readOnly === 'true';
    expect(verbOf({ eventSource, eventName: name, readOnly: flag })).toBe(verb);
  });

  it('answers for anything', () => {
    const fields = fc.record({
      eventSource: fc.anything(),
      eventName: fc.anything(),
      readOnly: fc.anything(),
    });
    fc.assert(
      fc.property(fields, (one) => {
        expect(VERBS).toContain(verbOf(one));
      }),
    );
  });

  it('never calls what the record marks as read a change', () => {
    fc.assert(
      fc.property(fc.string(), (eventName) => {
        expect(verbOf({ eventName, readOnly: true })).toMatch(/read$/);
      }),
    );
  });
});

describe.skipIf(!hasRealData)('verbOf over the sample data (skipped where it is absent)', () => {
  /** Counted from the files with another program. */
  it('divides the invictus incident', () => {
    const found: Record<string, number> = {};
    for (const record of realRecords('invictus-ir-aws-dataset/CloudTrail')) {
      const eventName = member(record, 'eventName');
      const verb = verbOf({
        eventSource: member(record, 'eventSource'),
        eventName,
        readOnly: member(record, 'readOnly'),
      });
      found[verb] = (found[verb] ?? 0) + 1;
    }
    expect(found).toEqual({ read: 977, 'sensitive read': 73, write: 114, destructive: 69 });
  });
});

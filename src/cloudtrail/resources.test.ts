import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { member } from '#lib/json.ts';
import { type ResourceFields, resourceArns, resourceLabel } from './resources.ts';
import { hasRealData, realRecords } from './testing/real-data.ts';

/** `s3 GetObject {"bucketName":"b"} → {"x":1}`: service, event, request, answer. */
function fieldsOf(line: string): ResourceFields {
  const [, service = '', eventName = '', request = '', answer] =
    /^(\S+) (\S+) (.*?)(?: → (.*))?$/s.exec(line) ?? [];
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    resources: null,
    requestParameters: request,
    responseElements: answer ?? null,
  };
}

describe('resourceLabel from the call', () => {
  it.each([
    ['b/k.txt', 's3 GetObject {"bucketName":"b","key":"k.txt","Host":"b.s3.amazonaws.com"}'],
    ['b', 's3 PutBucketAcl {"Host":"s3.amazonaws.com","bucketName":"b","acl":""}'],
    ['user/bob', 'iam CreateAccessKey {"userName":"bob"}'],
    ['user/bob', 'iam AttachUserPolicy {"policyArn":"arn:aws:iam::aws:policy/Admin","userName":"bob"}'],
    ['policy/Admin', 'iam CreatePolicyVersion {"policyArn":"arn:aws:iam::aws:policy/Admin"}'],
    ['role/Deploy', 'sts AssumeRole {"roleArn":"arn:aws:iam::1:role/Deploy","roleSessionName":"me"}'],
    [
      'i-1 +1 more',
      'ec2 StopInstances {"instancesSet":{"items":[{"instanceId":"i-1"},{"instanceId":"i-2"}]}}',
    ],
    [
      'i-9',
      'ec2 RunInstances {"instancesSet":{"items":[{"imageId":"ami-1"}]}} → {"requestId":"r","reservationId":"r-1","instancesSet":{"items":[{"instanceId":"i-9","imageId":"ami-1"}]}}',
    ],
    ['ami-1', 'ec2 RunInstances {"instancesSet":{"items":[{"imageId":"ami-1","minCount":1}]}} → null'],
    [
      'subnet-1',
      'ec2 CreateSubnet {"vpcId":"vpc-1"} → {"requestId":"r","subnet":{"subnetId":"subnet-1","vpcId":"vpc-1"}}',
    ],
    ['vpc-1', 'ec2 CreateSubnet {"vpcId":"vpc-1"} → null'],
    ['nat-1', 'ec2 DeleteNatGateway {"DeleteNatGatewayRequest":{"NatGatewayId":"nat-1"}}'],
    [
      'fl-1',
      'ec2 CreateFlowLogs {"CreateFlowLogsRequest":{"DeliverLogsPermissionArn":"arn:aws:iam::1:role/r"}} → {"CreateFlowLogsResponse":{"flowLogIdSet":{"item":"fl-1"}}}',
    ],
    ['sg-1', 'ec2 AuthorizeSecurityGroupIngress {"cidrIp":"0.0.0.0/0","groupId":"sg-1","ipPermissions":{}}'],
    ['main', 'cloudtrail StopLogging {"name":"arn:aws:cloudtrail:us-east-1:1:main"}'],
    ['alias/x', 'kms CreateAlias {"targetKeyId":"0e5d","aliasName":"alias/x"}'],
    ['resize', 'lambda UpdateFunctionCode20150331v2 {"functionName":"resize","dryRun":false}'],
    ['db-AbC', 'secretsmanager GetSecretValue {"secretId":"arn:aws:secretsmanager:r:1:secret:db-AbC"}'],
    ['/aws/x/2024', 'logs CreateLogStream {"logStreamName":"2024","logGroupName":"/aws/x"}'],
    ['snap', 'rds CreateDBSnapshot {"dBInstanceIdentifier":"db","dBSnapshotIdentifier":"snap"}'],
    ['queue', 'sqs SetQueueAttributes {"queueUrl":"https://sqs.us-east-1.amazonaws.com/1/queue"}'],
    ['account 444455556666', 'organizations DescribeAccount {"accountId":"444455556666"}'],
    [null, 'ec2 DescribeInstances {"instancesSet":{},"filterSet":{}}'],
    [null, 'signin ConsoleLogin null → {"ConsoleLogin":"Success"}'],
    [null, 'ec2 DescribeRegions {"clientToken":"x","nextToken":"y"}'],
    [null, 's3 ListBuckets []'],
  ])('%s ← %s', (label, line) => {
    expect(resourceLabel(fieldsOf(line))).toBe(label);
  });

  it('reads texts that were cut', () => {
    const whole = '{"functionName":"resize","environment":{"variables":{"A":"…"}}}';
    for (let end = 25; end <= whole.length; end += 1) {
      expect(resourceLabel(fieldsOf(`lambda UpdateFunctionCode ${whole.slice(0, end)}`))).toBe('resize');
    }
  });

  it('keeps a label short', () => {
    const label = resourceLabel(fieldsOf(`s3 GetObject {"bucketName":"b","key":"${'k'.repeat(1000)}"}`));
    expect(label).toHaveLength(200);
    expect(label?.endsWith('…')).toBe(true);
  });
});

describe('resourceLabel from resources', () => {
  const label = (resources: string): string | null =>
    resourceLabel({ ...fieldsOf('s3 GetObject {"bucketName":"other"}'), resources });

  it.each([
    [
      'b/k',
      '[{"type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::b"},{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::b/k"}]',
    ],
    [
      'b',
      '[{"type":"AWS::S3::Object","ARNPrefix":"arn:aws:s3:::b/"},{"type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::b"}]',
    ],
    ['key/1', '[{"accountId":"1"},{"arn":"arn:aws:kms:r:1:key/1"}]'],
    ['key/1', '[{"ARN":"arn:aws:kms:r:1:key/1","acc'],
    ['other', '[]'],
    ['other', 'null'],
    ['other', '[null,1,"x",{"ARN":{"a":1}}]'],
  ])('%s ← %s', (expected, resources) => {
    expect(label(resources)).toBe(expected);
  });
});

it('resourceArns lists each ARN once', () => {
  const text = '[{"ARN":"arn:a"},{"arn":"arn:b"},{"ARN":"arn:a"},{"ARNPrefix":"arn:c"},7,{"ARN":"arn:d';
  expect(resourceArns(text)).toEqual(['arn:a', 'arn:b', 'arn:d']);
  expect(resourceArns(null)).toEqual([]);
  expect(resourceArns('{"ARN":"arn:a"}')).toEqual([]);
});

it('answers for any text', () => {
  const text = fc.option(fc.oneof(fc.string(), fc.json()));
  const fields = fc.record({
    eventSource: fc.option(fc.string()),
    eventName: fc.option(fc.string()),
    resources: text,
    requestParameters: text,
    responseElements: text,
  });
  fc.assert(
    fc.property(fields, (one) => {
      const label = resourceLabel(one);
      expect(label === null || label.length <= 200).toBe(true);
    }),
  );
});

describe.skipIf(!hasRealData)('over the sample data (skipped where it is absent)', () => {
  const textAt = (record: unknown, key: string): string | null => {
    const value = member(record, key);
    return value === undefined || value === null
      ? null
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  };
  const labelsOf = (folder: string): (string | null)[] =>
    realRecords(folder).map((record) =>
      resourceLabel({
        eventSource: textAt(record, 'eventSource'),
        eventName: textAt(record, 'eventName'),
        resources: textAt(record, 'resources'),
        requestParameters: textAt(record, 'requestParameters'),
        responseElements: textAt(record, 'responseElements'),
      }),
    );

  it('names what nearly every event of the two incidents acted on', () => {
    const labels = [...labelsOf('sans504-s3-ransomware'), ...labelsOf('invictus-ir-aws-dataset/CloudTrail')];
    expect(labels.filter((label) => label === null).length / labels.length).toBeLessThan(0.06);
    expect(labels.filter((label) => label?.startsWith('falsimentis-log/AWSLogs/')).length).toBeGreaterThan(
      5000,
    );
  });
});

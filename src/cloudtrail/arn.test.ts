import { expect, it } from 'vitest';
import { arnLabel, parseArn } from './arn.ts';

it.each([
  ['arn:aws:s3:::bucket/folder/key.txt', 'bucket/folder/key.txt'],
  ['arn:aws:s3:::bucket/', 'bucket'],
  ['arn:aws:iam::111122223333:role/team/a/Deploy', 'role/Deploy'],
  ['arn:aws:iam::111122223333:user/alice', 'user/alice'],
  ['arn:aws:iam::111122223333:root', 'root'],
  ['arn:aws:sts::111122223333:assumed-role/Deploy/session', 'role/Deploy'],
  ['arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-0abc', 'i-0abc'],
  ['arn:aws:lambda:us-east-1:111122223333:function:resize:live', 'resize:live'],
  ['arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/x:*', '/aws/lambda/x'],
  ['arn:aws:kms:us-east-1:111122223333:key/0e5d', 'key/0e5d'],
  ['arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf', 'db-AbCdEf'],
  ['arn:aws:sns:us-east-1:111122223333:topic', 'topic'],
  ['arn:aws:s3:::', 'arn:aws:s3:::'],
  ['not an arn', 'not an arn'],
])('%s → %s', (arn, label) => {
  expect(arnLabel(arn)).toBe(label);
});

it('keeps colons and line breaks of the resource', () => {
  expect(parseArn('arn:aws:logs:r:1:log-group:a:b\nc')).toEqual({
    service: 'logs',
    resource: 'log-group:a:b\nc',
  });
});

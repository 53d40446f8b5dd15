import { describe, expect, it } from 'vitest';
import { plainWords } from './story-entry.ts';
import type { StoryEvent } from './story-facts.ts';
import { clauseOf, clauseOfMany, plural, wordsOfCall } from './story-verbs.ts';

const EVENT: StoryEvent = {
  eventTime: 0,
  eventID: 'e',
  conflict: false,
  fileId: 0,
  fileName: 'f',
  recordOffset: 0,
  sharedEventID: null,
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  errorCode: null,
  errorMessage: null,
  resources: null,
  requestParameters: null,
  responseElements: null,
  additionalEventData: null,
  serviceEventDetails: null,
  recipientAccountId: null,
  principalKind: 'IAM user',
  userAgentFamily: null,
};

function event(call: string, request: object | null, answer: object | null = null): StoryEvent {
  const [service = '', eventName = ''] = call.split(':');
  return {
    ...EVENT,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    requestParameters: request === null ? null : JSON.stringify(request),
    responseElements: answer === null ? null : JSON.stringify(answer),
  };
}

describe('a call as a clause', () => {
  it.each([
    ['iam:CreateUser', { userName: 'bob' }, 'created user bob'],
    ['iam:CreateLoginProfile', { userName: 'bob' }, 'gave bob a console password'],
    [
      'iam:AttachRolePolicy',
      { roleName: 'r', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      'attached AdministratorAccess to r',
    ],
    ['iam:PutUserPolicy', { userName: 'bob', policyName: 'p' }, 'wrote inline policy p of bob'],
    [
      'iam:UpdateAccessKey',
      { userName: 'bob', accessKeyId: 'AKIAX', status: 'Inactive' },
      'set access key AKIAX of bob to Inactive',
    ],
    ['s3:PutBucketPolicy', { bucketName: 'b' }, 'set bucket policy of b'],
    ['s3:DeleteBucketPolicy', { bucketName: 'b' }, 'deleted bucket policy of b'],
    ['s3:DeleteBucket', { bucketName: 'b' }, 'deleted bucket b'],
    [
      'ec2:TerminateInstances',
      { instancesSet: { items: [{ instanceId: 'i-1' }] } },
      'terminated instances i-1',
    ],
    ['rds:CreateDBSnapshot', { dBSnapshotIdentifier: 's' }, 'created DB snapshot s'],
    ['secretsmanager:GetSecretValue', { secretId: 'prod/db' }, 'read the secret prod/db'],
    ['x:FrobnicateThing', { thingName: 't' }, 'called FrobnicateThing on t'],
    ['x:Frobnicate', null, 'called Frobnicate'],
    ['ecs:UpdateService', null, 'updated service'],
    // Names of members of every object are no words.
    ['x:constructor', null, 'called constructor'],
  ])('%s', (call, request, words) => {
    expect(plainWords(clauseOf(event(call, request)))).toBe(words);
  });

  it('tells the key that was made, and the role that was assumed', () => {
    const made = event('iam:CreateAccessKey', { userName: 'bob' }, { accessKey: { accessKeyId: 'AKIAX' } });
    expect(clauseOf(made)).toContainEqual({ name: 'AKIAX', field: 'accessKeyId' });
    const role = event('sts:AssumeRole', { roleArn: 'arn:aws:iam::444455556666:role/path/Deploy' });
    expect(plainWords(clauseOf(role))).toBe('assumed Deploy in account 444455556666');
  });
});

it('takes names of calls apart', () => {
  expect(wordsOfCall('UpdateFunctionCode20150331v2')).toEqual({ past: 'updated', noun: 'function code' });
  expect(wordsOfCall('CreateDBInstance')).toEqual({ past: 'created', noun: 'DB instance' });
  expect(wordsOfCall('')).toEqual({ past: null, noun: '' });
  expect([plural('policy'), plural('user'), plural('tags'), plural('key')]).toEqual([
    'policies',
    'users',
    'tags',
    'keys',
  ]);
});

it('tells several calls of one name by the first things they name', () => {
  const users = ['a', 'b', 'c', 'd'].map((userName) => event('iam:CreateUser', { userName }));
  expect(plainWords(clauseOfMany('CreateUser', 2, users.slice(0, 2)))).toBe(
    'created user a and created user b',
  );
  expect(plainWords(clauseOfMany('CreateUser', 1_204, users))).toBe('created users (×1,204): a, b, c …');
  expect(plainWords(clauseOfMany('DeleteUser', 3, []))).toBe('deleted users (×3)');
  const same = [users[0] ?? EVENT, users[0] ?? EVENT];
  expect(plainWords(clauseOfMany('CreateUser', 2, same))).toBe('created user a (×2)');
});

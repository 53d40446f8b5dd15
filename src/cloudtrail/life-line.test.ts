import { describe, expect, it } from 'vitest';
import { actKindOf, actorsOf } from './life-acts.ts';
import type { CountedCall } from './life-acts.ts';
import { isSameThing, lifeLine, ownerOf, requestChanges, stageOf } from './life-line.ts';

function call(name: string, request: object | null, resources: string | null = null) {
  const [service = '', eventName = ''] = name.split(':');
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    resources,
    requestParameters: request === null ? null : JSON.stringify(request),
    responseElements: null,
  };
}

describe('what a call did to a thing', () => {
  it.each([
    ['s3:CreateBucket', { bucketName: 'b' }, 'b', 'created'],
    ['s3:PutBucketPolicy', { bucketName: 'b' }, 'arn:aws:s3:::b', 'changed'],
    ['s3:DeleteBucketPolicy', { bucketName: 'b' }, 'b', 'changed'],
    ['s3:DeleteBucket', { bucketName: 'b' }, 'B', 'deleted'],
    ['s3:PutBucketPolicy', { bucketName: 'other', policy: 'b' }, 'b', 'mentioned'],
    ['iam:CreateUser', { userName: 'bob' }, 'arn:aws:iam::111122223333:user/path/bob', 'created'],
    ['iam:CreateAccessKey', { userName: 'bob' }, 'bob', 'changed'],
    ['iam:DeleteLoginProfile', { userName: 'bob' }, 'bob', 'changed'],
    ['iam:DeleteUser', { userName: 'bob' }, 'user/bob', 'deleted'],
    ['ec2:TerminateInstances', { instancesSet: { items: [{ instanceId: 'i-1' }] } }, 'i-1', 'deleted'],
    ['x:FrobnicateThing', null, 'b', 'mentioned'],
  ])('%s %j of %s: %s', (name, request, thing, stage) => {
    expect(stageOf(call(name, request), thing)).toBe(stage);
  });

  it('knows a thing by its name, its ARN and its kind', () => {
    expect(isSameThing('user/bob', 'arn:aws:iam::111122223333:user/bob')).toBe(true);
    expect(isSameThing('bucket/key', 'arn:aws:s3:::bucket/key')).toBe(true);
    expect(isSameThing('user/bob', 'alice')).toBe(false);
  });

  it('knows what it belongs to, where its name says so', () => {
    expect(ownerOf('bucket/a/b.txt')).toBe('bucket');
    expect(ownerOf('arn:aws:s3:::bucket/a')).toBe('bucket');
    expect(ownerOf('arn:aws:s3:::bucket')).toBeNull();
    expect(ownerOf('arn:aws:logs:eu-west-1:111122223333:log-group:/aws/x:log-stream:y')).toBe('/aws/x');
    expect(ownerOf('user/bob')).toBeNull();
    expect(ownerOf('i-1')).toBeNull();
  });
});

describe('what a request asks for that the one before had not', () => {
  it('is compared value by value, into JSON that is written as text', () => {
    const before = { bucketName: 'b', policy: JSON.stringify({ Allow: ['a'] }), Host: 'x' };
    const after = {
      bucketName: 'b',
      policy: encodeURIComponent(JSON.stringify({ Allow: ['a', 'c'] })),
      Host: 'y',
    };
    expect(requestChanges(JSON.stringify(before), JSON.stringify(after))).toEqual([
      { label: 'policy.Allow[1]', before: null, after: 'c' },
    ]);
  });

  it('is all of it for the first, and nothing can be said of what is cut', () => {
    expect(requestChanges(null, '{"a":1,"b":{"c":null}}')).toEqual([
      { label: 'a', before: null, after: '1' },
      { label: 'b.c', before: null, after: 'null' },
    ]);
    expect(requestChanges('{"a":1', '{"a":1}')).toBeNull();
    expect(requestChanges('{"a":1}', null)).toEqual([{ label: 'a', before: '1', after: null }]);
  });

  it('is held against the call before of the same kind on the same thing', () => {
    const calls = lifeLine(
      [
        call('s3:CreateBucket', { bucketName: 'b' }),
        call('s3:PutBucketPolicy', { bucketName: 'b', v: 1 }),
        call('s3:PutBucketTagging', { bucketName: 'b', v: 9 }),
        call('s3:PutBucketPolicy', { bucketName: 'b', v: 2 }),
        call('s3:DeleteBucketPolicy', { bucketName: 'b' }),
      ],
      'b',
    );
    expect(calls.map(({ stage }) => stage)).toEqual(['created', 'changed', 'changed', 'changed', 'changed']);
    expect(calls.map(({ previous }) => previous?.eventName ?? null)).toEqual([
      null,
      null,
      null,
      'PutBucketPolicy',
      'PutBucketPolicy',
    ]);
    expect(calls[3]?.changes).toEqual([{ label: 'v', before: '1', after: '2' }]);
    expect(calls[4]?.changes).toEqual([{ label: 'v', before: '2', after: null }]);
  });

  it('tells at most a dozen, and how many more there are', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`k${n}`, n]));
    const [first] = lifeLine([call('x:PutThing', many)], 'b');
    expect([first?.changes.length, first?.more]).toEqual([12, 28]);
  });
});

describe('who did it', () => {
  const counted = (more: Partial<CountedCall>): CountedCall => ({
    principal: 'alice',
    accountId: '1',
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    verb: 'write',
    outcome: 0,
    count: 1,
    from: 5,
    to: 5,
    address: 'a',
    addresses: 1,
    ...more,
  });

  it('is told by kind of act', () => {
    expect(actKindOf(counted({}))).toBe('write');
    expect(actKindOf(counted({ eventName: 'PutObject' }))).toBe('contents');
    expect(actKindOf(counted({ verb: 'sensitive read' }))).toBe('read');
    expect(actKindOf(counted({ outcome: 1, verb: 'read' }))).toBe('denied');
    expect(actKindOf(counted({ outcome: 2 }))).toBe('failed');
  });

  it('has the latest first, with the calls of each', () => {
    const calls = [
      counted({ count: 2, from: 1, to: 3 }),
      counted({ eventName: 'DeleteBucketPolicy', count: 7, from: 2, to: 9, address: 'b' }),
      counted({ principal: 'bob', from: 10, to: 11 }),
      counted({ principal: 'eve', outcome: 1 }),
    ];
    expect(actorsOf(calls, 'write')).toMatchObject([
      { principal: 'bob', count: 1 },
      {
        principal: 'alice',
        count: 9,
        from: 1,
        to: 9,
        address: 'b',
        names: [
          { name: 'DeleteBucketPolicy', count: 7 },
          { name: 'PutBucketPolicy', count: 2 },
        ],
      },
    ]);
    expect(actorsOf(calls, 'denied').map(({ principal }) => principal)).toEqual(['eve']);
    expect(actorsOf([], 'write')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { madeResources, makingOf } from './made-resources.ts';
import type { ResourceCall } from './made-resources.ts';

function call(
  time: number,
  eventName: string,
  request: unknown,
  more: Partial<ResourceCall> = {},
): ResourceCall {
  return {
    event: { eventId: `e${time}`, fileId: 0, recordOffset: time, time, eventName },
    eventSource: 's3.amazonaws.com',
    eventName,
    resources: null,
    requestParameters: JSON.stringify(request),
    responseElements: null,
    accountId: '111122223333',
    by: 'AKIA',
    ...more,
  };
}

describe('what a call makes', () => {
  it('is told by its name, and so is what ends it', () => {
    expect(makingOf('CreateBucket')).toEqual({
      noun: 'Bucket',
      ends: ['DeleteBucket', 'TerminateBucket', 'CancelBucket'],
    });
    expect(makingOf('PutBucketPolicy')).toMatchObject({ noun: 'BucketPolicy' });
    expect(makingOf('CreateFunction20150331')).toMatchObject({ noun: 'Function' });
    expect(makingOf('RunInstances')?.ends).toContain('TerminateInstances');
    expect(['PutObject', 'GetObject', 'Createsomething', 'DeleteBucket'].map(makingOf)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('the resources that calls made', () => {
  it('are told with the first call after them that ended the same', () => {
    const bucket = { bucketName: 'finance-exports' };
    const [made, other] = madeResources(
      [call(10, 'PutBucketPolicy', bucket), call(11, 'CreateBucket', { bucketName: 'loot' })],
      [
        call(5, 'DeleteBucketPolicy', bucket, { by: 'too early' }),
        call(30, 'DeleteBucketPolicy', bucket, { by: 'later' }),
        call(20, 'DeleteBucketPolicy', bucket, { by: 'grace' }),
        call(21, 'DeleteBucket', { bucketName: 'loot' }, { accountId: '999999999999' }),
      ],
    );
    expect(made).toMatchObject({
      kind: 'resource',
      type: 'BucketPolicy',
      name: 'finance-exports',
      by: 'AKIA',
      deleted: { by: 'grace', event: { time: 20 } },
    });
    expect(other).toMatchObject({ type: 'Bucket', name: 'loot', deleted: null });
  });
});

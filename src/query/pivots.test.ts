import { describe, expect, it } from 'vitest';
import { EMPTY_FILTER } from './filter.ts';
import { formatFilter } from './format-filter.ts';
import { valuePivots } from './pivots.ts';

const ROW = {
  eventTime: 0,
  principal: 'bob',
  sourceIPAddress: null,
  accessKeyId: null,
  requestID: null,
  sharedEventID: null,
  userIdentityAccountId: '111122223333',
};

const opening = (...given: Parameters<typeof valuePivots>) =>
  valuePivots(...given).flatMap(({ label, opens, apply }) =>
    opens === undefined ? [] : [[label, opens, formatFilter(apply(EMPTY_FILTER))]],
  );

describe('from a value to its timeline', () => {
  it('a principal has one, told apart by its account', () => {
    expect(opening({ field: 'principal' }, 'bob', ROW)).toEqual([
      ['Open timeline of this principal', 'timeline', 'principal:bob userIdentityAccountId:111122223333'],
    ]);
    expect(opening({ field: 'principal' }, 'eve', ROW)).toEqual([
      ['Open timeline of this principal', 'timeline', 'principal:eve'],
    ]);
  });

  it('keys, addresses and resources have one; values of other fields have none', () => {
    expect(opening({ field: 'accessKeyId' }, 'AKIA', ROW)).toHaveLength(1);
    expect(opening({ field: 'sourceIPAddress' }, '192.0.2.1')).toHaveLength(1);
    expect(opening({ field: 'resource' }, 'a b')).toEqual([
      ['Life line of this resource', 'life', 'resource:"a b"'],
    ]);
    expect(opening({ field: 'eventName' }, 'ListUsers')).toEqual([]);
    expect(opening({ path: ['requestParameters', 'bucketName'] }, 'b')).toEqual([]);
    expect(opening({ field: 'principal' }, null)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Created, Credential, Reach } from '#cloudtrail/lineage.ts';
import { formatFilter } from '#query/format-filter.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { reachQuestion, rootSince, withBlastRadius } from './reach-root.ts';
import { reachThings, thingKind, totalsText, usageOf, usesByCredential, usageText } from './reach-things.ts';

const event = (offset: number, eventName = 'Create') => ({
  eventId: `e${offset}`,
  fileId: 0,
  recordOffset: offset,
  time: offset * 1_000,
  eventName,
});

function made(
  kind: Created['kind'],
  name: string,
  offset: number,
  by: string,
  more: Partial<Created> = {},
): Created {
  return {
    kind,
    type: kind,
    name,
    accountId: '111122223333',
    event: event(offset),
    by,
    deleted: null,
    credentials: [],
    ...more,
  };
}

const user = made('user', 'ops-helper', 1, 'AKIALEAKED', {
  credentials: ['AKIAHELPER'],
  deleted: { event: event(90, 'DeleteUser'), by: 'grace' },
});
const key = made('access key', 'AKIAHELPER', 2, 'AKIALEAKED', { credentials: ['AKIAHELPER'] });
const role = made('session', 'ASIAROLE', 3, 'AKIAHELPER', {
  accountId: '444455556666',
  credentials: ['ASIAROLE'],
});
const bucket = made('resource', 'loot', 4, 'ASIAROLE', { type: 'BucketPolicy' });
const later = made('policy attachment', 'Admin → ops-helper', 5, 'AKIALEAKED');

const reach: Reach = {
  root: 'AKIALEAKED',
  created: [user, key, role, bucket, later],
  reached: [
    { credential: 'AKIALEAKED', depth: 0, via: null, from: null, to: null },
    { credential: 'AKIAHELPER', depth: 1, via: key, from: null, to: null },
    { credential: 'ASIAROLE', depth: 2, via: role, from: null, to: null },
  ],
};
const lineage = {
  credentials: new Map<string, Credential>(),
  byIdentity: new Map<number, string>(),
  created: [],
};

describe('the things that came from a root', () => {
  it('stand each below the one they came through', () => {
    const things = reachThings(reach, lineage);
    expect(things.map(({ created, level }) => `${level} ${created.name}`)).toEqual([
      '0 ops-helper',
      '0 AKIAHELPER',
      '1 ASIAROLE',
      '2 loot',
      '0 Admin → ops-helper',
    ]);
  });

  it('survive a circle', () => {
    const a = made('session', 'A', 1, 'B');
    const b = made('session', 'B', 2, 'A');
    const round: Reach = {
      root: 'x',
      created: [a, b],
      reached: [
        { credential: 'A', depth: 1, via: a, from: null, to: null },
        { credential: 'B', depth: 2, via: b, from: null, to: null },
      ],
    };
    expect(reachThings(round, lineage)).toHaveLength(2);
  });

  it('are twenty thousand, one below the other, without end of the stack', () => {
    const created = Array.from({ length: 20_000 }, (_, n) =>
      made('session', `S${n}`, n, n === 0 ? 'root' : `S${n - 1}`),
    );
    const reached = created.map((via, n) => ({
      credential: via.name,
      depth: n + 1,
      via,
      from: null,
      to: null,
    }));
    expect(reachThings({ root: 'root', created, reached }, lineage).at(-1)?.level).toBe(19_999);
  });

  it('are told in words', () => {
    expect(totalsText(reach.created)).toBe(
      '1 user, 1 access key, 1 policy attachment, 1 session and 1 resource in 2 accounts; 1 thing deleted again',
    );
    expect(totalsText([key])).toBe('1 access key in 1 account');
    expect(totalsText([])).toBeNull();
    expect([bucket, user].map(thingKind)).toEqual(['bucket policy', 'user']);
    expect(thingKind({ ...bucket, type: 'AWS::S3::Bucket' })).toBe('AWS::S3::Bucket');
    expect(thingKind({ ...bucket, type: 'VPCEndpoint' })).toBe('VPC endpoint');
  });

  it('say how much they were used', () => {
    const row = { identityId: 1, addresses: 2, allCalls: 412 };
    const uses = usesByCredential(
      [
        { ...row, address: '198.51.100.77', calls: 400 },
        { ...row, address: '198.51.100.78', calls: 12 },
        { ...row, identityId: 2, address: '198.51.100.78', calls: 5, allCalls: 5, addresses: 1 },
        { ...row, identityId: 3, address: null, calls: 5 },
      ],
      new Map([
        [1, 'AKIAHELPER'],
        [2, 'AKIAHELPER'],
      ]),
    );
    expect(usageOf(bucket, uses)).toBeNull();
    const used = usageOf(user, uses);
    expect(used === null ? '' : usageText(used)).toBe('417 calls from 198.51.100.77 and 1 more');
    const unused = usageOf(role, uses);
    expect(unused === null ? '' : usageText(unused)).toBe('not used');
  });
});

describe('the root that is asked for', () => {
  const filterOf = (text: string) => parseSearch(text).filter;

  it('is the filter’s subject', () => {
    expect(reachQuestion(filterOf('key:AKIALEAKED error:*'))).toEqual({
      root: 'AKIALEAKED',
      name: 'AKIALEAKED',
      from: null,
    });
    expect(reachQuestion(filterOf('blast:"AKIALEAKED@2025-10-10T18:42:07Z"'))).toEqual({
      root: 'AKIALEAKED@2025-10-10T18:42:07Z',
      name: 'AKIALEAKED',
      from: Date.UTC(2025, 9, 10, 18, 42, 7),
    });
    expect(reachQuestion(filterOf('user:grace.lind@example.com'))).toMatchObject({
      name: 'grace.lind@example.com',
      from: null,
    });
    expect(reachQuestion(filterOf('ip:198.51.100.77'))).toBeNull();
    expect(reachQuestion(filterOf(''))).toBeNull();
  });

  it('is changed to count from a time, the rest of the filter staying', () => {
    const since = rootSince('AKIALEAKED', Date.UTC(2025, 9, 10, 18, 42, 7));
    expect(since).toBe('AKIALEAKED@2025-10-10T18:42:07Z');
    expect(formatFilter(withBlastRadius(filterOf('key:AKIALEAKED error:*'), since))).toBe(
      'errorCode:* blastRadius:AKIALEAKED@2025-10-10T18:42:07Z',
    );
    expect(formatFilter(withBlastRadius(filterOf('user:x from:111122223333'), 'x'))).toBe('blastRadius:x');
    expect(rootSince('x', null)).toBe('x');
  });
});

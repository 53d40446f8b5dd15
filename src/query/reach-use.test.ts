import { beforeAll, describe, expect, it } from 'vitest';
import type { LiveSession } from '#session/data-set.ts';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { askMatches } from '#session/use-match-query.ts';
import { firstCalls, identityUse } from './reach-use.ts';
import { parseSearch } from './search-syntax.ts';
import { identityCounts } from './session-counts.ts';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Deploy`;
const SESSION_ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/one`;
const alice = { type: 'IAMUser', userName: 'alice', accountId: ACCOUNT, accessKeyId: 'AKIAEXAMPLEALICE0001' };
const deploy = {
  type: 'AssumedRole',
  arn: SESSION_ARN,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAEXAMPLEDEPLOY001',
  sessionContext: {
    sessionIssuer: { type: 'Role', userName: 'Deploy', arn: ROLE },
    attributes: { creationDate: '2025-10-01T00:00:03Z', mfaAuthenticated: 'false' },
  },
};
const OFFICE = '203.0.113.7';
const HOSTILE = "198.51.100.77'; DROP TABLE event; --<b>\u202E";

const RECORDS = [
  record(1, { userIdentity: alice, sourceIPAddress: OFFICE }),
  record(2, { userIdentity: alice, sourceIPAddress: OFFICE, errorCode: 'AccessDenied' }),
  record(3, {
    userIdentity: alice,
    sourceIPAddress: HOSTILE,
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: ROLE, roleSessionName: 'one' },
    responseElements: {
      credentials: { accessKeyId: 'ASIAEXAMPLEDEPLOY001', expiration: 'Oct 1, 2025, 1:00:03 AM' },
      assumedRoleUser: { arn: SESSION_ARN },
    },
  }),
  ...[4, 5, 6, 7].map((n) => record(n, { userIdentity: deploy, sourceIPAddress: `198.51.100.${n}` })),
];

let session: LiveSession;
beforeAll(async () => {
  ({ session } = openSession());
  await session.addFiles([log('a.json.gz', RECORDS)]);
});

const filterOf = (text: string) => parseSearch(text).filter;
const KEY = 'AKIAEXAMPLEALICE0001';

describe('calls of each identity', () => {
  it('are counted among the matching events', async () => {
    const rows = await askMatches(session, { filter: filterOf('outcome:denied'), ask: identityCounts });
    expect(rows).toEqual([{ identityId: expect.any(Number), calls: 1, denied: 1 }]);
    const all = await askMatches(session, { filter: filterOf(''), ask: identityCounts });
    expect(
      all.map(({ calls, denied }) => [calls, denied]).toSorted(([a], [b]) => (a ?? 0) - (b ?? 0)),
    ).toEqual([
      [3, 1],
      [4, 0],
    ]);
  });
});

describe('the use of credentials in a blast radius', () => {
  it('is counted by identity, with the addresses that matter most', async () => {
    const rows = await askMatches(session, { filter: filterOf(`blast:${KEY}`), ask: identityUse });
    const { byIdentity } = await session.lineage();
    const of = (credential: string) =>
      rows
        .filter(({ identityId }) => byIdentity.get(identityId) === credential)
        .map(({ address, calls, addresses, allCalls }) => ({ address, calls, addresses, allCalls }));
    expect(of(KEY)).toEqual([
      { address: OFFICE, calls: 2, addresses: 2, allCalls: 3 },
      { address: HOSTILE, calls: 1, addresses: 2, allCalls: 3 },
    ]);
    expect(of('ASIAEXAMPLEDEPLOY001')).toHaveLength(3);
    expect(of('ASIAEXAMPLEDEPLOY001')[0]).toMatchObject({ addresses: 4, allCalls: 4 });
  });

  it('begins at each address of the root itself, the newest first', async () => {
    const rows = await askMatches(session, {
      filter: filterOf(`blast:${KEY}`),
      ask: (matches) => firstCalls(matches, KEY.toLowerCase()),
    });
    expect(rows.map(({ address, calls, addresses }) => [address, calls, addresses])).toEqual([
      [HOSTILE, 1, 2],
      [OFFICE, 2, 2],
    ]);
    expect(rows[0]?.first).toBeGreaterThan(rows[1]?.first ?? Infinity);
  });
});

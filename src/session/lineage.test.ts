import { describe, expect, it } from 'vitest';
import { parseSearch } from '#query/search-syntax.ts';
import { countMatches } from '#query/matches.ts';
import type { LiveSession } from './data-set.ts';
import { log, openSession, record, rowsOf } from './testing/workbench.ts';
import { askMatches } from './use-match-query.ts';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/Deploy`;
const SESSION_ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/one`;

const alice = { type: 'IAMUser', userName: 'alice', accountId: ACCOUNT, accessKeyId: 'AKIAEXAMPLEALICE0001' };
const deploy = {
  type: 'AssumedRole',
  arn: SESSION_ARN,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAEXAMPLEDEPLOY001',
  sessionContext: {
    sessionIssuer: { type: 'Role', userName: 'Deploy', arn: ROLE },
    attributes: { creationDate: '2025-10-01T00:00:01Z', mfaAuthenticated: 'false' },
  },
};

const chain = [
  record(1, {
    userIdentity: alice,
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: { roleArn: ROLE, roleSessionName: 'one' },
    responseElements: {
      credentials: {
        sessionToken: 'EXAMPLE"TOKEN'.replace('"', ''),
        accessKeyId: 'ASIAEXAMPLEDEPLOY001',
        expiration: 'Oct 1, 2025, 1:00:01 AM',
      },
      assumedRoleUser: { arn: SESSION_ARN },
    },
  }),
  ...[2, 3, 4].map((n) => record(n, { userIdentity: deploy })),
];

const counted = async (session: LiveSession, text: string): Promise<number | undefined> => {
  const { filter } = parseSearch(text);
  return (await askMatches(session, { filter, ask: countMatches }))[0]?.count;
};

describe('once a load has ended', () => {
  it('says who is behind a session', async () => {
    const { session } = openSession();
    await session.addFiles([log('a.json.gz', chain)]);
    const { credentials } = await session.lineage();
    expect(credentials.get('ASIAEXAMPLEDEPLOY001')).toMatchObject({
      kind: 'assumed role',
      calls: 3,
      depth: 1,
      expires: Date.UTC(2025, 9, 1, 1, 0, 1),
      parent: 'AKIAEXAMPLEALICE0001',
      root: { kind: 'human', name: 'alice' },
      issue: { reason: 'access key', certainty: 'certain', event: { eventName: 'AssumeRole' } },
    });
  });

  it('lets filters ask for it, and makes them wait', async () => {
    const { session } = openSession();
    await session.addFiles([log('a.json.gz', [...chain, record(9)])]);
    expect(await counted(session, 'rootPrincipal:alice')).toBe(4);
    expect(await counted(session, 'sid:ASIAEXAMPLEDEPLOY001')).toBe(3);
    expect(await counted(session, 'blast:AKIAEXAMPLEALICE0001')).toBe(4);
    expect(await counted(session, 'blast:"AKIAEXAMPLEALICE0001@2025-10-01T00:00:02Z"')).toBe(0);
    expect(await counted(session, 'blast:nobody')).toBe(0);
    expect(await counted(session, '-blast:AKIAEXAMPLEALICE0001')).toBe(1);
  });

  it('is made again after the next load', async () => {
    const { session } = openSession();
    await session.addFiles([log('a.json.gz', chain.slice(1))]);
    const before = await session.lineage();
    expect(before.credentials.get('ASIAEXAMPLEDEPLOY001')?.issue).toBeNull();
    expect(await counted(session, 'blast:alice')).toBe(0);
    await session.addFiles([log('b.json.gz', chain.slice(0, 1))]);
    expect(await counted(session, 'blast:alice')).toBe(4);
    const tables = await rowsOf(session, 'SELECT count(*)::int AS n FROM lineage', { n: 'integer' });
    expect(tables[0]?.n).toBe(2);
  });
});

describe('before that', () => {
  it('waits for a load', async () => {
    const { session } = openSession();
    const asked = session.lineage();
    await session.addFiles([log('a.json.gz', chain)]);
    expect((await asked).credentials.size).toBe(2);
  });

  it('is given up with its signal', async () => {
    const { session } = openSession();
    const asking = new AbortController();
    const asked = session.lineage({ signal: asking.signal });
    asking.abort(new Error('not wanted'));
    await expect(asked).rejects.toThrow('not wanted');
  });

  it('answers for the set that is loaded after a reset', async () => {
    const { session } = openSession();
    await session.addFiles([log('a.json.gz', chain)]);
    const asked = session.reach('alice');
    await session.reset();
    await session.addFiles([log('a.json.gz', [record(1)])]);
    expect((await asked).reached).toEqual([]);
  });
});

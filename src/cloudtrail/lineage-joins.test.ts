import { describe, expect, it } from 'vitest';
import type { Credential } from './lineage.ts';
import { buildLineage } from './lineage-index.ts';
import {
  assumed,
  factsOf,
  HOME,
  OTHER,
  session,
  type TestRecord,
  timeOf,
  user,
} from './testing/lineage-records.ts';

const KEY = 'ASIAEXAMPLEONE';
const ALICE = user('alice', 'AKIAEXAMPLEALICE');

async function found(records: readonly TestRecord[], id = KEY): Promise<Credential | undefined> {
  return (await buildLineage(factsOf(records))).lineage.credentials.get(id);
}

const did = (at: string, who: TestRecord['who'], account = HOME): TestRecord => ({
  at,
  call: 's3:ListBuckets',
  who,
  account,
});
const takes = (
  at: string,
  who: TestRecord['who'],
  of: Parameters<typeof assumed>[0],
  more = {},
): TestRecord => ({
  at,
  call: 'sts:AssumeRole',
  who,
  ...assumed(of),
  ...more,
});

describe('by access key', () => {
  const acts = did('12:10:00', session({ key: KEY, created: '12:00:00' }));

  it('is certain', async () => {
    const calls = [takes('12:00:00', ALICE, { key: KEY, expiration: 'Oct 1, 2025, 1:00:00\u202fPM' }), acts];
    expect(await found(calls)).toMatchObject({
      issue: { reason: 'access key', certainty: 'certain', caller: { principal: 'alice' } },
      parent: 'AKIAEXAMPLEALICE',
      root: { kind: 'human', name: 'alice' },
      person: 'alice',
      personBy: 'chain',
      depth: 1,
      expires: timeOf('13:00:00'),
      missing: null,
    });
  });

  it('finds the caller in the half that knows it', async () => {
    const far = session({ key: KEY, created: '12:00:00', account: OTHER });
    const of = { account: OTHER, key: KEY };
    const halves = [
      takes('12:00:00', ALICE, { account: OTHER }, { shared: 'S1', eventID: 'caller' }),
      takes('12:00:01', { type: 'AWSAccount', accountId: HOME }, of, {
        shared: 'S1',
        eventID: 'target',
        account: OTHER,
      }),
      did('12:05:00', far, OTHER),
    ];
    const both = { eventId: 'caller' };
    expect(await found(halves)).toMatchObject({
      issue: { event: both, otherHalf: { eventId: 'target' }, reason: 'shared event', certainty: 'certain' },
      parent: 'AKIAEXAMPLEALICE',
    });
    expect(await found(halves.slice(1))).toMatchObject({
      issue: { event: { eventId: 'target' }, otherHalf: null, reason: 'access key' },
      root: { kind: 'account', name: HOME },
      missing: `needs the logs of account ${HOME}`,
    });
  });

  it('is not made where two calls gave it out', async () => {
    const twice = await found([
      takes('12:00:00', ALICE, { key: KEY }),
      takes('12:00:00', user('bob', 'AKIAEXAMPLEBOB'), { key: KEY }),
      acts,
    ]);
    expect(twice).toMatchObject({ issue: null, parent: null, root: { kind: 'unknown' } });
    expect(twice?.missing).toMatch(/^two calls gave out this key: AssumeRole 2025-10-01T12:00:00Z event-0, /);
  });

  it('is not made to a call that handed back its own key', async () => {
    const token = { GetSigninToken: 'Success', credentials: { accessKeyId: KEY } };
    const own = session({ key: KEY, created: '12:00:00' });
    const calls = [
      takes('12:00:00', ALICE, { key: KEY }),
      { ...did('12:03:00', own), call: 'signin:GetSigninToken', response: token } as const,
      acts,
    ];
    expect((await found(calls))?.issue?.event.eventName).toBe('AssumeRole');
    expect((await found(calls.slice(1)))?.issue).toBeNull();
  });
});

describe('without a key in sight', () => {
  const acts = did('12:10:00', session({ key: KEY, created: '12:00:00' }));

  it.each([
    ['the same second', '12:00:00', 'session ARN', 'likely'],
    ['another second', '11:59:58', 'session ARN', 'likely'],
  ])('joins by ARN and time: %s', async (_, at, reason, certainty) => {
    expect((await found([takes(at, ALICE, {}), acts]))?.issue).toMatchObject({ reason, certainty });
  });

  it.each([
    ['too early', takes('11:59:57', ALICE, {})],
    ['another name', takes('12:00:00', ALICE, { name: 'two' })],
    ['another role', takes('12:00:00', ALICE, { role: 'Admin' })],
    ['another account', takes('12:00:00', ALICE, { account: OTHER })],
    ['another key', takes('12:00:00', ALICE, { key: 'ASIAEXAMPLETWO' })],
  ])('joins no call that does not fit: %s', async (_, call) => {
    expect(await found([call, acts])).toMatchObject({
      issue: null,
      missing: 'the call that issued it is not in the loaded logs',
    });
  });

  it('takes the call of the very second before one beside it', async () => {
    const calls = [takes('12:00:00', ALICE, {}), takes('12:00:01', user('bob', 'AKIAEXAMPLEBOB'), {}), acts];
    expect((await found(calls))?.parent).toBe('AKIAEXAMPLEALICE');
  });

  it('leaves a tie open, unless the source identity tells', async () => {
    const tie = [takes('12:00:00', ALICE, {}), takes('12:00:00', user('bob', 'AKIAEXAMPLEBOB'), {}), acts];
    expect((await found(tie))?.missing).toMatch(/^two calls fit: /);
    const told = [
      takes('12:00:00', ALICE, { sourceIdentity: 'Carla' }),
      takes('12:00:00', user('bob', 'AKIAEXAMPLEBOB'), { sourceIdentity: 'Bob' }),
      did('12:10:00', session({ key: KEY, created: '12:00:00', sourceIdentity: 'Bob' })),
    ];
    expect(await found(told)).toMatchObject({
      parent: 'AKIAEXAMPLEBOB',
      issue: { reason: 'source identity', certainty: 'likely' },
      person: 'bob',
      personBy: 'source identity',
    });
  });

  it('gives one call to no two keys', async () => {
    const other = did('12:11:00', session({ key: 'ASIAEXAMPLETWO', created: '12:00:00' }));
    const both = await found([takes('12:00:00', ALICE, {}), acts, other]);
    expect(both).toMatchObject({ issue: null, missing: expect.stringMatching(/^2 sessions fit one call: /) });
  });

  it('reads dates as old records write them', async () => {
    const old = did('12:10:00', session({ key: KEY, created: '20251001T120000Z' }));
    expect(await found([takes('12:00:00', ALICE, {}), old])).toMatchObject({ created: timeOf('12:00:00') });
  });

  it.each([
    ['open', '12:30:00', true],
    ['run out', '14:00:00', false],
  ])('without a date: only while the credentials last (%s)', async (_, at, joins) => {
    const call = takes('12:00:00', ALICE, { expiration: 'Oct 1, 2025 1:00:00 PM' });
    const issue = (await found([call, did(at, session({ key: KEY }))]))?.issue;
    expect(issue?.certainty ?? null).toBe(joins ? 'possible' : null);
  });

  it('joins by role and time alone where the call names no session', async () => {
    const { request } = assumed({});
    const bare = { ...takes('12:00:01', ALICE, {}), request: { roleArn: request.roleArn }, response: null };
    expect((await found([bare, acts]))?.issue).toMatchObject({
      reason: 'creation time',
      certainty: 'possible',
    });
  });
});

describe('console', () => {
  const context = { sessionContext: { attributes: { creationDate: '2025-10-01T12:00:00Z' } } };
  const inConsole = (key: string) => did('12:10:00', { ...user('alice', key), ...context });
  const signIn = (at: string, result: string): TestRecord => ({
    at,
    call: 'signin:ConsoleLogin',
    who: user('alice', ''),
    response: { ConsoleLogin: result },
  });

  it('sessions are joined to the sign-in, several of one', async () => {
    const records = [signIn('12:00:01', 'Success'), inConsole(KEY), inConsole('ASIAEXAMPLETWO')];
    for (const key of [KEY, 'ASIAEXAMPLETWO'])
      expect(await found(records, key)).toMatchObject({
        kind: 'console',
        issue: { reason: 'console sign-in', certainty: 'likely' },
        root: { kind: 'human', name: 'alice' },
        depth: 1,
      });
  });

  it('a sign-in that failed begins nothing', async () => {
    expect((await found([signIn('12:00:00', 'Failure'), inConsole(KEY)]))?.issue).toBeNull();
  });

  it('a switch of roles says from whom, where its AssumeRole is missing', async () => {
    const { sessionContext: _, ...switched } = session({});
    const records: TestRecord[] = [
      {
        at: '12:00:00',
        call: 'signin:SwitchRole',
        who: switched,
        response: { SwitchRole: 'Success' },
        additional: { SwitchFrom: user('alice').arn },
      },
      did('12:05:00', session({ key: KEY, created: '12:00:00' })),
    ];
    expect(await found(records)).toMatchObject({
      issue: { reason: 'role switch' },
      parent: null,
      root: { kind: 'human', name: 'alice' },
      depth: 1,
    });
  });

  it('a sign-in token hands on under a new key', async () => {
    const one = session({ key: KEY, created: '12:00:00' });
    const records: TestRecord[] = [
      takes('12:00:00', ALICE, { key: KEY }),
      {
        at: '12:02:00',
        call: 'signin:GetSigninToken',
        who: one,
        response: { GetSigninToken: 'Success', credentials: { accessKeyId: 'ASIAEXAMPLETWO' } },
      },
      did('12:05:00', session({ key: 'ASIAEXAMPLETWO', created: '12:00:00' })),
    ];
    expect(await found(records, 'ASIAEXAMPLETWO')).toMatchObject({
      issue: { reason: 'sign-in token', certainty: 'certain' },
      parent: KEY,
      depth: 2,
    });
  });
});

describe('Identity Center', () => {
  const role = 'AWSReservedSSO_PowerUser_0123456789abcdef';
  const acts = did('12:10:00', session({ role, name: 'Grace@Example.com', key: KEY, created: '12:00:01' }));
  const portal = (accountId: string): TestRecord => ({
    at: '12:00:00',
    call: 'sso:Federate',
    who: { type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1' }, userName: 'grace@example.com' },
    service: { account_id: accountId, role_name: 'PowerUser' },
  });

  it('is joined by person, account and permission set', async () => {
    expect(await found([portal(HOME), acts])).toMatchObject({
      issue: { reason: 'portal', certainty: 'likely' },
      root: { kind: 'human', name: 'grace@example.com' },
      person: 'grace@example.com',
      personBy: 'SSO session name',
    });
    expect((await found([portal(OTHER), acts]))?.issue).toBeNull();
  });

  it('names the person also where nothing is joined', async () => {
    expect(await found([acts])).toMatchObject({
      root: { kind: 'human', name: 'Grace@Example.com' },
      depth: 0,
    });
  });
});

describe('chains', () => {
  it('that lead back to themselves are cut, and say so', async () => {
    const [one, two] = [session({ key: KEY, name: 'a' }), session({ key: 'ASIAEXAMPLETWO', name: 'b' })];
    const records = [
      takes('12:00:00', one, { key: 'ASIAEXAMPLETWO', name: 'b' }),
      takes('12:00:00', two, { key: KEY, name: 'a' }),
    ];
    const { credentials } = (await buildLineage(factsOf(records))).lineage;
    const both = [KEY, 'ASIAEXAMPLETWO'].map((id) => credentials.get(id));
    expect(both.map((one) => one?.root.kind)).toEqual(['unknown', 'unknown']);
    expect(both.filter((one) => one?.missing === 'its chain leads back to itself')).toHaveLength(1);
    expect(both.filter((one) => one?.parent === null)).toHaveLength(1);
  });

  it('of ten thousand hops are followed', async () => {
    const key = (n: number): string => `ASIAEXAMPLE${n}`;
    const records = Array.from({ length: 10_000 }, (_, n) =>
      takes('12:00:00', n === 0 ? ALICE : session({ key: key(n) }), { key: key(n + 1) }),
    );
    expect((await found(records, key(9_999)))?.depth).toBe(9_999);
  });

  it('end at a service', async () => {
    const service = { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' };
    const acts = did('12:10:00', session({ key: KEY, created: '12:00:00' }));
    expect((await found([takes('12:00:00', service, { key: KEY }), acts]))?.root).toEqual({
      kind: 'service',
      name: 'lambda.amazonaws.com',
    });
    const onInstance = session({ key: KEY, created: '12:00:00', more: { ec2RoleDelivery: '2.0' } });
    expect((await found([did('12:10:00', onInstance)]))?.root.name).toBe('ec2.amazonaws.com');
  });

  it('above a long-term key end with its user; who created it is said beside', async () => {
    const made: TestRecord = {
      at: '12:00:00',
      call: 'iam:CreateAccessKey',
      who: ALICE,
      request: { userName: 'bob' },
      response: { accessKey: { accessKeyId: 'AKIAEXAMPLEBOB', userName: 'bob' } },
    };
    const records = [made, did('12:10:00', user('bob', 'AKIAEXAMPLEBOB'))];
    expect(await found(records, 'AKIAEXAMPLEBOB')).toMatchObject({
      kind: 'access key',
      parent: 'AKIAEXAMPLEALICE',
      issue: { event: { eventName: 'CreateAccessKey' } },
      root: { kind: 'human', name: 'bob' },
      person: 'bob',
      depth: 0,
    });
  });
});

describe('people', () => {
  const persons = async (...who: TestRecord['who'][]): Promise<(string | null)[]> => {
    const { lineage } = await buildLineage(factsOf(who.map((one) => did('12:00:00', one))));
    return [...lineage.credentials.values()].map(({ person }) => person);
  };

  it.each([
    [
      'users of one name in two accounts are two',
      ['alice', 'alice'],
      [`alice (${HOME})`, `alice (${OTHER})`],
    ],
    ['unless the name is an address', ['a@example.com', 'A@example.com'], ['a@example.com', 'a@example.com']],
    [
      'names of functions are nobody’s',
      ['admin', 'Administrator'],
      [`admin (${HOME})`, `Administrator (${OTHER})`],
    ],
    ['__proto__ is a name', ['__proto__', 'constructor'], ['__proto__', 'constructor']],
  ])('%s', async (_, [one = '', two = ''], expected) => {
    expect(await persons(user(one, 'AKIAEXAMPLEA'), user(two, 'AKIAEXAMPLEB', OTHER))).toEqual(expected);
  });

  it('root is nobody beyond its account', async () => {
    const root = (accountId: string) => ({ type: 'Root', accountId, arn: `arn:aws:iam::${accountId}:root` });
    expect(await persons(root(HOME), root(OTHER))).toEqual([`root (${HOME})`, `root (${OTHER})`]);
  });
});

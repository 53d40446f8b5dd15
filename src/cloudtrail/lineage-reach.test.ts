import { describe, expect, it } from 'vitest';
import type { Reach } from './lineage.ts';
import { buildLineage } from './lineage-index.ts';
import { createdResources, endsOneOf, makesResource, type ResourceCall } from './lineage-resources.ts';
import { parseReachRoot, ReachIndex } from './lineage-reach.ts';
import { assumed, factsOf, session, type TestRecord, timeOf, user } from './testing/lineage-records.ts';

const LEAKED = user('ci', 'AKIAEXAMPLECI');
const ADMIN = user('chief', 'AKIAEXAMPLECHIEF');

const iam = (
  at: string,
  who: TestRecord['who'],
  name: string,
  request: object,
  response?: object,
): TestRecord => ({
  at,
  call: `iam:${name}`,
  who,
  request,
  response,
});
const did = (at: string, who: TestRecord['who']): TestRecord => ({ at, call: 's3:ListBuckets', who });

async function reach(records: readonly TestRecord[], root: string): Promise<Reach> {
  const { lineage } = await buildLineage(factsOf(records));
  return (await ReachIndex.of(lineage, () => undefined)).reach(root);
}

const names = ({ reached }: Reach) => reached.map(({ credential }) => credential).toSorted();

describe('a root', () => {
  it.each([
    ['AKIAEXAMPLE', 'AKIAEXAMPLE', null],
    ['AKIAEXAMPLE@2025-10-10T18:42:07Z', 'AKIAEXAMPLE', Date.UTC(2025, 9, 10, 18, 42, 7)],
    ['grace@example.com', 'grace@example.com', null],
    ['grace@example.com@2025-10-10T18:42:07Z', 'grace@example.com', Date.UTC(2025, 9, 10, 18, 42, 7)],
    ['@2025-10-10T18:42:07Z', '@2025-10-10T18:42:07Z', null],
    ['', '', null],
  ])('%s', (text, name, from) => {
    expect(parseReachRoot(text)).toEqual({ name, from });
  });

  it('is a key, a principal, a person, an ARN, in any case; or nothing', async () => {
    const records = [did('12:00:00', LEAKED)];
    for (const root of ['akiaexampleci', 'CI', LEAKED.arn])
      expect(names(await reach(records, root))).toEqual(['AKIAEXAMPLECI']);
    expect(await reach(records, 'nobody')).toEqual({ root: 'nobody', reached: [], created: [] });
  });
});

describe('a user that was made', () => {
  const made = iam('12:00:00', LEAKED, 'CreateUser', { userName: 'helper' });
  const gone = iam('14:00:00', ADMIN, 'DeleteUser', { userName: 'helper' });
  const again = iam('15:00:00', ADMIN, 'CreateUser', { userName: 'helper' });
  const helper = user('helper', 'AKIAEXAMPLEHELP');
  const later = user('helper', 'AKIAEXAMPLELATER');

  it('counts until it is deleted; a later one of its name is somebody else', async () => {
    const all = await reach([made, did('13:00:00', helper), gone, again, did('16:00:00', later)], 'ci');
    expect(names(all)).toEqual(['AKIAEXAMPLECI', 'AKIAEXAMPLEHELP']);
    expect(all.reached[1]).toMatchObject({ from: timeOf('12:00:00'), to: timeOf('14:00:00') + 1, depth: 1 });
    expect(all.created).toMatchObject([
      { kind: 'user', name: 'helper', deleted: { by: 'AKIAEXAMPLECHIEF' } },
    ]);
  });

  it('ends with the next of its name, where the deletion is missing', async () => {
    const all = await reach([made, did('13:00:00', helper), again, did('16:00:00', later)], 'ci');
    expect(names(all)).toEqual(['AKIAEXAMPLECI', 'AKIAEXAMPLEHELP']);
  });

  it('does not count where it was made before the key was lost', async () => {
    const all = await reach(
      [made, did('13:00:00', helper), did('13:00:00', LEAKED)],
      'AKIAEXAMPLECI@2025-10-01T12:30:00Z',
    );
    expect(names(all)).toEqual(['AKIAEXAMPLECI']);
    expect(all.created).toEqual([]);
  });
});

it('a password that was changed reaches the consoles from then on', async () => {
  const console = (at: string, key: string): TestRecord[] => [
    { at, call: 'signin:ConsoleLogin', who: user('boss'), response: { ConsoleLogin: 'Success' } },
    did(at.replace(/00$/, '30'), {
      ...user('boss', key),
      sessionContext: { attributes: { creationDate: `2025-10-01T${at}Z` } },
    }),
  ];
  const all = await reach(
    [
      ...console('11:00:00', 'ASIAEXAMPLEBEFORE'),
      iam('12:00:00', LEAKED, 'UpdateLoginProfile', { userName: 'boss' }),
      ...console('13:00:00', 'ASIAEXAMPLEAFTER'),
      iam('14:00:00', ADMIN, 'UpdateLoginProfile', { userName: 'boss' }),
      ...console('15:00:00', 'ASIAEXAMPLEBACK'),
    ],
    'ci',
  );
  const keys = names(all).filter((id) => id.startsWith('ASIA'));
  expect(keys).toEqual(['ASIAEXAMPLEAFTER']);
});

it('a role that was made reaches its sessions, whoever takes it, to any depth and round in circles', async () => {
  const [one, two] = [
    session({ role: 'Back', key: 'ASIAEXAMPLEONE', created: '12:10:00' }),
    session({ role: 'Back', name: 'two', key: 'ASIAEXAMPLETWO', created: '12:20:00' }),
  ];
  const all = await reach(
    [
      iam('12:00:00', LEAKED, 'CreateRole', { roleName: 'Back' }),
      {
        at: '12:10:00',
        call: 'sts:AssumeRole',
        who: ADMIN,
        ...assumed({ role: 'Back', key: 'ASIAEXAMPLEONE' }),
      },
      {
        at: '12:20:00',
        call: 'sts:AssumeRole',
        who: one,
        ...assumed({ role: 'Back', name: 'two', key: 'ASIAEXAMPLETWO' }),
      },
      iam(
        '12:30:00',
        two,
        'CreateAccessKey',
        { userName: 'ci' },
        { accessKey: { accessKeyId: 'AKIAEXAMPLECI', userName: 'ci' } },
      ),
    ],
    'AKIAEXAMPLECI',
  );
  expect(names(all)).toEqual(['AKIAEXAMPLECI', 'ASIAEXAMPLEONE', 'ASIAEXAMPLETWO']);
});

describe('resources', () => {
  const call = (at: string, source: string, eventName: string, requestParameters: object): ResourceCall => ({
    event: { eventId: at, fileId: 1, recordOffset: 0, time: timeOf(at), eventName },
    eventSource: `${source}.amazonaws.com`,
    eventName,
    accountId: '1',
    region: 'eu-west-1',
    resources: null,
    requestParameters: JSON.stringify(requestParameters),
    responseElements: null,
    by: 'x',
  });
  const action = (source: string, name: string) => ({
    source: `${source}.amazonaws.com`,
    name,
    isData: false,
  });

  it.each([
    ['s3', 'CreateBucket', 'DeleteBucket'],
    ['ec2', 'RunInstances', 'TerminateInstances'],
    ['kms', 'CreateKey', 'ScheduleKeyDeletion'],
    ['lambda', 'CreateFunction20150331', 'DeleteFunction20150331'],
    ['ec2', 'AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress'],
    ['ec2', 'CreateImage', 'DeregisterImage'],
  ])('%s: %s is ended by %s', (source, makes, ends) => {
    expect(makesResource(action(source, makes))).toBe(true);
    expect(endsOneOf([action(source, makes)], action(source, ends))).toBe(true);
    expect(endsOneOf([action('other', makes)], action(source, ends))).toBe(false);
  });

  it.each(['PutObject', 'PutItem', 'GetObject', 'Createable', 'DeleteBucket', 'CreateLogStream'])(
    '%s makes none',
    (name) => {
      expect(makesResource(action('s3', name))).toBe(false);
    },
  );

  it('are gone with the first deletion after them of that name', () => {
    const made = call('12:00:00', 's3', 'CreateBucket', { bucketName: 'a' });
    const ends = [
      call('11:00:00', 's3', 'DeleteBucket', { bucketName: 'a' }),
      call('12:30:00', 's3', 'DeleteBucket', { bucketName: 'b' }),
      call('13:00:00', 's3', 'DeleteBucket', { bucketName: 'a' }),
    ];
    expect(createdResources([made], ends)).toMatchObject([
      { kind: 'resource', type: 'Bucket', name: 'a', deleted: { event: { eventId: '13:00:00' } } },
    ]);
  });
});

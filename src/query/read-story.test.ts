/** The story over the sample and over small logs, in the real engine; counts against the records themselves. */
import { beforeAll, describe, expect, it } from 'vitest';
import { composeStory, MOST_ENTRIES } from '#cloudtrail/story.ts';
import type { Story } from '#cloudtrail/story.ts';
import { plainWords } from '#cloudtrail/story-entry.ts';
import type { StoryFacts } from '#cloudtrail/story-facts.ts';
import type { LiveSession } from '#session/data-set.ts';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { prepareMatches } from './matches.ts';
import { readStory } from './read-story.ts';
import { parseSearch } from './search-syntax.ts';
import { sampleFiles } from './testing/sample.ts';

async function factsOf(session: LiveSession, search: string): Promise<StoryFacts> {
  const keep = (query: Parameters<LiveSession['keep']>[0]): Promise<string> => session.keep(query);
  const matches = await prepareMatches(parseSearch(search).filter, keep);
  return readStory(matches, { query: (query) => session.query(query), keep });
}

async function storyOf(session: LiveSession, search: string): Promise<Story> {
  const until = session.getState().totals.lastTime;
  return composeStory(await factsOf(session, search), { lineage: null, until });
}

const time = (ms: number): string => new Date(ms).toISOString().slice(11, 19);
const lines = ({ entries }: Story): string[] =>
  entries.map(({ from, tone, words }) => `${time(from)} ${tone}: ${plainWords(words)}`);

describe('the sample', () => {
  let session: LiveSession;
  beforeAll(async () => {
    session = openSession({ sizes: {} }).session;
    await session.addFiles(await sampleFiles());
  }, 60_000);

  it('tells what was done with the stolen key, in order', async () => {
    const story = await storyOf(session, 'key:AKIAEXAMPLECIDEPLOY1');
    expect(lines(story)).toEqual([
      '07:52:36 routine: Routine: DescribeStackEvents, DescribeChangeSet, DescribeStacks, CreateChangeSet … from 203.0.113.51 and 3 more (×968).',
      '15:09:49 routine: Silence for 3 days.',
      '18:42:07 attention: First call from 198.51.100.77: GetCallerIdentity. ci-deployer was never seen in that network in the 9 days before.',
      '18:42:07 routine: Looked around: GetCallerIdentity, ListBuckets and ListStacks.',
      '18:43:37 bad: 47 denied discovery calls in 4 min: ListUsers, ListRoles, ListGroups, ListPolicies …',
      '19:02:11 attention: Created user ops-helper, created access key AKIAEXAMPLEOPSHELP01 for ops-helper, gave ops-helper a console password and attached AdministratorAccess to ops-helper.',
      '19:03:05 routine: Last call. Silence to the end of the data (4 days).',
    ]);
    expect(story.entries.reduce((sum, { count }) => sum + count, 0)).toBe(story.events);
    expect(story.events).toBe(1022);
  });

  it('tells all that came from the address, in order', async () => {
    const story = await storyOf(session, 'ip:198.51.100.77');
    expect(lines(story)).toEqual(
      expect.arrayContaining([
        '19:14:31 attention: Signed in to the console without MFA.',
        '19:35:12 bad: AssumeRole on OrganizationAccountAccessRole, deploy and inventory-reader: denied 3 times.',
        '19:38:20 attention: Assumed OrgPlatformAccess in account 444455556666.',
        '19:42:10 attention: Read the secret shop/database.',
        '19:45:02 attention: Assumed LogArchiveMaintenance in account 777788889999.',
        '19:47:40 bad: StopLogging on org-trail: denied by an explicit deny in a service control policy.',
        '19:55:10 bad: Took the public access block off finance-exports.',
        '20:02:00 attention: Read 1,800 objects in finance-exports (127 MB).',
        '20:33:04 bad: Deleted 600 objects in finance-exports.',
        '20:42:15 bad: DeleteBucket on finance-exports: denied by an explicit deny in a resource-based policy.',
      ]),
    );
    // Both halves of a hop across accounts are one entry.
    expect(lines(story).filter((line) => line.includes('Assumed OrgPlatformAccess'))).toHaveLength(1);
    expect(story.entries.map(({ from }) => from)).toEqual(
      story.entries.map(({ from }) => from).toSorted((a, b) => a - b),
    );
  });

  it('tells the blast radius of the stolen key, as docs/sample-incident.md does', async () => {
    const root = 'AKIAEXAMPLECIDEPLOY1@2025-10-10T18:42:07Z';
    await session.reach(root);
    const facts = await factsOf(session, `blast:"${root}"`);
    const until = session.getState().totals.lastTime;
    const story = composeStory(facts, { lineage: await session.lineage(), until });
    const told = lines(story).filter((line) => !/Looked around|Called|Silence for/.test(line));
    expect(told).toEqual([
      '18:42:07 routine: Calls with access key AKIAEXAMPLECIDEPLOY1 of ci-deployer begin: GetCallerIdentity.',
      '18:42:07 attention: First call from 198.51.100.77: GetCallerIdentity. ci-deployer was never seen in that network in the 9 days before.',
      '18:43:37 bad: 47 denied discovery calls in 4 min: ListUsers, ListRoles, ListGroups, ListPolicies …',
      '19:02:11 attention: Created user ops-helper, created access key AKIAEXAMPLEOPSHELP01 for ops-helper, gave ops-helper a console password and attached AdministratorAccess to ops-helper.',
      '19:05:40 attention: First call with access key AKIAEXAMPLEOPSHELP01 of ops-helper: GetCallerIdentity.',
      '19:14:31 attention: ops-helper signed in to the console without MFA.',
      '19:35:12 bad: AssumeRole on OrganizationAccountAccessRole, deploy and inventory-reader: denied 3 times.',
      '19:38:20 attention: ops-helper assumed OrgPlatformAccess in account 444455556666.',
      '19:42:10 attention: Read the secret shop/database.',
      '19:45:02 attention: role/OrgPlatformAccess assumed LogArchiveMaintenance in account 777788889999.',
      '19:47:40 bad: StopLogging on org-trail: denied by an explicit deny in a service control policy.',
      '19:47:55 bad: DeleteTrail on org-trail: denied by an explicit deny in a service control policy.',
      '19:48:26 bad: PutEventSelectors on org-trail: denied by an explicit deny in a service control policy.',
      '19:49:13 bad: PutBucketLifecycle on example-org-cloudtrail-logs: denied by an explicit deny in a service control policy.',
      '19:55:10 bad: Took the public access block off finance-exports.',
      '19:55:31 attention: Set bucket policy of finance-exports.',
      '20:02:00 attention: Read 1,800 objects in finance-exports (127 MB).',
      '20:33:04 bad: Deleted 600 objects in finance-exports.',
      '20:42:15 bad: DeleteBucket on finance-exports: denied by an explicit deny in a resource-based policy.',
      '21:07:02 bad: 5 denied calls in 2 min: ListBuckets, ListUsers, ListAccessKeys, GetBucketPolicy …',
      '21:09:30 routine: Last call. Silence to the end of the data (4 days).',
    ]);
    const hop = story.entries.find(({ words }) => plainWords(words).includes('assumed OrgPlatform'));
    expect(hop?.more.map(plainWords)).toEqual(
      expect.arrayContaining(['session ASIAEXAMPLEC4JN3LRH4', 'joined by access key (certain)']),
    );
  });

  it('tells everything within its length, the incident too, and counts what is left out', async () => {
    const facts = await factsOf(session, '');
    expect(facts.routineEvents + facts.runEvents).toBe(30_233);
    expect(facts.allRuns).toBe(facts.runs.length);
    expect(facts.runs.reduce((sum, { count }) => sum + count, 0)).toBe(facts.runEvents);
    const story = composeStory(facts, { lineage: null, until: null });
    expect(story.entries.length).toBeLessThanOrEqual(MOST_ENTRIES);
    const text = lines(story).join('\n');
    for (const words of [
      '47 denied discovery calls',
      'Created user ops-helper',
      'Deleted 600 objects',
      'StopLogging',
    ])
      expect(text).toContain(words);
    expect(story.summarised.join(' ')).toContain('26,417 events are routine');
  });
});

const at = (day: number, hour: number, minute = 0): string =>
  new Date(Date.UTC(2025, 9, day, hour, minute)).toISOString().replace('.000', '');

const by = (userName: string, accountId = '111122223333') => ({
  userIdentity: { type: 'IAMUser', userName, accountId, arn: `arn:aws:iam::${accountId}:user/${userName}` },
});

it('calls routine what is done on three days from a known address, and nothing else', async () => {
  const { session } = openSession();
  const write = { eventName: 'PutThing', readOnly: false, sourceIPAddress: '192.0.2.1' };
  let n = 0;
  const days = [1, 2, 3, 4].flatMap((day) =>
    [9, 10].map((hour) => record(++n, { ...by('robot'), ...write, eventTime: at(day, hour) })),
  );
  const elsewhere = record(++n, {
    ...by('robot'),
    ...write,
    eventTime: at(4, 12),
    sourceIPAddress: '198.51.100.1',
  });
  const other = record(++n, { ...by('robot', '444455556666'), ...write, eventTime: at(4, 13) });
  const rare = record(++n, { ...by('robot'), ...write, eventName: 'PutOther', eventTime: at(4, 14) });
  await session.addFiles([log('a.json.gz', [...days, elsewhere, other, rare])]);
  const facts = await factsOf(session, '');
  expect(facts.routineEvents).toBe(8);
  expect(facts.routines).toMatchObject([
    { principal: 'robot', count: 8, days: 4, names: ['PutThing'], addresses: 1 },
  ]);
  expect(facts.runs.map(({ names, accountId, address }) => [names[0]?.name, accountId, address])).toEqual([
    ['PutThing', '111122223333', '198.51.100.1'],
    ['PutThing', '444455556666', '192.0.2.1'],
    ['PutOther', '111122223333', '192.0.2.1'],
  ]);
  // What is routine is known from all data, also where a filter shows little of them.
  expect((await factsOf(session, `eventTime:${at(4, 9).slice(0, 13)}`)).routineEvents).toBe(1);
});

it('parts runs at pauses, and takes refusals together whatever their names', async () => {
  const { session } = openSession();
  const refused = { errorCode: 'AccessDenied', readOnly: true, sourceIPAddress: '192.0.2.1', ...by('eve') };
  const texts = [0, 1, 2, 30, 31].map((minute, n) =>
    record(n, { ...refused, eventName: `List${'ABCDE'[n] ?? ''}s`, eventTime: at(1, 9, minute) }),
  );
  await session.addFiles([log('a.json.gz', texts)]);
  const facts = await factsOf(session, '');
  expect(facts.runs.map(({ count, outcome }) => [count, outcome])).toEqual([
    [3, 'denied'],
    [2, 'denied'],
  ]);
  expect(facts.runs[0]?.names.map(({ name }) => name)).toEqual(['ListAs', 'ListBs', 'ListCs']);
  expect(facts.silences).toEqual([{ from: Date.parse(at(1, 9, 2)), to: Date.parse(at(1, 9, 30)) }]);
});

it('is no story where nothing matches, and survives names that are none', async () => {
  const { session } = openSession();
  const hostile = `<img src=x> \u202e'; DROP TABLE event; -- | \`x\` [a](b)`;
  await session.addFiles([
    log('a.json.gz', [
      record(1, { eventName: hostile, ...by(hostile), requestParameters: { bucketName: hostile } }),
      record(2, {
        userIdentity: null,
        eventName: undefined,
        eventTime: undefined,
        sourceIPAddress: undefined,
      }),
      record(3, { userIdentity: 'x', eventName: '', eventSource: undefined, requestParameters: null }),
    ]),
  ]);
  const nothing = await storyOf(session, 'name:nothing');
  expect([nothing.entries, nothing.events]).toEqual([[], 0]);
  const story = await storyOf(session, '');
  expect(lines(story).join('\n')).toContain(hostile);
  expect(story.events).toBe(3);
});

it('keeps to its length with thousands of principals', async () => {
  const { session } = openSession({ sizes: {} });
  const texts = Array.from({ length: 4_000 }, (_, n) =>
    record(n, { ...by(`user${n}`), eventName: n % 2 === 0 ? 'CreateThing' : 'DeleteThing', readOnly: false }),
  );
  await session.addFiles([log('a.json.gz', texts)]);
  const story = await storyOf(session, '');
  expect(story.entries.length).toBeLessThanOrEqual(MOST_ENTRIES);
  expect(story.summarised.join(' ')).toMatch(/2,500 more runs with 2,500 events were only counted/);
});

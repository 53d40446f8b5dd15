import { beforeAll, expect, it } from 'vitest';
import { actorsOf } from '#cloudtrail/life-acts.ts';
import { lifeLine } from '#cloudtrail/life-line.ts';
import type { LiveSession } from '#session/data-set.ts';
import { openSession } from '#session/testing/workbench.ts';
import { readEventRows } from './event-rows.ts';
import { lifeActs, lifeChanges, touchFilter } from './life-line.ts';
import { prepareMatches } from './matches.ts';
import type { Matches } from './matches.ts';
import { parseSearch } from './search-syntax.ts';
import type { Filter } from './filter.ts';
import { sampleFiles } from './testing/sample.ts';

let session: LiveSession;
beforeAll(async () => {
  session = openSession({ sizes: {} }).session;
  await session.addFiles(await sampleFiles());
}, 60_000);

const prepared = (filter: Filter): Promise<Matches> => prepareMatches(filter, (query) => session.keep(query));
const matching = (search: string): Promise<Matches> => prepared(parseSearch(search).filter);

it('reads the changes of a bucket in order, without its objects', async () => {
  const ids = await session.query(
    lifeChanges(await matching('resource:finance-exports'), { withObjects: false }),
  );
  const rows = await readEventRows((query) => session.query(query), ids);
  const told = lifeLine(rows, 'finance-exports').map(({ stage, event }) => [
    new Date(event.eventTime ?? 0).toISOString().slice(0, 19),
    stage,
    event.eventName,
    event.principal,
  ]);
  expect(told).toEqual([
    ['2025-10-10T19:55:10', 'changed', 'DeleteBucketPublicAccessBlock', 'ops-helper'],
    ['2025-10-10T19:55:31', 'changed', 'PutBucketPolicy', 'ops-helper'],
    ['2025-10-10T21:11:37', 'changed', 'DeleteBucketPolicy', 'grace.lind@example.com'],
    ['2025-10-10T21:12:16', 'changed', 'PutBucketPublicAccessBlock', 'grace.lind@example.com'],
  ]);
});

it('reads the life of a user from its creation to its end', async () => {
  const ids = await session.query(lifeChanges(await matching('resource:ops-helper'), { withObjects: false }));
  const rows = await readEventRows((query) => session.query(query), ids);
  const calls = lifeLine(rows, 'ops-helper').filter(({ stage }) => stage !== 'mentioned');
  expect(calls[0]).toMatchObject({
    stage: 'created',
    event: { eventName: 'CreateUser', principal: 'ci-deployer' },
  });
  expect(calls.at(-1)).toMatchObject({ stage: 'deleted', event: { eventName: 'DeleteUser' } });
});

it('counts who read and wrote its objects, as many as there are events', async () => {
  const rows = await session.query(lifeActs(await matching('resource:finance-exports ip:198.51.100.77')));
  const of = (...kinds: Parameters<typeof actorsOf>[1][]): (number | string | null)[][] =>
    actorsOf(rows, ...kinds).map(({ principal, count }) => [principal, count]);
  expect(of('contents')).toEqual([['ops-helper', 600]]);
  expect(actorsOf(rows, 'read')[0]?.names[0]).toEqual({ name: 'GetObject', count: 1_800 });
  expect(actorsOf(rows, 'denied')[0]?.names.map(({ name }) => name)).toContain('DeleteBucket');
});

it('finds who can have touched it in the time before, whatever else the page is narrowed to', async () => {
  const to = Date.UTC(2025, 9, 10, 21, 0);
  const rows = await session.query(
    lifeActs(await prepared(touchFilter(['finance-exports'], { from: to - 3_600_000, to }))),
  );
  expect(
    actorsOf(rows, 'write', 'contents').map(({ principal, count }) => [principal, count]),
  ).toContainEqual(['ops-helper', 600]);
  const hostile = touchFilter([`'; DROP TABLE event; -- \u202e%_*?`], { from: 0, to: 1 });
  expect(await session.query(lifeActs(await prepared(hostile)))).toEqual([]);
});

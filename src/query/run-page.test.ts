/** Runs over the fixtures and the real engine, against a walk along the plain rows. */
import { beforeAll, describe, expect, it } from 'vitest';
import { topMatches } from './match-page.ts';
import { prepareMatches } from './matches.ts';
import { readEventRows } from './event-rows.ts';
import { countRuns, runOfEvent, runOrder, runRows, runsOf, runWindow } from './run-page.ts';
import { parseSearch } from './search-syntax.ts';
import { log, record } from '#session/testing/workbench.ts';
import { fixtureFiles } from './testing/fixture-records.ts';
import { eventsBy, type LoadedSet, loadRecords } from './testing/loaded-records.ts';

let set: LoadedSet;

const user = (name: string, more = {}) => ({
  userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${name}`, userName: name, ...more },
});

/** One principal with two keys, one name of two services, a refusal in between, and times that are missing. */
const RUNS = [
  { ...user('run', { accessKeyId: 'AKIA1' }), eventName: 'GetObject' },
  { ...user('run', { accessKeyId: 'AKIA2' }), eventName: 'GetObject' },
  { ...user('run'), eventName: 'GetObject', eventSource: 'glue.amazonaws.com' },
  { ...user('run'), eventName: 'GetObject', errorCode: 'AccessDenied' },
  { ...user('run'), eventName: 'GetObject' },
  { ...user('run'), eventName: 'GetObject' },
  { ...user('other'), eventName: 'GetObject' },
  { userIdentity: null, eventName: null },
  { userIdentity: null, eventName: null },
  { ...user('run'), eventName: 'GetObject', eventTime: null },
  { ...user('run'), eventName: 'GetObject', eventTime: null },
];

beforeAll(async () => {
  const runs = RUNS.map((members, n) => record(200 + n, members));
  set = await loadRecords([...fixtureFiles(), log('runs.json.gz', runs)]);
}, 60_000);

describe.each(['', 'name:Get*', 'name:nothing'])('the runs of “%s”', (text) => {
  describe.each([true, false])('newest first: %s', (descending) => {
    it('are the neighbours of one principal, event name and outcome', async () => {
      const sort = { field: 'eventTime', descending } as const;
      const keep = (query: Parameters<typeof set.session.keep>[0]) => set.session.keep(query);
      const matches = await prepareMatches(parseSearch(text).filter, keep);
      const rows = await eventsBy(set.session, topMatches(matches, sort, 0, 1_000));
      const expected: { runFirst: number; runLength: number; eventID: string | null }[] = [];
      for (const [at, row] of rows.entries()) {
        const before = rows[at - 1];
        const last = expected.at(-1);
        const same =
          before !== undefined &&
          before.principal === row.principal &&
          before.eventName === row.eventName &&
          before.outcome === row.outcome;
        if (same && last !== undefined) last.runLength += 1;
        else expected.push({ runFirst: at, runLength: 1, eventID: row.eventID });
      }
      const order = await keep(runOrder(matches, descending));
      const runs = await keep(runsOf(order));
      expect(await set.session.query(countRuns(runs))).toEqual([{ count: expected.length }]);
      const found = await set.session.query(runWindow(order, runs, 0, 1_000));
      const events = await readEventRows((query) => set.session.query(query), found);
      const shown = runRows(found, events);
      expect(shown.map(({ runFirst, runLength, eventID }) => ({ runFirst, runLength, eventID }))).toEqual(
        expected,
      );
      expect(await set.session.query(runWindow(order, runs, 2, 3))).toEqual(found.slice(2, 5));

      for (const [run, { runFirst, runLength }] of expected.entries()) {
        const position = runFirst + runLength - 1;
        const last = rows[position];
        const place = runOfEvent(order, runs, last?.fileId ?? -1, last?.recordOffset ?? -1);
        expect(await set.session.query(place)).toEqual([{ run, runFirst, position }]);
      }
    });
  });
});

it('has runs of several events among the fixtures, or it would prove nothing', async () => {
  const matches = await prepareMatches(parseSearch('').filter, (query) => set.session.keep(query));
  const order = await set.session.keep(runOrder(matches, true));
  const runs = await set.session.keep(runsOf(order));
  const rows = await set.session.query(runWindow(order, runs, 0, 1_000));
  const lengths = rows.map(({ runLength }) => runLength);
  expect(lengths.slice(0, 6)).toEqual([2, 1, 2, 1, 3, 1]);
});

it('knows no run for an event that the filter leaves out', async () => {
  const matches = await prepareMatches(parseSearch('name:nothing').filter, (query) =>
    set.session.keep(query),
  );
  const order = await set.session.keep(runOrder(matches, true));
  const runs = await set.session.keep(runsOf(order));
  expect(await set.session.query(runOfEvent(order, runs, 0, 0))).toEqual([]);
});

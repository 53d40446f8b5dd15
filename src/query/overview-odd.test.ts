/** Logs with nothing to hold on to, or with far too much: each question of the overview has an answer, and a small one. */
import { describe, expect, it } from 'vitest';
import type { LiveSession } from '#session/data-set.ts';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { coverageBuckets, coverageCells, MOST_PAIRS } from './coverage-map.ts';
import { EVERYTHING, prepareMatches } from './matches.ts';
import { CALL_LIST_IDS, CALLS_LISTED, overviewCalls } from './overview-calls.ts';
import { overviewCells, overviewTotals, principalIds } from './overview-cells.ts';
import { overviewSignals, SIGNAL_IDS, signalKinds } from './overview-signals.ts';
import { OVERVIEW_FIELDS, overviewValues, VALUES_LISTED } from './overview-values.ts';
import { parseSearch } from './search-syntax.ts';

const NULLS = {
  userIdentity: null,
  eventTime: null,
  eventSource: null,
  eventName: null,
  awsRegion: null,
  sourceIPAddress: null,
  requestParameters: null,
  recipientAccountId: null,
};

async function loaded(records: readonly string[]): Promise<LiveSession> {
  const { session } = openSession({ sizes: { arenaBytes: 1 << 22, batchRows: 20_000, stepBytes: 1 << 20 } });
  await session.addFiles([log('odd.json', records)]);
  return session;
}

async function overviewOf(session: LiveSession, matches = EVERYTHING) {
  const principals = await session.keep(principalIds());
  const cells = await session.keep(overviewCells(matches, principals));
  const kinds = await session.keep(signalKinds());
  const [totals] = await session.query(overviewTotals(cells));
  return {
    totals,
    signals: await session.query(overviewSignals(cells, matches, SIGNAL_IDS, kinds)),
    calls: await session.query(overviewCalls(cells)),
    values: await session.query(overviewValues(matches)),
  };
}

describe('the overview', () => {
  it('of a log without any time counts all the same', async () => {
    const records = [1, 2, 3].map((n) => record(n, { eventTime: undefined, errorCode: 'AccessDenied' }));
    const { totals, signals } = await overviewOf(await loaded(records));
    expect(totals).toMatchObject({ events: 3, denied: 3, first: null, last: null });
    expect(signals.find(({ signal }) => signal === 'denied')).toMatchObject({
      count: 3,
      first: null,
      last: null,
    });
  });

  it('of one event tells that one', async () => {
    const { totals, calls, values } = await overviewOf(await loaded([record(1)]));
    expect(totals).toMatchObject({ events: 1, principals: 1 });
    expect(calls.map(({ list }) => list)).toEqual(['largest', 'most']);
    expect(values.map(({ count }) => count)).toEqual(OVERVIEW_FIELDS.map(() => 1));
  });

  it('of events in which all is null names nobody and nothing', async () => {
    const records = [1, 2].map((n) => record(n, NULLS));
    const { totals, calls } = await overviewOf(await loaded(records));
    expect(totals).toMatchObject({ events: 2, principals: 0, first: null });
    expect(calls.find(({ list }) => list === 'most')).toMatchObject({
      principal: null,
      eventName: null,
      eventSource: null,
      count: 2,
    });
  });

  it('of as many names as events lists a few of each, and says how many there are', async () => {
    const many = 20_000;
    const records = Array.from({ length: many }, (_, n) =>
      record(n, {
        userIdentity: { type: 'IAMUser', userName: `user${n}`, accountId: `a${n}` },
        eventName: `Delete${n}`,
        eventSource: `s${n}.amazonaws.com`,
        awsRegion: `r${n}`,
        recipientAccountId: `a${n}`,
        errorCode: 'AccessDenied',
      }),
    );
    const session = await loaded(records);
    const filter = parseSearch('-eventName:Delete7').filter;
    const matches = await prepareMatches(filter, (query) => session.keep(query));
    const { totals, calls, values } = await overviewOf(session, matches);
    expect(totals).toMatchObject({ events: many - 1, principals: many - 1, denied: many - 1 });
    expect(calls.length).toBeLessThanOrEqual(CALL_LIST_IDS.length * CALLS_LISTED);
    expect(calls.find(({ list }) => list === 'denied')?.rows).toBe(many - 1);
    expect(values.length).toBeLessThanOrEqual(OVERVIEW_FIELDS.length * VALUES_LISTED);
    expect(values.find(({ field }) => field === 'awsRegion')?.distinct).toBe(many - 1);
    const { firstTime, lastTime } = session.getState().totals;
    const buckets = coverageBuckets({ from: firstTime ?? 0, to: (lastTime ?? 0) + 1_000 });
    const cells = await session.query(coverageCells(buckets));
    expect(new Set(cells.map(({ account, region }) => `${account} ${region}`)).size).toBe(MOST_PAIRS);
    expect(cells[0]?.pairs).toBe(many);
  }, 120_000);
});

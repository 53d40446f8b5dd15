/** Spikes under a filter, of some kinds, and in another step, through the real engine. */
import { QueryClient } from '@tanstack/react-query';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { parseSearch } from '#query/search-syntax.ts';
import type { LiveSession } from './data-set.ts';
import { log, openSession, record } from './testing/workbench.ts';
import { knownSeries, spikeChart } from './use-spike-chart.ts';
import { spikeReport } from './use-spikes.ts';
import type { SpikeQuestion } from './use-spikes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2025, 9, 1);
const ATTACK = START + 9 * DAY + 14 * HOUR;
const ACCOUNT = '111122223333';

const isoTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');
const every = (from: number, count: number, step: number): number[] =>
  Array.from({ length: count }, (_, n) => from + n * step);

const by = (userName: string) => ({
  userIdentity: {
    type: 'IAMUser',
    userName,
    accountId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:user/${userName}`,
  },
});

/** Ten days of a deployer, and a helper who is there for eight minutes of the last. */
async function loaded(): Promise<LiveSession> {
  const { session } = openSession({ sizes: {} });
  const texts = [
    ...every(START, 10 * 24 * 4, 15 * MINUTE).map((time) => ({ time, who: by('deployer'), name: 'PutItem' })),
    ...every(ATTACK, 240, 2_000).map((time) => ({ time, who: by('helper'), name: 'DeleteItem' })),
  ].map(({ time, who, name }, n) =>
    record(n, {
      eventTime: isoTime(time),
      eventName: name,
      readOnly: false,
      recipientAccountId: ACCOUNT,
      ...who,
    }),
  );
  await session.addFiles([log('ten-days.json.gz', texts)]);
  return session;
}

const QUESTION: SpikeQuestion & { revision: number } = {
  filter: EMPTY_FILTER,
  sensitivity: 'normal',
  countReads: false,
  families: null,
  revision: 1,
};

const search = (text: string): Filter => parseSearch(text).filter;

const kindsOf = ({ spikes }: SpikeReport): string[] => [
  ...new Set(spikes.map(({ series }) => series.family)),
];

let session: LiveSession;
beforeAll(async () => {
  session = await loaded();
});

const reportOf = (question: Partial<SpikeQuestion>): Promise<SpikeReport> =>
  spikeReport(session, new QueryClient(), { ...QUESTION, ...question });

describe('under a filter', () => {
  it('the days in which an actor did not act are history all the same', async () => {
    const report = await reportOf({ filter: search('principal:helper') });
    expect(report).toMatchObject({ hours: 240, unbroken: 240 });
    expect(kindsOf(report)).toContain('principal');
    for (const spike of report.spikes)
      expect(spike).toMatchObject({
        direction: 'up',
        observed: 240,
        start: ATTACK,
        end: ATTACK + 8 * MINUTE,
      });
  });

  it('the chart has the band of the same history', async () => {
    const filter = search('principal:helper');
    const [spike] = (await reportOf({ filter })).spikes;
    if (spike === undefined) throw new Error('no spike');
    const asked = {
      filter,
      countReads: false,
      series: spike.series,
      from: ATTACK - DAY,
      to: ATTACK + HOUR,
      bucket: 60,
    };
    const chart = await spikeChart(session, asked, await knownSeries(session, asked));
    expect(chart.historyHours).toBeGreaterThan(9 * 24);
    const last = chart.buckets.at(-1);
    expect(last).toMatchObject({ calls: 240, low: 0 });
    expect(last?.high ?? Infinity).toBeLessThan(240);
  });

  it('the time of the filter holds for the history too', async () => {
    const filter = { ...search('principal:helper'), from: ATTACK - 30 * HOUR, to: null };
    const report = await reportOf({ filter });
    expect(report).toMatchObject({ hours: 40, unbroken: 40, tests: 0, spikes: [] });
  });

  it('that nothing passes there is nothing to say, and no lack of history', async () => {
    const report = await reportOf({ filter: search('principal:nobody') });
    expect(report).toMatchObject({ hours: 240, unbroken: 240, series: 0, spikes: [], others: 0 });
  });
});

describe('another step, and other kinds', () => {
  it('ask the engine nothing', async () => {
    const client = new QueryClient();
    const asked = vi.spyOn(session, 'query');
    const normal = await spikeReport(session, client, QUESTION);
    const count = asked.mock.calls.length;
    expect(count).toBeGreaterThan(0);
    const plain = await spikeReport(session, client, { ...QUESTION, sensitivity: 'plain' });
    const some = await spikeReport(session, client, { ...QUESTION, families: ['address'] });
    expect(asked.mock.calls.length).toBe(count);
    expect(plain.tests).toBe(normal.tests);
    expect(some.spikes.length + some.others).toBe(normal.spikes.length);
    await spikeReport(session, client, { ...QUESTION, countReads: true });
    expect(asked.mock.calls.length).toBeGreaterThan(count);
    asked.mockRestore();
  });

  it('are chosen among what was judged together', async () => {
    const all = await reportOf({});
    expect(kindsOf(all).length).toBeGreaterThan(1);
    for (const family of kindsOf(all)) {
      const own = await reportOf({
        families: all.spikes.map(({ series }) => series.family).filter((one) => one === family),
      });
      expect(own.spikes).toEqual(all.spikes.filter(({ series }) => series.family === family));
      expect(own.others).toBe(all.spikes.length - own.spikes.length);
    }
  });
});

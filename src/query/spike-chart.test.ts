/** The chart of a series through the real engine: what was counted, what was to be expected, and where nothing can be said. */
import { describe, expect, it } from 'vitest';
import type { LiveSession } from '#session/data-set.ts';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { knownSeries, type SpikeChart, spikeChart } from '#session/use-spike-chart.ts';
import { findSpikes } from './find-spikes.ts';
import { EMPTY_FILTER } from './filter.ts';
import { EVERYTHING } from './matches.ts';
import type { SeriesName } from './series-name.ts';
import { bucketFor, MOST_BUCKETS } from './spike-chart.ts';
import { HOUR, MINUTE } from './spike-cells.ts';
import { seriesIds } from './spike-series.ts';

const DAY = 24 * HOUR;
const START = Date.UTC(2025, 9, 1);
const NAME = `<b>'; DROP TABLE event; -- 100%~`;

interface Made {
  readonly times: readonly number[];
  readonly members?: Readonly<Record<string, unknown>>;
}

async function loaded(...made: readonly Made[]): Promise<LiveSession> {
  const texts = made.flatMap(({ times, members }, part) =>
    times.map((time, n) =>
      record(part * 100_000 + n, {
        eventTime: new Date(time).toISOString().replace(/\.\d+/, ''),
        eventName: 'PutItem',
        readOnly: false,
        recipientAccountId: '111122223333',
        sourceIPAddress: '192.0.2.1',
        ...members,
      }),
    ),
  );
  const { session } = openSession({ sizes: {} });
  await session.addFiles([log('made.json.gz', texts)]);
  return session;
}

const SERIES: SeriesName = {
  family: 'call',
  eventSource: 's3.amazonaws.com',
  name: 'PutItem',
  ownAccount: null,
  region: 'eu-west-1',
  account: '111122223333',
};

interface Span {
  readonly from: number;
  readonly to: number;
  readonly bucket: number | null;
}

async function chartOf(session: LiveSession, span: Span, series = SERIES): Promise<SpikeChart> {
  const question = { filter: EMPTY_FILTER, countReads: false, series, ...span };
  return spikeChart(session, question, await knownSeries(session, question));
}

/** A call every two minutes for so many days, one in ten of them refused. */
const steady = (days: number): Made[] => {
  const times = Array.from({ length: days * 720 }, (_, n) => START + n * 2 * MINUTE);
  return [
    { times: times.filter((_, n) => n % 10 !== 3) },
    { times: times.filter((_, n) => n % 10 === 3), members: { errorCode: 'AccessDenied' } },
  ];
};

const every = (start: number, count: number, apart: number): number[] =>
  Array.from({ length: count }, (_, n) => start + n * apart);

describe('the chart of a series', () => {
  it('counts calls and errors by bucket, fills gaps with zeros, and says what was to be expected', async () => {
    const at = START + 9 * DAY + 5 * HOUR;
    const session = await loaded(...steady(10), { times: every(at, 90, 1_000) });
    const from = START + 9 * DAY;
    const { buckets, historyHours, history, bucketMinutes } = await chartOf(session, {
      from,
      to: START + 11 * DAY,
      bucket: 60,
    });
    expect({ bucketMinutes, historyHours }).toEqual({ bucketMinutes: 60, historyHours: 240 });
    expect(history).toMatch(/^10 days of history up to here: compared with 7 days before each hour/);
    expect(buckets).toHaveLength(48);
    expect(buckets.map((one) => one.at)).toEqual(every(from, 48, HOUR));
    expect(buckets.slice(0, 7).map(({ calls, errors }) => [calls, errors])).toEqual([
      ...Array.from({ length: 5 }, () => [30, 3]),
      [120, 3],
      [30, 3],
    ]);
    // The logs have ended.
    expect(buckets[30]).toEqual({
      at: from + 30 * HOUR,
      calls: 0,
      errors: 0,
      expected: null,
      low: null,
      high: null,
    });
    for (const { calls, expected, low, high, at: time } of buckets.slice(0, 24)) {
      expect(expected).toBeCloseTo(30, 0);
      expect(low).toBeGreaterThan(3);
      expect((high ?? 0) >= calls).toBe(time !== at);
    }
  });

  it('has the same answer for every length of bucket: the spike is beyond the band, nothing else is', async () => {
    const at = START + 15 * DAY + 12 * HOUR;
    const session = await loaded(...steady(17), { times: every(at, 2_000, 2_000) });
    for (const bucket of [1, 5, 15, 60, 360, 1_440]) {
      // Of minutes a day and a half are as many as there may be.
      const days = bucket === 1 ? 1.25 : 3;
      const from = START + (17 - days) * DAY - DAY * Number(bucket === 1);
      const { buckets, bucketMinutes } = await chartOf(session, { from, to: from + days * DAY, bucket });
      expect(bucketMinutes).toBe(bucket);
      const beyond = buckets.filter(({ calls, high }) => high !== null && calls > high);
      expect(beyond.length).toBeGreaterThan(0);
      for (const { at: time } of beyond) {
        expect(time + bucket * MINUTE).toBeGreaterThan(at);
        expect(time).toBeLessThan(at + 2_000 * 2_000);
      }
      const mean = buckets.slice(0, 10).map(({ expected }) => expected);
      for (const one of mean) expect(Math.abs((one ?? 0) / bucket - 0.5)).toBeLessThan(0.1);
    }
  });

  it('shows a drop below the band', async () => {
    const quiet = { from: START + 9 * DAY + 6 * HOUR, to: START + 9 * DAY + 12 * HOUR };
    const made = steady(11).map((one) => ({
      ...one,
      times: one.times.filter((time) => time < quiet.from || time >= quiet.to),
    }));
    const { buckets } = await chartOf(await loaded(...made), {
      from: START + 9 * DAY,
      to: START + 10 * DAY,
      bucket: 60,
    });
    const below = buckets.filter(({ calls, low }) => calls < (low ?? 0)).map(({ at }) => at);
    expect(below).toEqual(every(quiet.from, 6, HOUR));
  });

  it('has no band before there are two days of history', async () => {
    const session = await loaded(...steady(4));
    const { buckets } = await chartOf(session, { from: START, to: START + 4 * DAY, bucket: 60 });
    const known = buckets.map(({ expected, low, high }) => [expected, low, high].map((one) => one !== null));
    expect(known.slice(0, 48).flat()).toEqual(Array.from({ length: 144 }, () => false));
    expect(known.slice(48).flat()).toEqual(Array.from({ length: 144 }, () => true));
    // Before a week is known nothing is said of drops.
    expect(buckets.slice(48).map(({ low }) => low)).toEqual(Array.from({ length: 48 }, () => 0));
    const short = await chartOf(session, { from: START, to: START + DAY, bucket: null });
    expect(short.history).toMatch(/^Not enough history/);
  });

  it('never has more than 2,000 buckets', async () => {
    const session = await loaded(...steady(3));
    const span = { from: START - 300 * DAY, to: START + 3 * DAY };
    const { buckets, bucketMinutes } = await chartOf(session, { ...span, bucket: 1 });
    expect(bucketMinutes).toBe(360);
    expect(buckets.length).toBeLessThanOrEqual(MOST_BUCKETS);
    expect(buckets.reduce((all, { calls }) => all + calls, 0)).toBe(3 * 720);
    expect(bucketFor(0, 30 * DAY, 60)).toBe(60);
    expect(bucketFor(0, 30 * DAY, null)).toBe(360);
    expect(bucketFor(0, 0, null)).toBe(1);
    for (const years of [1, 20, 400, 30_000])
      for (const asked of [null, 1, 1_440])
        expect((years * 365 * DAY) / (bucketFor(0, years * 365 * DAY, asked) * MINUTE)).toBeLessThanOrEqual(
          2_000,
        );
  });
});

describe('a series by name', () => {
  const times = every(START, 60, HOUR);
  const made: Made[] = [
    { times, members: { eventName: NAME, errorCode: NAME, sourceIPAddress: NAME } },
    { times: [START], members: { eventName: 'Other', awsRegion: undefined, recipientAccountId: undefined } },
  ];

  it('is found in every family, whatever its name', async () => {
    const session = await loaded(...made);
    const report = await findSpikes(
      (query) => session.query(query),
      { matches: EVERYTHING, all: EVERYTHING },
      {
        sensitivity: 'normal',
        reads: false,
      },
    );
    expect(report.series).toBeGreaterThan(0);
    const place = { region: 'eu-west-1', account: '111122223333', eventSource: null, ownAccount: null };
    const all: SeriesName[] = [
      { ...SERIES, name: NAME },
      { ...place, family: 'error', name: NAME },
      { ...place, family: 'trail', name: null },
      { ...place, region: null, family: 'denied', name: null },
      { ...place, region: null, family: 'address', name: NAME },
      { ...place, region: null, family: 'principal', name: 'user3' },
    ];
    const calls = await Promise.all(
      all.map(async (series) => {
        const chart = await chartOf(session, { from: START, to: START + 60 * HOUR, bucket: 60 }, series);
        return chart.buckets.reduce((sum, one) => sum + one.calls, 0);
      }),
    );
    expect(calls).toEqual([60, 60, 60, 0, 60, 9]);
  });

  it('is nothing where there is none', async () => {
    const session = await loaded(...made);
    for (const name of ['', `' OR 1=1 --`, 'a\0b', '\ud800', '%', null])
      expect(await session.query(seriesIds({ ...SERIES, name }))).toEqual([]);
    const none = await chartOf(
      session,
      { from: START, to: START + DAY, bucket: 60 },
      { ...SERIES, name: 'x' },
    );
    expect(none.ids).toBeNull();
    expect(none.buckets.every(({ calls, expected }) => calls === 0 && expected === null)).toBe(true);
    const nowhere = { ...SERIES, name: 'Other', region: null, account: null };
    expect((await session.query(seriesIds(nowhere))).length).toBe(1);
  });
});

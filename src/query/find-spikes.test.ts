/** Spikes through the real engine: the counting against a plain one, the sample, and logs that nobody would wish for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LiveSession } from '#session/data-set.ts';
import type { SourceFile } from '#session/session.ts';
import { log, openSession, record, source } from '#session/testing/workbench.ts';
import { type Ask, findSpikes, type Spike, type SpikeReport } from './find-spikes.ts';
import { EVERYTHING } from './matches.ts';
import { attributionCounts, type Cause, explainSpike, spikeTimes } from './spike-attribution.ts';
import { cellsOfMinutes, HOUR, MINUTE, MinuteReader } from './spike-cells.ts';
import { rangeOf, spikeRange, spikeSeries } from './spike-series.ts';
import { historyInWords, placeOf } from './spike-words.ts';

const SAMPLE = fileURLToPath(new URL('../../public/sample/AWSLogs/', import.meta.url));
const DAY = 24 * HOUR;
const START = Date.UTC(2025, 9, 1);

async function loaded(files: readonly SourceFile[]): Promise<LiveSession> {
  const { session } = openSession({ sizes: {} });
  await session.addFiles(files);
  return session;
}

const askOf =
  (session: LiveSession): Ask =>
  (query) =>
    session.query(query);

const EVERY = { matches: EVERYTHING, all: EVERYTHING };

const spikesOf = (session: LiveSession, reads = false): Promise<SpikeReport> =>
  findSpikes(askOf(session), EVERY, { sensitivity: 'normal', reads });

const isoTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');

/** Events of one series of writes, a record for each time. */
function writes(times: readonly number[], members: Readonly<Record<string, unknown>> = {}): SourceFile {
  const texts = times.map((time, n) =>
    record(n, {
      eventTime: isoTime(time),
      eventName: 'PutItem',
      readOnly: false,
      recipientAccountId: '111122223333',
      ...members,
    }),
  );
  return log('made.json.gz', texts);
}

describe('the series', () => {
  it('are counted as a plain count would', async () => {
    const times: number[] = [];
    for (let n = 0; n < 900; n++) times.push(START + ((n * n * 7_919) % (3 * DAY)));
    const ask = askOf(await loaded([writes(times)]));
    const [row] = await ask(spikeRange(EVERYTHING));
    const range = row === undefined ? null : rangeOf(row);
    if (range === null) throw new Error('There are events.');
    const minutes = new Int32Array(range.hours * 60);
    for (const time of times) {
      const at = Math.floor(time / MINUTE) - range.firstHour * 60;
      minutes[at] = (minutes[at] ?? 0) + 1;
    }
    const expected = cellsOfMinutes(minutes, range.firstHour);
    for (const family of ['trail', 'call'] as const) {
      const [series, ...others] = await ask(spikeSeries(EVERYTHING, family, { range, reads: false }));
      expect(others).toEqual([]);
      expect(series).toMatchObject({ calls: 900, account: '111122223333', region: 'eu-west-1' });
      const reader = new MinuteReader(range.firstHour, range.hours);
      reader.read(series?.packed ?? '');
      expect(reader.cells()).toEqual(expected);
    }
  });

  it('leave out reading management calls until they are asked for, and Insights events always', async () => {
    const times = Array.from({ length: 20 }, (_, n) => START + n * HOUR);
    const files = [
      writes(times, { eventName: 'ListThings', readOnly: true, managementEvent: true }),
      writes(times, {
        eventID: undefined,
        eventName: 'GetObject',
        readOnly: true,
        managementEvent: false,
        eventCategory: 'Data',
      }),
      writes(times, {
        eventID: undefined,
        eventName: undefined,
        eventType: 'AwsCloudTrailInsight',
        eventCategory: 'Insight',
      }),
    ];
    const ask = askOf(await loaded(files));
    const range = { firstHour: START / HOUR, hours: 20 };
    const names = async (reads: boolean): Promise<(string | null)[]> =>
      (await ask(spikeSeries(EVERYTHING, 'call', { range, reads })))
        .map(({ name }) => name)
        .toSorted((a, b) => String(a).localeCompare(String(b)));
    expect(await names(false)).toEqual(['GetObject']);
    expect(await names(true)).toEqual(['GetObject', 'ListThings']);
  });
});

async function causeOf(session: LiveSession, report: SpikeReport, spike: Spike): Promise<Cause | null> {
  const times = spikeTimes(spike.start, spike.end, report.range?.from ?? 0);
  return explainSpike(await session.query(attributionCounts(EVERYTHING, spike.ids, times)), times).cause;
}

describe('the sample', () => {
  it('shows the incident and by whom, and nothing of the usual nights and weeks', async () => {
    const files = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.gz'))
      .map((path) => source(path, new Uint8Array(readFileSync(join(SAMPLE, path)))));
    const session = await loaded(files);
    const report = await spikesOf(session);
    const top = report.spikes;
    expect(
      top.map(({ series, start, end }) => [
        series.family,
        series.name,
        isoTime(start).slice(0, 16),
        isoTime(end).slice(11, 16),
      ]),
    ).toEqual([
      ['principal', 'ops-helper', '2025-10-10T20:02', '20:41'],
      ['address', '198.51.100.77', '2025-10-10T20:02', '20:41'],
      ['trail', null, '2025-10-10T20:02', '20:41'],
      ['call', 'GetObject', '2025-10-10T20:02', '20:31'],
      ['call', 'DeleteObject', '2025-10-10T20:33', '20:41'],
      ['trail', null, '2025-10-10T18:17', '19:29'],
      ['denied', null, '2025-10-10T18:43', '18:48'],
    ]);
    const causes = await Promise.all(top.map((spike) => causeOf(session, report, spike)));
    expect(causes.map((cause) => cause?.value)).toEqual([
      'AKIAEXAMPLEOPSHELP01',
      'ops-helper',
      'ops-helper',
      'ops-helper',
      'ops-helper',
      '198.51.100.77',
      'ci-deployer',
    ]);
    for (const { course, start, end } of top) {
      expect(course.counts.length).toBeLessThanOrEqual(60);
      const from = Math.floor((start - course.from) / course.step);
      const within = course.counts.slice(from, Math.ceil((end - course.from) / course.step));
      // What is drawn beside its name shows it: nothing of the hours just before was as high.
      expect(Math.max(...within)).toBeGreaterThan(Math.max(...course.counts.slice(from - 5, from)));
    }
    expect(top.map(({ observed }) => observed)).toEqual([2_400, 2_400, 2_421, 1_803, 600, 33, 47]);
  }, 120_000);
});

describe('trails that fall silent', () => {
  const regions = ['eu-west-1', 'us-east-1', 'eu-central-1'];
  const accounts = ['111122223333', '444455556666'];
  const places = accounts.flatMap((account) => regions.map((region) => ({ account, region })));
  const trailOf = ({ account, region }: { account: string; region: string }, days: number): SourceFile => {
    const step = region === 'eu-west-1' ? 30_000 : MINUTE;
    const times = Array.from({ length: (days * DAY) / step }, (_, n) => START + n * step);
    const who = { userIdentity: { type: 'Root', accountId: account }, eventID: undefined };
    return writes(times, { ...who, awsRegion: region, recipientAccountId: account });
  };

  it('together are told once, the others last', async () => {
    const files = places.map((place, n) => trailOf(place, n === 0 ? 10 : 9.5));
    const { spikes } = await spikesOf(await loaded(files));
    const silent = spikes.filter(({ series }) => series.family === 'trail');
    expect(silent).toHaveLength(5);
    expect(silent.map(({ together }) => together?.isFirst)).toEqual([true, false, false, false, false]);
    expect(silent[0]).toMatchObject({
      direction: 'down',
      series: { region: 'eu-west-1', account: '444455556666' },
      together: { trails: 5, accounts: 2 },
    });
    expect(spikes.slice(-4)).toEqual(silent.slice(1));
    expect(silent.slice(0, 2).map(placeOf)).toEqual([
      '5 trails in 2 accounts',
      expect.stringContaining(' · account '),
    ]);
  }, 120_000);

  it('at other times are told one by one', async () => {
    const files = places.slice(0, 3).map((place, n) => trailOf(place, [10, 9.6, 9.2][n] ?? 0));
    const { spikes } = await spikesOf(await loaded(files));
    const silent = spikes.filter(({ series }) => series.family === 'trail');
    expect(silent.map(({ together }) => together)).toEqual([null, null]);
  }, 120_000);
});

describe('logs that nobody would wish for', () => {
  it('one event', async () => {
    const report = await spikesOf(await loaded([writes([START])]));
    expect(report).toMatchObject({ hours: 1, tests: 0, spikes: [] });
    expect(historyInWords(report.unbroken)).toMatch(/^Not enough history/);
    expect(await spikesOf(await loaded([log('none.json.gz', [])]))).toMatchObject({ range: null, hours: 0 });
  });

  it('all in one second, or in one minute', async () => {
    const second = await spikesOf(await loaded([writes(Array.from({ length: 2_000 }, () => START))]));
    expect(second).toMatchObject({ hours: 1, unbroken: 1, tests: 0, spikes: [] });
    const minute = Array.from({ length: 300 }, (_, n) => START + n * 200);
    expect(await spikesOf(await loaded([writes(minute)]))).toMatchObject({ tests: 0, spikes: [] });
  });

  it('ten years of one event a day, in which a burst is still found', async () => {
    const daily = Array.from({ length: 3_650 }, (_, day) => START - day * DAY + (day % 7) * MINUTE);
    const one = { sourceIPAddress: '192.0.2.1', userIdentity: { type: 'Root', accountId: '111122223333' } };
    const calm = await spikesOf(await loaded([writes(daily, one)]));
    expect(calm.hours).toBeGreaterThan(87_000);
    expect(calm.spikes).toEqual([]);
    const burst = Array.from({ length: 60 }, (_, n) => START - 100 * DAY + 5 * HOUR + n * 1_000);
    const { spikes } = await spikesOf(await loaded([writes([...daily, ...burst], one)]));
    expect(spikes.length).toBeGreaterThan(0);
    expect(spikes.every(({ observed }) => observed === 60)).toBe(true);
  }, 120_000);

  it('clocks that jump: what is months away is left out and said', async () => {
    const hourly = Array.from({ length: 240 }, (_, n) => START + n * HOUR);
    const report = await spikesOf(
      await loaded([writes([Date.UTC(1970, 0, 2), ...hourly, Date.UTC(2099, 5, 1)])]),
    );
    expect(report).toMatchObject({ hours: 240, unbroken: 240, outside: 2, spikes: [] });
  });

  it('days with holes between them: no stretch is long enough, and that is no lack of spikes', async () => {
    const days = [0, 5, 10, 15].flatMap((day) =>
      Array.from({ length: 40 }, (_, n) => START + day * DAY + n * 30 * MINUTE),
    );
    const report = await spikesOf(await loaded([writes(days)]));
    expect(report).toMatchObject({ hours: 380, unbroken: 20, tests: 0, spikes: [] });
    expect(historyInWords(report.unbroken)).toMatch(/^Not enough history/);
  });

  it('as many names as events', async () => {
    const texts = Array.from({ length: 120_000 }, (_, n) =>
      record(n, {
        eventTime: isoTime(START + n * 10_000),
        eventName: `Do${n}`,
        sourceIPAddress: `host-${n}`,
        readOnly: false,
      }),
    );
    const session = await loaded([log('names.json.gz', texts)]);
    let rows = 0;
    let characters = 0;
    const ask: Ask = async (query) => {
      const answer = await session.query(query);
      rows += answer.length;
      characters += JSON.stringify(answer).length;
      return answer;
    };
    const report = await findSpikes(ask, EVERY, { sensitivity: 'normal', reads: false });
    expect(report.series).toBeLessThan(20);
    expect(report.spikes).toEqual([]);
    // Names that come once are no series: what leaves the engine is minutes, of two kinds of series.
    expect(rows).toBeLessThan(30);
    expect(characters).toBeLessThan(2 * 7 * 120_000);
  }, 120_000);

  it('names that would be markup or SQL', async () => {
    const name = `<img src=x>'; DROP TABLE event; --`;
    const quiet = Array.from({ length: 8 }, (_, day) => START + day * DAY);
    const burst = Array.from({ length: 50 }, (_, n) => START + 6 * DAY + 5 * HOUR + n * 1_000);
    const session = await loaded([writes(quiet), writes(burst, { eventID: undefined, eventName: name })]);
    const report = await spikesOf(session);
    const spike = report.spikes.find(({ series }) => series.family === 'call');
    expect(spike).toMatchObject({ observed: 50, series: { name } });
    // Everybody took part in it alike.
    const cause = spike === undefined ? 'no spike' : await causeOf(session, report, spike);
    expect(cause).toBeNull();
  });
});

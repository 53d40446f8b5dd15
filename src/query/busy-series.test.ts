/** Series side by side and hours, through the real engine against plain counts of the same records. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { LiveSession } from '#session/data-set.ts';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { type BusyScope, busiestSeries, namedSeries, seriesCourses } from './busy-series.ts';
import { hourStep, localHours, weekOf } from './hour-cells.ts';
import { HOUR_GROUPS, hourRange, hoursBy, unpackHours } from './hours.ts';
import { EVERYTHING, type Matches, unkept } from './matches.ts';
import { courseOf } from './principals-course.ts';
import { parseSearch } from './search-syntax.ts';
import { HOUR } from './spike-cells.ts';
import { FAMILIES } from './spike-names.ts';

const START = Date.UTC(2025, 9, 1);
const DAY = 24 * HOUR;
const HOSTILE = "'; DROP TABLE event; --\u202e<img src=x onerror=alert(1)>";

interface Made {
  readonly time: number;
  readonly name: string;
  readonly user: string;
  readonly region: string;
  readonly error: string | null;
}

/** Ten days, uneven: some names and users often, some hardly ever. */
const made: readonly Made[] = Array.from({ length: 1_200 }, (_, n) => ({
  time: START + ((n * n * 7_919 * 1_000) % (10 * DAY)),
  name: n % 3 === 0 ? 'PutItem' : n % 7 === 0 ? HOSTILE : 'DeleteItem',
  user: n % 11 === 0 ? HOSTILE : `user${n % 3}`,
  region: n % 5 === 0 ? 'us-east-1' : 'eu-west-1',
  error: n % 13 === 0 ? 'AccessDenied' : null,
}));

let session: LiveSession;

beforeAll(async () => {
  ({ session } = openSession({ sizes: {} }));
  const texts = made.map(({ time, name, user, region, error }, n) =>
    record(n, {
      eventTime: new Date(time).toISOString().replace(/\.\d+/, ''),
      eventName: name,
      awsRegion: region,
      readOnly: false,
      recipientAccountId: '111122223333',
      userIdentity: { type: 'IAMUser', userName: user, accountId: '111122223333' },
      sourceIPAddress: '192.0.2.1',
      ...(error === null ? {} : { errorCode: error }),
    }),
  );
  await session.addFiles([log('made.json.gz', texts)]);
}, 60_000);

const scope: BusyScope = { from: START, to: START + 10 * DAY, families: null, reads: false };
const BUCKETS = { start: START, step: 6 * HOUR, count: 40 };
const withOnly = (text: string): Matches => unkept(parseSearch(text).filter);

describe('the busiest series', () => {
  it('are those with most calls, of each family in turn', async () => {
    const rows = await session.query(busiestSeries(EVERYTHING, scope));
    const named = rows.map((row) => ({ ...namedSeries(row, false).series, calls: row.calls }));
    expect(
      named
        .slice(0, 6)
        .map(({ family }) => family)
        .toSorted(),
    ).toEqual([...FAMILIES].toSorted());
    const count = (holds: (one: Made) => boolean): number => made.filter(holds).length;
    expect(named.filter(({ family }) => family === 'call')).toEqual(
      [...new Set(made.map(({ name, region }) => `${name} ${region}`))]
        .map((both) => ({ both, calls: count(({ name, region }) => `${name} ${region}` === both) }))
        .toSorted((a, b) => b.calls - a.calls)
        .map(({ both, calls }) =>
          expect.objectContaining({ calls, name: both.slice(0, both.lastIndexOf(' ')) }),
        ),
    );
    expect(named.find(({ family }) => family === 'denied')?.calls).toBe(count(({ error }) => error !== null));
  });

  it('are those of the families, the time and the filter that are asked for', async () => {
    const part = { ...scope, families: ['principal'] as const, to: START + DAY };
    const rows = await session.query(busiestSeries(withOnly('region:us-east-1'), part));
    const own = made.filter(({ time, region }) => time < START + DAY && region === 'us-east-1');
    expect(rows.every(({ every }) => every === 4)).toBe(true);
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(own.map(({ user }) => user)));
    expect(rows.reduce((sum, { calls }) => sum + calls, 0)).toBe(own.length);
    expect(await session.query(busiestSeries(withOnly('region:nowhere'), scope))).toEqual([]);
  });
});

it('courses of many series come from one question, each as a plain count has it', async () => {
  const rows = await session.query(busiestSeries(EVERYTHING, scope));
  const ids = rows.map((row) => namedSeries(row, false).ids);
  const courses = await session.query(seriesCourses(EVERYTHING, ids, BUCKETS));
  expect(courses.map(({ series, calls }) => [series, calls])).toEqual(
    rows.map(({ calls }, at) => [at, calls]),
  );
  const at = rows.findIndex(({ family, name }) => FAMILIES[family] === 'principal' && name === HOSTILE);
  const expected = Array<number>(BUCKETS.count).fill(0);
  for (const { time, user } of made) {
    const bucket = Math.floor((time - START) / BUCKETS.step);
    if (user === HOSTILE) expected[bucket] = (expected[bucket] ?? 0) + 1;
  }
  expect(courseOf(courses[at]?.course ?? '', BUCKETS.count)).toEqual(expected);
  expect(await session.query(seriesCourses(EVERYTHING, [], BUCKETS))).toEqual([]);
});

describe('hours', () => {
  it.each(HOUR_GROUPS)('by %s hold every event once, in the zone’s week', async (by) => {
    const range = hourRange({ first: START, last: START + 10 * DAY - 1 });
    if (range === null) throw new Error('There are events.');
    for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
      const step = hourStep(range, zone);
      const rows = await session.query(hoursBy(EVERYTHING, by, range, step));
      expect(rows.reduce((sum, { events }) => sum + events, 0)).toBe(made.length);
      const local = localHours(range, step, zone);
      for (const { packed, events } of rows) {
        const counted = weekOf(unpackHours(packed), local).cells.flat();
        expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(events);
      }
    }
  });

  it('are those of one principal, where one is asked for', async () => {
    const range = hourRange({ first: START, last: START + 10 * DAY - 1 });
    if (range === null) throw new Error('There are events.');
    const rows = await session.query(hoursBy(EVERYTHING, 'principal', range, HOUR));
    const row = rows.find(({ name }) => name === HOSTILE);
    const own = made.filter(({ user }) => user === HOSTILE);
    const week = weekOf(unpackHours(row?.packed ?? ''), localHours(range, HOUR, 'UTC'));
    for (const { from, to, count } of week.cells.flat())
      expect(count).toBe(own.filter(({ time }) => time >= from && time < to).length);
    expect(row).toMatchObject({ account: '111122223333', events: own.length, all: 4 });
  });
});

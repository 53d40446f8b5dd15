/** What is new in a period, over the real engine, against the records. */
import { beforeAll, describe, expect, it } from 'vitest';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { EVERYTHING, unkept } from './matches.ts';
import { MOST_NEWS, news, periodCounts } from './news.ts';
import type { NewsPeriod, NewsRow } from './news.ts';
import { againstPeriod, justBefore, newPeriod, tooLittle } from './news-periods.ts';
import { parseSearch } from './search-syntax.ts';

const DAY = 86_400_000;
const START = Date.UTC(2025, 9, 1);
const HOSTILE = "<b>'; DROP TABLE event; --";

interface Made {
  readonly day: number;
  readonly user: string;
  readonly name: string;
  readonly address: string;
  readonly region: string;
}

const MADE: readonly Made[] = [
  ...Array.from({ length: 60 }, (_, n) => ({
    day: n / 10,
    user: n % 3 === 0 ? 'bob' : 'alice',
    name: n % 2 === 0 ? 'GetObject' : 'ListBuckets',
    address: `203.0.113.${n % 4}`,
    region: 'eu-west-1',
  })),
  { day: 8, user: 'alice', name: 'DeleteTrail', address: '203.0.113.1', region: 'eu-west-1' },
  { day: 8.1, user: 'alice', name: 'GetObject', address: '198.51.100.77', region: 'us-east-1' },
  { day: 8.2, user: 'alice', name: 'GetObject', address: '198.51.100.77', region: 'us-east-1' },
  // Alice has it from before, bob has not.
  { day: 8.3, user: 'bob', name: 'GetObject', address: '203.0.113.77', region: 'eu-west-1' },
  { day: 8.4, user: HOSTILE, name: 'GetObject', address: '192.0.2.200', region: 'eu-west-1' },
  { day: 1, user: 'alice', name: 'GetObject', address: '203.0.113.77', region: 'eu-west-1' },
];

const inside: NewsPeriod = { from: START + 7 * DAY, to: START + 9 * DAY };
const against: NewsPeriod = { from: START, to: START + 7 * DAY };
const { session } = openSession();
let rows: readonly NewsRow[];

beforeAll(async () => {
  const texts = MADE.map(({ day, user, name, address, region }, n) =>
    record(n, {
      eventTime: new Date(START + day * DAY).toISOString().replace('.000', ''),
      userIdentity: { type: 'IAMUser', userName: user, accountId: '111122223333' },
      eventName: name,
      sourceIPAddress: address,
      awsRegion: region,
    }),
  );
  await session.addFiles([log('news/one.json.gz', texts)]);
  rows = await session.query(news(EVERYTHING, inside, against));
}, 60_000);

const told = (some: readonly NewsRow[]): string[] =>
  some.map(({ kind, value, principal }) => `${kind} ${value}${principal === null ? '' : ` of ${principal}`}`);

describe('news', () => {
  it('are the values, and those of a principal, that the other period does not have', () => {
    expect(told(rows).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'address 192.0.2.200',
      'address 198.51.100.77 of alice',
      'address 203.0.113.77 of bob',
      'eventName DeleteTrail of alice',
      'network 192.0.2.0/24',
      'network 198.51.100.0/24 of alice',
      `principal ${HOSTILE} of ${HOSTILE}`,
      'region us-east-1 of alice',
    ]);
  });

  it('put what tells most first, and count it', () => {
    expect(told(rows.slice(0, 2))).toEqual([
      'network 198.51.100.0/24 of alice',
      'address 198.51.100.77 of alice',
    ]);
    expect(
      rows.find(({ value, principal }) => value === '198.51.100.77' && principal === 'alice'),
    ).toMatchObject({
      count: 2,
      first: START + 8.1 * DAY,
      last: START + 8.2 * DAY,
      toAll: true,
      before: MADE.filter(({ user, day }) => user === 'alice' && day < 7).length,
      all: rows.length,
    });
    const fresh = rows.find(({ value, principal }) => value === '192.0.2.200' && principal === null);
    expect(fresh).toMatchObject({
      principals: 1,
      onePrincipal: HOSTILE,
      oneAccount: '111122223333',
      before: 0,
    });
    expect(rows.find(({ value }) => value === 'DeleteTrail')?.verb).toBe('destructive');
    expect(rows.find(({ value }) => value === '203.0.113.77')?.toAll).toBe(false);
  });

  it('follow the filter', async () => {
    const some = await session.query(news(unkept(parseSearch('user:bob').filter), inside, against));
    expect(told(some)).toEqual(['address 203.0.113.77 of bob']);
    const none = await session.query(news(EVERYTHING, { from: 0, to: 1_000 }, against));
    expect(none).toEqual([]);
  });

  it('say how much stands in both periods', async () => {
    const [counts] = await session.query(periodCounts(EVERYTHING, inside, against));
    expect(counts).toEqual({ inside: 5, against: MADE.length - 5, principals: 2 });
  });

  it('are bounded', async () => {
    const { session: other } = openSession();
    const texts = Array.from({ length: 3_000 }, (_, n) =>
      record(n, { sourceIPAddress: `10.0.${n >> 8}.${n & 255}` }),
    );
    await other.addFiles([log('news/many.json.gz', texts)]);
    const many = await other.query(
      news(EVERYTHING, { from: START + 1_000_000, to: START + DAY }, { from: START, to: START + 1_000_000 }),
    );
    expect(many).toHaveLength(MOST_NEWS);
    expect(many[0]?.all).toBeGreaterThan(MOST_NEWS);
  }, 60_000);
});

describe('periods', () => {
  const data = { from: START, to: START + 10 * DAY };
  const open = { from: null, to: null };

  it('are the last tenth and all before, unless chosen', () => {
    const last = newPeriod(null, open, data);
    expect(last).toEqual({ from: START + 9 * DAY, to: START + 10 * DAY });
    expect(againstPeriod(null, last, data)).toEqual({ from: START, to: START + 9 * DAY });
    expect(newPeriod(null, { from: START + DAY, to: null }, data)).toEqual({
      from: START + DAY,
      to: data.to,
    });
    expect(newPeriod(inside, open, data)).toBe(inside);
    expect(justBefore(inside)).toEqual({ from: START + 5 * DAY, to: START + 7 * DAY });
    expect(againstPeriod(null, data, data).from).toBeLessThan(data.from);
  });

  it('say when they are too short to tell anything', () => {
    expect(tooLittle(inside, against, 0)).toContain('all would be new');
    expect(tooLittle(inside, { from: 0, to: 1_000 }, 500)).toContain('shorter than a day');
    expect(tooLittle(inside, { from: 0, to: DAY }, 500)).toContain('shorter than the period');
    expect(tooLittle(inside, against, 5)).toContain('by chance');
    expect(tooLittle(inside, against, 5_000)).toBeNull();
  });
});

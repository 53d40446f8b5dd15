/** First times over the real engine, against the records themselves; networks against the address parser. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/ip-block.ts';
import { log, openSession, record, rowsOf } from '#session/testing/workbench.ts';
import { isDimension } from './first-dimensions.ts';
import { firstFlags, firstValues, flagsAmong, flagsAt } from './first-seen.ts';
import type { FirstFlag } from './first-seen.ts';
import { firstText, historyWords, tellingFlags } from './first-words.ts';
import { EVERYTHING, unkept } from './matches.ts';
import { networkOf, networkSql } from './network.ts';
import { parseSearch } from './search-syntax.ts';

const DAY = 86_400_000;
const START = Date.UTC(2025, 9, 1, 10);
const HOSTILE = "<b>'; DROP TABLE event; --\u202e";

let made = 0;
function event(day: number, members: Record<string, unknown> = {}, minute = 0): string {
  made += 1;
  return record(made, {
    eventTime: new Date(START + day * DAY + minute * 60_000).toISOString().replace('.000', ''),
    userIdentity: {
      type: 'IAMUser',
      userName: 'alice',
      accountId: '111122223333',
      accessKeyId: 'AKIAEXAMPLEALICE0001',
    },
    eventName: 'GetObject',
    sourceIPAddress: '203.0.113.5',
    userAgent: 'aws-cli/2.1',
    ...members,
  });
}

const who = (userName: string): Record<string, unknown> => ({
  userIdentity: { type: 'IAMUser', userName, accountId: '111122223333', accessKeyId: `ASIA${userName}` },
});

const RECORDS = [
  ...[0, 1, 2, 3].map((day) => event(day)),
  // The third day of alice: nothing was ripe on the second, whatever was new.
  event(1, { awsRegion: 'us-east-1' }, 5),
  event(4, { sourceIPAddress: '198.51.100.77' }),
  event(
    4,
    { sourceIPAddress: '198.51.100.77', eventName: 'DeleteTrail', eventSource: 'cloudtrail.amazonaws.com' },
    1,
  ),
  event(5, { sourceIPAddress: '198.51.100.78', errorCode: 'AccessDenied' }),
  event(5, { sourceIPAddress: '198.51.100.77', userAgent: 'Boto3/1.0' }, 3),
  // Another name in the same account, whose keys are those of sessions.
  ...[0, 1, 2, 3].map((day) => event(day, { ...who(HOSTILE), sourceIPAddress: '203.0.113.5' })),
  event(4, {
    ...who(HOSTILE),
    sourceIPAddress: '203.0.113.6',
    userIdentity: { type: 'IAMUser', userName: HOSTILE, accountId: '111122223333', accessKeyId: 'ASIANEW' },
  }),
  // So many addresses that another is no news.
  ...[0, 1, 2, 3, 4].flatMap((day) =>
    Array.from({ length: 20 }, (_, n) =>
      event(day, { ...who('lambda'), sourceIPAddress: `10.0.${day}.${n}` }, n),
    ),
  ),
];

let flags: readonly FirstFlag[];
const { session } = openSession();

beforeAll(async () => {
  await session.addFiles([log('first/one.json.gz', RECORDS)]);
  flags = await session.query(firstFlags());
}, 60_000);

const of = (principal: string): string[] =>
  flags
    .filter((flag) => flag.principal === principal)
    .map(({ dimension, value }) => `${dimension} ${value}`)
    .toSorted((a, b) => (a < b ? -1 : 1));

describe('first flags', () => {
  it('are those of pairs that come after enough history', () => {
    expect(of('alice')).toEqual([
      'address 198.51.100.77',
      'address 198.51.100.78',
      'agent Boto3',
      'error AccessDenied',
      'eventName DeleteTrail',
      'network 198.51.100.0/24',
      'service cloudtrail.amazonaws.com',
    ]);
  });

  it('say how much history there was, and are on the first event', async () => {
    const [flag] = flags.filter(({ value }) => value === '198.51.100.77');
    expect(flag).toMatchObject({ history: 4 * DAY, days: 4, time: START + 4 * DAY, account: '111122223333' });
    const rows = await rowsOf(
      session,
      `SELECT a.event_name AS name FROM event e JOIN action a ON a.id = e.action_id WHERE e.rowid = ${flag?.rowId}`,
      { name: 'text' },
    );
    expect(rows).toEqual([{ name: 'GetObject' }]);
  });

  it('hold hostile names, and no keys of sessions', () => {
    expect(of(HOSTILE)).toEqual(['address 203.0.113.6']);
  });

  it('are no news where something new comes every day', () => {
    expect(of('lambda').filter((one) => one.startsWith('address 10.0.2.'))).toHaveLength(20);
    expect(of('lambda').filter((one) => one.startsWith('address 10.0.4.'))).toHaveLength(0);
  });

  it('are found again at their places, and among the events of a filter', async () => {
    const table = await session.keep(firstFlags());
    const places = flags.map(({ fileId, recordOffset }) => ({ fileId, recordOffset }));
    expect(await session.query(flagsAt(table, places.slice(0, 1)))).toEqual(
      flags.filter((flag) => flag.rowId === flags[0]?.rowId),
    );
    expect(await session.query(flagsAt(table, []))).toEqual([]);
    expect(await session.query(flagsAt(table, [{ fileId: 0.5, recordOffset: Number.NaN }]))).toEqual([]);
    const errors = await session.query(flagsAmong(table, unkept(parseSearch('error:*').filter), 10));
    expect(errors.map(({ value }) => value).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      '198.51.100.78',
      'AccessDenied',
    ]);
  });
});

describe('first values', () => {
  it('are every value of the events, newest first', async () => {
    const rows = await session.query(firstValues(unkept(parseSearch('user:alice').filter), 2));
    expect(rows.filter(({ dimension }) => dimension === 'address')).toEqual([
      {
        dimension: 'address',
        value: '198.51.100.78',
        first: START + 5 * DAY,
        last: START + 5 * DAY,
        count: 1,
        distinct: 3,
        since: START,
      },
      {
        dimension: 'address',
        value: '198.51.100.77',
        first: START + 4 * DAY,
        last: START + 5 * DAY + 180_000,
        count: 3,
        distinct: 3,
        since: START,
      },
    ]);
    expect(
      rows.filter(({ dimension }) => dimension === 'network').map(({ value, count }) => [value, count]),
    ).toEqual([
      ['198.51.100.0/24', 4],
      ['203.0.113.0/24', 5],
    ]);
    expect(rows.every(({ dimension }) => isDimension(dimension))).toBe(true);
    expect((await session.query(firstValues(EVERYTHING, 1_000))).length).toBeGreaterThan(100);
  });
});

describe('words', () => {
  it('say what is new and what it rests on', () => {
    const [flag] = flags.filter(({ value }) => value === '198.51.100.77');
    if (flag === undefined) throw new Error('no flag');
    expect(firstText(flag)).toBe('First time alice came from 198.51.100.77');
    expect(historyWords(flag)).toBe('4 days of history before, seen on 4 days');
    const here = flags.filter(({ rowId }) => rowId === flag.rowId);
    expect(here.map(({ dimension }) => dimension).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'address',
      'network',
    ]);
    expect(tellingFlags(here)).toHaveLength(1);
  });
});

describe('networks', () => {
  it('are as the parser of addresses has them', async () => {
    const texts =
      '198.51.100.77 10.0.0.1 2001:db8:1:2::5 2001:DB8::1 ::1 :: fe80::1:2:3:4:5:6 ::ffff:10.1.2.3 2001:0db8:0001::9 1:2:3:4:5:6:7:8 s3.amazonaws.com deadbeef'.split(
        ' ',
      );
    for (const text of [...texts, 'AWS Internal', '', HOSTILE])
      expect([text, await networkBySql(text)]).toEqual([text, networkOf(text)]);
  });

  it('are so for any address', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.ipV4(), fc.ipV6()), async (text) => {
        // The parser reads no zones and short forms, nor does CloudTrail write any.
        fc.pre(parseAddress(text) !== null && !/:\d+\.\d+\.\d+\.\d+$/.test(text));
        expect(await networkBySql(text)).toBe(networkOf(text));
      }),
      { numRuns: 60 },
    );
  });
});

async function networkBySql(text: string): Promise<string | null | undefined> {
  const [row] = await session.query({
    name: 'network',
    text: `SELECT ${networkSql('s.value')} AS network FROM (SELECT ?::VARCHAR AS value) s`,
    values: [text],
    columns: { network: 'text?' },
  });
  return row?.network;
}

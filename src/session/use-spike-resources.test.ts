/** What spikes were made on, through the real engine: few things, many keys, and calls that name nothing. */
import { describe, expect, it } from 'vitest';
import { EMPTY_FILTER } from '#query/filter.ts';
import { spikeTimes } from '#query/spike-attribution.ts';
import type { SeriesIds } from '#query/spike-series.ts';
import type { LiveSession } from './data-set.ts';
import { log, openSession, record, rowsOf } from './testing/workbench.ts';
import { spikeResources } from './use-spike-resources.ts';

const START = Date.UTC(2025, 9, 10, 12);
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const isoTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');

const put = (n: number, time: number, key: string): string =>
  record(n, {
    eventTime: isoTime(time),
    eventName: 'PutObject',
    readOnly: false,
    recipientAccountId: '111122223333',
    requestParameters: { bucketName: 'exports', key },
  });

async function seriesOf(session: LiveSession): Promise<SeriesIds> {
  const [row] = await rowsOf(
    session,
    'SELECT e.action_id::int AS key, e.region_id::int AS region, e.account_id::int AS account FROM event e LIMIT 1',
    { key: 'integer', region: 'integer', account: 'integer' },
  );
  if (row === undefined) throw new Error('no event');
  return { family: 'call', key: row.key, regionId: row.region, accountId: row.account, reads: true };
}

async function counts(texts: readonly string[]) {
  const { session } = openSession({ sizes: {} });
  await session.addFiles([log('calls.json.gz', texts)]);
  const series = await seriesOf(session);
  const times = spikeTimes(START, START + 10 * MINUTE, START - DAY);
  return spikeResources(session, { filter: EMPTY_FILTER, series, times });
}

describe('what a spike was made on', () => {
  it('is counted within it and before', async () => {
    const within = Array.from({ length: 30 }, (_, n) => put(n, START + n * 1_000, 'daily.csv'));
    const before = Array.from({ length: 4 }, (_, n) =>
      put(100 + n, START - (n + 1) * 3_600_000, `old-${n % 2}.csv`),
    );
    const outside = put(200, START + DAY, 'later.csv');
    expect(await counts([...within, ...before, outside])).toEqual({
      read: null,
      rows: [
        {
          attribute: 'resource',
          value: 'exports/daily.csv',
          within: 30,
          before: 0,
          allWithin: 30,
          allBefore: 4,
        },
        {
          attribute: 'resource',
          value: 'exports/old-0.csv',
          within: 0,
          before: 2,
          allWithin: 30,
          allBefore: 4,
        },
        {
          attribute: 'resource',
          value: 'exports/old-1.csv',
          within: 0,
          before: 2,
          allWithin: 30,
          allBefore: 4,
        },
      ],
    });
  });

  it('is told from a part of many calls, by the folder of many keys, in the shares of all', async () => {
    const many = Array.from({ length: 9_000 }, (_, n) => put(n, START + n * 50, `2025/10/${n}.parquet`));
    const before = Array.from({ length: 300 }, (_, n) =>
      put(20_000 + n, START - (n + 1) * MINUTE, `2025/10/b${n}`),
    );
    const { rows, read } = await counts([...many, ...before]);
    expect(rows).toEqual([
      {
        attribute: 'resource',
        value: 'exports/2025/10/',
        within: 9_000,
        before: 300,
        allWithin: 9_000,
        allBefore: 300,
      },
    ]);
    expect(read).toBeGreaterThan(1_500);
    expect(read).toBeLessThan(2_200);
  });

  it('is nothing where the calls name nothing', async () => {
    const texts = Array.from({ length: 5 }, (_, n) =>
      record(n, {
        eventTime: isoTime(START + n),
        eventName: 'GetCallerIdentity',
        requestParameters: null,
        recipientAccountId: '111122223333',
      }),
    );
    expect(await counts(texts)).toEqual({ rows: [], read: null });
  });
});

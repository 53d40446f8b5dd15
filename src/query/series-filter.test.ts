/** The filter of a series against the series as it was counted, in the engine. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { LiveSession } from '#session/data-set.ts';
import { log, openSession, record } from '#session/testing/workbench.ts';
import { addValue, withTime } from './edit-filter.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';
import { findSpikes } from './find-spikes.ts';
import { formatFilter } from './format-filter.ts';
import { countMatches, EVERYTHING, matchingRows, unkept } from './matches.ts';
import { inSeries } from './series-filter.ts';
import type { SeriesName } from './series-name.ts';
import { isOfSeries, rangeOf, spikeRange, spikeSeries } from './spike-series.ts';
import { FAMILIES } from './spike-names.ts';
import { sql } from './sql-text.ts';
import { sampleFiles } from './testing/sample.ts';

const NOTHING = { eventSource: null, name: null, ownAccount: null, region: null, account: null };
const named = (members: Partial<SeriesName> & Pick<SeriesName, 'family'>): SeriesName => ({
  ...NOTHING,
  ...members,
});

async function countOf(session: LiveSession, filter: Filter): Promise<number | undefined> {
  const [row] = await session.query(countMatches(unkept(filter)));
  return row?.count;
}

describe('the filter of a series', () => {
  const DELETES = named({
    family: 'call',
    eventSource: 's3.amazonaws.com',
    name: 'DeleteObject',
    region: 'eu-west-1',
    account: '111122223333',
  });

  it('says no more than it has to', () => {
    expect(formatFilter(inSeries(EMPTY_FILTER, DELETES, false))).toBe(
      'eventSource:s3.amazonaws.com eventName:DeleteObject awsRegion:eu-west-1 recipientAccountId:111122223333',
    );
  });

  it('takes the place of a wider choice of its fields and leaves the others', () => {
    const names = addValue(EMPTY_FILTER, { field: 'eventName' }, 'DeleteObject', 'include');
    const chosen = addValue(names, { field: 'eventName' }, 'PutObject', 'include');
    const filter = addValue(chosen, { field: 'userAgent' }, 'aws-cli', 'exclude');
    expect(formatFilter(inSeries(filter, DELETES, false))).toBe(
      '-userAgent:aws-cli eventSource:s3.amazonaws.com eventName:DeleteObject awsRegion:eu-west-1 recipientAccountId:111122223333',
    );
  });

  it('asks for events without a value where the series is of those', () => {
    const filter = inSeries(EMPTY_FILTER, named({ family: 'error', name: 'AccessDenied' }), false);
    expect(formatFilter(filter)).toContain('-recipientAccountId:*');
    expect(formatFilter(filter)).toContain('-awsRegion:*');
  });
});

const WAYS = [
  { eventName: 'PutThing', readOnly: false },
  { eventName: 'ListThings', readOnly: true, managementEvent: true },
  { eventName: 'DescribeThings' },
  { eventName: 'GetThing', readOnly: true, managementEvent: false, eventCategory: 'Data' },
  { eventName: 'GetThing', readOnly: true, eventCategory: 'Management' },
  { eventName: 'DeleteThing', errorCode: 'AccessDenied', awsRegion: undefined },
  { eventName: 'DeleteThing', errorCode: 'NoSuchThing', recipientAccountId: undefined },
  { eventName: undefined, eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight' },
  { eventName: '*" OR <b>\u202E', readOnly: false, sourceIPAddress: '2001:db8::1' },
];

describe.each([false, true])('with reads: %s', (reads) => {
  let session: LiveSession;
  beforeAll(async () => {
    ({ session } = openSession({ sizes: {} }));
    const texts = Array.from({ length: 40 * WAYS.length }, (_, n) =>
      record(n, {
        eventTime: new Date(Date.UTC(2025, 9, 1, 0, n)).toISOString().replace('.000', ''),
        recipientAccountId: '111122223333',
        ...WAYS[n % WAYS.length],
      }),
    );
    await session.addFiles([log('ways.json.gz', texts)]);
  });

  it.each(FAMILIES)('%s: leaves the events that were counted, and no other', async (family) => {
    const [first] = await session.query(spikeRange(EVERYTHING));
    const range = first === undefined ? null : rangeOf(first);
    if (range === null) throw new Error('There are events.');
    const series = await session.query(spikeSeries(EVERYTHING, family, { range, reads }));
    expect(series.length).toBeGreaterThan(0);
    for (const row of series) {
      const filter = inSeries(EMPTY_FILTER, { family, ...row }, reads);
      const { key, regionId, accountId } = row;
      const own = isOfSeries({ family, key, regionId, accountId, reads });
      const { text, values } =
        sql`SELECT count(*)::int AS count FROM ${matchingRows(unkept(filter))} m WHERE ${own}`;
      const [both] = await session.query({ name: 'both', text, values, columns: { count: 'integer' } });
      expect([await countOf(session, filter), both?.count]).toEqual([row.calls, row.calls]);
    }
  });
});

describe('the sample', () => {
  it('each spike leads to as many events as it was counted from', async () => {
    const { session } = openSession({ sizes: {} });
    await session.addFiles(await sampleFiles());
    const { spikes } = await findSpikes(
      (query) => session.query(query),
      { matches: EVERYTHING, all: EVERYTHING },
      {
        sensitivity: 'fine',
        reads: false,
      },
    );
    expect(spikes.length).toBeGreaterThan(6);
    for (const { series, start, end, observed } of spikes) {
      const filter = withTime(inSeries(EMPTY_FILTER, series, false), start, end);
      expect([series, await countOf(session, filter)]).toEqual([series, observed]);
    }
  }, 120_000);
});

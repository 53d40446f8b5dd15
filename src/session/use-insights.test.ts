/** Insights events out of whole files through the real engine; those of the public sample logs where they are here. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { rateChange } from '#cloudtrail/insights.ts';
import { INSIGHT_START, lakeInsight, trailInsight } from '#cloudtrail/testing/insight-records.ts';
import { hasRealData } from '#cloudtrail/testing/real-data.ts';
import type { Filter } from '#query/filter.ts';
import { insightsWithin } from '#query/insights.ts';
import { parseSearch } from '#query/search-syntax.ts';
import { log, openSession, record, source } from './testing/workbench.ts';
import { type InsightReport, readInsights } from './use-insights.ts';

const ALWAYS: Pick<Filter, 'from' | 'to'> = { from: null, to: null };
const DAY = 86_400_000;

const written = (records: readonly unknown[]): string[] => records.map((one) => JSON.stringify(one));

async function readFrom(...files: Parameters<typeof source>[]): Promise<InsightReport> {
  const { session } = openSession();
  await session.addFiles(files.map(([path, content]) => source(path, content)));
  return readInsights(session, ALWAYS);
}

describe('Insights events of the loaded files', () => {
  const { session } = openSession();
  let report: InsightReport;
  beforeAll(async () => {
    await session.addFiles([
      log('calls.json.gz', [
        record(1),
        record(2, { additionalEventData: { note: '"insightDetails"' } }),
        ...written([
          trailInsight({ state: 'Start', shared: 'one' }),
          trailInsight({ state: 'Start', shared: 'denied', errorCode: 'AccessDenied', minute: 3 }),
          lakeInsight({ state: 'Start', shared: 'old-one', eventName: 'PutObject', minute: -5_000 }, true),
          {
            eventVersion: '1.09',
            eventType: 'AwsCloudTrailInsight',
            insightDetails: 5,
            eventTime: '2025-10-10T21:16:00Z',
          },
        ]),
      ]),
      log('more.json.gz', written([trailInsight({ state: 'End', shared: 'one' })])),
    ]);
    report = await readInsights(session, ALWAYS);
  }, 60_000);

  const idsFor = (search: string, time = ALWAYS): string[] =>
    insightsWithin(report.insights, { ...parseSearch(search).filter, ...time }).map(({ id }) => id);

  it('are found, paired over files, and have the addresses of their records', () => {
    expect(report).toMatchObject({ all: 3, isCut: false, unread: 1 });
    expect(report.insights.map(({ id }) => id)).toEqual(['denied', 'one', 'old-one']);
    const [, one] = report.insights;
    expect(one).toMatchObject({
      eventName: 'DeleteObject',
      start: INSIGHT_START,
      end: INSIGHT_START + 540_000,
    });
    expect(one?.events.start).toEqual({
      eventId: trailInsight({ state: 'Start', shared: 'one' })['eventID'],
    });
    expect(one?.events.end).toEqual({ eventId: trailInsight({ state: 'End', shared: 'one' })['eventID'] });
  });

  it('are asked for their own API, error, region and account, and nothing else', () => {
    const all = ['denied', 'one', 'old-one'];
    expect(idsFor('')).toEqual(all);
    expect(idsFor('event:DeleteObject')).toEqual(['denied', 'one']);
    expect(idsFor('service:s3.amazonaws.com event:Put*')).toEqual(['old-one']);
    expect(idsFor('NOT event:DeleteObject')).toEqual(['old-one']);
    expect(idsFor('region:us-east-1')).toEqual([]);
    expect(idsFor('account:111122223333 AND (event:PutObject OR event:Nothing)')).toEqual(['old-one']);
    // Who it was it cannot tell, nor whether the calls of a rate failed.
    expect(idsFor('user:alice')).toEqual(all);
    expect(idsFor('NOT user:alice')).toEqual(all);
    expect(idsFor('user:alice event:PutObject')).toEqual(['old-one']);
    expect(idsFor('(user:alice OR event:PutObject)')).toEqual(all);
    expect(idsFor('error:AccessDenied')).toEqual(all);
    expect(idsFor('error:Throttling')).toEqual(['one', 'old-one']);
    expect(idsFor('export-runner-2 event:DeleteObject')).toEqual(['denied', 'one']);
    expect(idsFor('nowhere-in-them')).toEqual([]);
    expect(idsFor('', { from: INSIGHT_START - DAY, to: INSIGHT_START + 1 })).toEqual(['one']);
    expect(idsFor('', { from: INSIGHT_START + DAY, to: null })).toEqual([]);
  });

  it('are read from rows of an event data store', async () => {
    const lake = lakeInsight({ state: 'Start', shared: 'lake' });
    const names =
      'eventTime eventID awsRegion recipientAccountId sharedEventID insightState insightEventSource insightEventName insightType'.split(
        ' ',
      );
    const cells = names.map((name) => String(lake[name]));
    const json = JSON.stringify(lake['insightContext']).replaceAll('"', '""');
    const struct =
      '{baselineaverage=9.82222E-5, insightaverage=0.6, baselineduration=10080, insightduration=null, attributions=[{attribute=a, insightAverage=9}]}';
    const head = [...names, 'insightContext'].join(',').toLowerCase();
    for (const [context, told] of [
      [
        json,
        { insightPerMinute: 12.4, insightDuration: 9, attributions: [{ attribute: 'userIdentityArn' }] },
      ],
      [
        struct,
        { baselinePerMinute: 9.82222e-5, insightPerMinute: 0.6, insightDuration: null, attributions: [] },
      ],
    ] as const) {
      const { insights, unread } = await readFrom(['lake.csv', `${head}\n${cells.join(',')},"${context}"\n`]);
      expect(unread).toBe(0);
      expect(insights).toMatchObject([
        { id: 'lake', eventName: 'DeleteObject', start: INSIGHT_START, ...told },
      ]);
    }
    const row = [
      ...names.map((name, at) => [name.toLowerCase(), cells[at]]),
      ['insightcontext', JSON.stringify(lake['insightContext'])],
    ];
    const rows = JSON.stringify({
      QueryStatus: 'FINISHED',
      QueryResultRows: [row.map(([name, cell]) => ({ [String(name)]: cell }))],
    });
    const { insights } = await readFrom(['rows.json', rows]);
    expect(insights).toMatchObject([{ id: 'lake', insightPerMinute: 12.4, region: 'eu-west-1' }]);
  });

  it('are not those that AWS has made series of: such a file is set aside', async () => {
    const { session: other } = openSession();
    const series = {
      EventSource: 's3.amazonaws.com',
      EventName: 'DeleteObject',
      InsightType: 'ApiCallRateInsight',
      Timestamps: ['2025-10-10T21:16:00Z'],
      Values: [12.4],
    };
    await other.addFiles([source('series.json', JSON.stringify(series))]);
    expect(other.getState().files).toMatchObject([{ kind: 'insight-series', status: 'set-aside', found: 0 }]);
    expect((await readInsights(other, ALWAYS)).all).toBe(0);
  });

  it('read those of the time asked for where there are too many', async () => {
    const crowded = openSession().session;
    const many = Array.from({ length: 2_100 }, (_, n) =>
      trailInsight({ state: 'Start', shared: `s${n}`, minute: n * 60, eventName: `Name${n}` }),
    ).map((one, n) => ({ ...one, eventID: `dddddddd-0000-4000-8000-${String(n).padStart(12, '0')}` }));
    await crowded.addFiles([log('many.json.gz', written(many))]);
    const newest = await readInsights(crowded, ALWAYS);
    expect(newest).toMatchObject({ all: 2_000, isCut: true });
    expect(newest.insights.map(({ id }) => id)).not.toContain('s3');
    const early = await readInsights(crowded, { from: INSIGHT_START, to: INSIGHT_START + 5 * 3_600_000 });
    expect(early.insights.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['s0', 's1', 's2', 's3', 's4']),
    );
  });
});

describe.skipIf(!hasRealData)('Insights events of the public sample logs', () => {
  const real = (path: string): Parameters<typeof source> => [
    path,
    readFileSync(fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url))),
  ];

  it('of streamalert: a start whose end is not in the files', async () => {
    const { insights, unread } = await readFrom(real('streamalert/cloudtrail/cloudtrail_insights__00.json'));
    expect(unread).toBe(0);
    expect(insights).toHaveLength(1);
    const [insight] = insights;
    expect(insight).toMatchObject({
      eventSource: 'autoscaling.amazonaws.com',
      eventName: 'CompleteLifecycleAction',
      region: 'eu-central-1',
      start: Date.UTC(2022, 3, 12, 16, 10),
      end: null,
      baselinePerMinute: 8.82145e-5,
      insightPerMinute: 0.6,
      insightDuration: 5,
      baselineDuration: 11_336,
    });
    expect(insight?.attributions.map(({ attribute, insight: top }) => [attribute, top.length])).toEqual([
      ['userIdentityArn', 3],
      ['userAgent', 1],
      ['errorCode', 1],
    ]);
    expect(insight === undefined ? null : rateChange(insight)).toBeCloseTo(680_160, -1);
  });

  it('of the user guide: a whole pair out of lookup-events, and a start', async () => {
    const folder = 'awsdocs-cloudtrail-user-guide';
    const { insights } = await readFrom(
      real(`${folder}/view-insights-events-cli__02.json`),
      real(`${folder}/cloudtrail-event-reference__01.json`),
    );
    expect(insights.map(({ start, end }) => [start, end])).toEqual([
      [Date.UTC(2020, 6, 21, 20, 56), null],
      [Date.UTC(2019, 9, 15, 21, 13), Date.UTC(2019, 9, 15, 21, 14)],
    ]);
  });
});

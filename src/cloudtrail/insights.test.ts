import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insightHalf, pairInsights, rateChange } from './insights.ts';
import type { Insight, InsightHalf } from './insights.ts';
import { INSIGHT_START, lakeInsight, trailInsight } from './testing/insight-records.ts';
import { member, textOf } from '#lib/json.ts';

const MINUTE = 60_000;

function halfOf(record: unknown, place = 'here'): InsightHalf<string> | null {
  const text = (name: string): string | null => textOf(member(record, name));
  return insightHalf(record, {
    sharedEventId: text('sharedEventID'),
    eventId: text('eventID'),
    time: Date.parse(text('eventTime') ?? '') || null,
    region: text('awsRegion'),
    account: text('recipientAccountId'),
    place,
  });
}

function pairOf(...records: readonly unknown[]): Insight<string>[] {
  return pairInsights(records.flatMap((record, at) => halfOf(record, `record ${at}`) ?? []));
}

describe('an Insights event', () => {
  it('is put together from the two records of a trail', () => {
    const [insight, ...others] = pairOf(
      trailInsight({ state: 'End', insight: 12.4 }),
      trailInsight({ state: 'Start', insight: 30 }),
    );
    expect(others).toEqual([]);
    expect(insight).toEqual({
      id: 'shared-1',
      sharedEventId: 'shared-1',
      type: 'ApiCallRateInsight',
      eventSource: 's3.amazonaws.com',
      eventName: 'DeleteObject',
      errorCode: null,
      region: 'eu-west-1',
      account: '111122223333',
      start: INSIGHT_START,
      end: INSIGHT_START + 9 * MINUTE,
      span: { from: INSIGHT_START, to: INSIGHT_START + 9 * MINUTE },
      baselinePerMinute: 0.02,
      insightPerMinute: 12.4,
      startPerMinute: 30,
      insightDuration: 9,
      baselineDuration: 10_181,
      attributions: [
        {
          attribute: 'userIdentityArn',
          insight: [
            { value: 'arn:aws:sts::111122223333:assumed-role/export-runner', average: expect.closeTo(9.3) },
            { value: 'arn:aws:sts::111122223333:assumed-role/export-runner-2', average: 3.1 },
          ],
          baseline: [{ value: 'arn:aws:sts::111122223333:assumed-role/export-runner-2', average: 0.02 }],
        },
        {
          attribute: 'errorCode',
          insight: [{ value: null, average: 12.4 }],
          baseline: [{ value: null, average: 0.02 }],
        },
      ],
      events: { start: 'record 1', end: 'record 0' },
    });
  });

  it('is read from an event data store, as it writes now and as it did', () => {
    const [now] = pairOf(lakeInsight({ state: 'Start' }), lakeInsight({ state: 'End' }));
    expect(now).toMatchObject({
      eventName: 'DeleteObject',
      baselinePerMinute: 0.02,
      insightPerMinute: 12.4,
      baselineDuration: 10_080,
      end: INSIGHT_START + 9 * MINUTE,
      attributions: [{ attribute: 'userIdentityArn', insight: [{ average: 12.4 }], baseline: [] }],
    });
    const [old] = pairOf(lakeInsight({ state: 'Start', errorCode: 'AccessDenied' }, true));
    expect(old?.errorCode).toBe('AccessDenied');
    expect(old?.type).toBe('ApiErrorRateInsight');
    expect(old?.attributions).toEqual([
      {
        attribute: 'userIdentityArn',
        insight: [
          { value: 'arn:aws:sts::111122223333:assumed-role/export-runner', average: 12.4 },
          { value: 'arn:aws:sts::111122223333:assumed-role/export-runner-2', average: 0.1 },
        ],
        baseline: [{ value: 'b', average: 0.01 }],
      },
    ]);
  });

  it('reads averages with exponents, numbers as text and details as text', () => {
    const record = trailInsight({ state: 'Start' });
    const details = { ...Object(member(record, 'insightDetails')) };
    details.insightContext = JSON.stringify({
      statistics: { baseline: { average: '9.82222E-5' }, insight: { average: 6e-1 }, insightDuration: '5' },
    });
    const half = halfOf({ ...record, insightDetails: JSON.stringify(details) });
    expect(half).toMatchObject({ baselinePerMinute: 9.82222e-5, insightPerMinute: 0.6, insightDuration: 5 });
    expect(half?.baselineDuration).toBeNull();
  });

  it('stands with one half, for as long as that half says', () => {
    const [begun] = pairOf(trailInsight({ state: 'Start' }));
    expect(begun).toMatchObject({
      start: INSIGHT_START,
      end: null,
      events: { start: 'record 0', end: null },
    });
    expect(begun?.span).toEqual({ from: INSIGHT_START, to: INSIGHT_START + 9 * MINUTE });
    const [ended] = pairOf(trailInsight({ state: 'End', minute: 20 }));
    expect(ended).toMatchObject({ start: null, end: INSIGHT_START + 20 * MINUTE, startPerMinute: null });
    expect(ended?.span).toEqual({ from: INSIGHT_START + 11 * MINUTE, to: INSIGHT_START + 20 * MINUTE });
  });

  it('is of one API: a shared id alone joins nothing', () => {
    const insights = pairOf(
      trailInsight({ state: 'Start' }),
      trailInsight({ state: 'End', eventName: 'PutObject' }),
      trailInsight({ state: 'Start', shared: 'shared-2', minute: 60 }),
    );
    expect(
      insights.map(({ id, eventName, start, end }) => [id, eventName, start !== null, end !== null]),
    ).toEqual([
      ['shared-2', 'DeleteObject', true, false],
      // Both are reckoned to begin in the same minute.
      ['shared-1 (2)', 'DeleteObject', true, false],
      ['shared-1', 'PutObject', false, true],
    ]);
    expect(new Set(insights.map(({ id }) => id)).size).toBe(3);
  });

  it('has an id of its own that a link can hold', () => {
    const long = `\ud800${'x'.repeat(50_000)}`;
    const record = trailInsight({ state: 'Start' });
    const ids = pairOf(
      ...[long, `${long}y`, 'a', 'a (2)', 'A', ''].map((shared) => ({ ...record, sharedEventID: shared })),
      ...Array.from({ length: 300 }, (_, n) => ({ ...trailInsight({ state: 'Start', eventName: `N${n}` }) })),
    ).map(({ id }) => id);
    expect(ids).toHaveLength(305);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.length > 0 && id.length < 140 && !/\p{Cs}/u.test(id))).toBe(true);
  });

  it('is none without details', () => {
    expect(halfOf({ eventType: 'AwsCloudTrailInsight' })).toBeNull();
    expect(halfOf(null)).toBeNull();
    expect(halfOf({ insightDetails: 'no JSON' })).toBeNull();
  });
});

describe('hostile details', () => {
  it('lose what has a wrong type, and nothing else', () => {
    const half = halfOf({
      insightDetails: {
        state: ['Start'],
        eventSource: { toString: 'x' },
        eventName: '<b>\u202eDelete',
        insightContext: {
          statistics: {
            baseline: { average: -1 },
            insight: { average: '1e999' },
            insightDuration: 1e300,
            baselineDuration: null,
          },
          attributions: [
            null,
            { attribute: 7, insight: { value: 'no list' } },
            {
              attribute: '__proto__',
              insight: [{ value: 'a', average: NaN }, { value: 'b', average: 2 }, 5],
            },
          ],
        },
      },
    });
    expect(half).toMatchObject({
      state: null,
      eventSource: null,
      eventName: '<b>\u202eDelete',
      baselinePerMinute: null,
      insightPerMinute: null,
      insightDuration: null,
      attributions: [
        { attribute: '7', insight: [], baseline: [] },
        { attribute: '__proto__', insight: [{ value: 'b', average: 2 }], baseline: [] },
      ],
    });
  });

  it('are bounded: five values of an attribute, however many are written', () => {
    const many = Array.from({ length: 50_000 }, (_, n) => ({ value: `v${n}`, average: n }));
    const half = halfOf({
      insightDetails: {
        insightContext: {
          attributions: Array.from({ length: 5_000 }, (_, n) => ({ attribute: `a${n}`, insight: many })),
        },
      },
    });
    expect(half?.attributions).toHaveLength(12);
    expect(half?.attributions[0]?.insight).toHaveLength(5);
  });

  it('of any shape are read without an end', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), fc.anything(), (details, context) => {
        const records = details.flatMap((one) => [
          { insightDetails: one },
          { insightDetails: { insightContext: one } },
          { insightState: 'End', insightContext: { attributions: [one, context] } },
        ]);
        const insights = pairOf(...records);
        expect(insights.length).toBeLessThanOrEqual(records.length);
        for (const { span } of insights) expect(span === null || span.from <= span.to).toBe(true);
      }),
    );
  });
});

describe('the change of rate', () => {
  it('is the ratio as AWS shows it', () => {
    expect(rateChange({ baselinePerMinute: 1, insightPerMinute: 3 })).toBe(300);
    expect(rateChange({ baselinePerMinute: 2, insightPerMinute: 0 })).toBe(0);
    expect(rateChange({ baselinePerMinute: 0, insightPerMinute: 3 })).toBeNull();
    expect(rateChange({ baselinePerMinute: 1e-320, insightPerMinute: 1e300 })).toBeNull();
    expect(rateChange({ baselinePerMinute: null, insightPerMinute: 3 })).toBeNull();
  });
});

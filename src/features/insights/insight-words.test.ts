import { describe, expect, it } from 'vitest';
import type { Insight } from '#cloudtrail/insights.ts';
import { utcText } from '#ui/number-text.ts';
import { attributedList } from './attributed.ts';
import { fieldOfValue } from './attributed-field.ts';
import { changeText, kindWords, missingText, moreText, whenText } from './insight-words.ts';

const START = Date.UTC(2025, 9, 10, 21, 16);

function pairOf(startPerMinute: number): Insight {
  return {
    id: 'a',
    sharedEventId: 'a',
    type: 'ApiCallRateInsight',
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteObject',
    errorCode: null,
    region: null,
    account: null,
    start: START,
    end: null,
    span: null,
    baselinePerMinute: 0.02,
    insightPerMinute: 12.4,
    startPerMinute,
    insightDuration: null,
    baselineDuration: null,
    attributions: [],
    events: { start: 1, end: null },
  };
}

describe('the words of an Insights event', () => {
  it('keep the figures of AWS', () => {
    const change = (before: number | null, during: number | null): string =>
      changeText({ baselinePerMinute: before, insightPerMinute: during });
    expect([
      change(1, 3),
      change(0.02, 12.4),
      change(4, 0),
      change(0, 3),
      change(1e-9, 1e9),
      change(null, 1),
    ]).toEqual(['300 %', '62,000 %', '0 %', 'from none', '>1,000,000,000 %', '']);
  });

  it('say what the figures do not', () => {
    const insight = pairOf(30);
    expect(moreText(insight)).toBe('rate change 62,000 % ↑, when it began 30 a minute');
    expect(moreText({ ...insight, startPerMinute: 12.4 })).toBe('rate change 62,000 % ↑');
    expect(moreText({ ...insight, baselinePerMinute: null, startPerMinute: null })).toBeNull();
  });

  it('say what is missing', () => {
    expect(missingText({ events: { start: 1, end: null } })).toBe('Only its start is in the files.');
    expect(missingText({ events: { start: null, end: 1 } })).toBe('Only its end is in the files.');
    expect(missingText({ events: { start: 1, end: 2 } })).toBeNull();
    expect(whenText({ start: START, end: START + 540_000 }, utcText)).toBe('2025-10-10 21:16 – 21:25');
    expect(whenText({ start: START, end: null }, utcText)).toBe('from 2025-10-10 21:16');
    expect(whenText({ start: null, end: START }, utcText)).toBe('until 2025-10-10 21:16');
    expect(whenText({ start: null, end: null }, utcText)).toBe('at no known time');
    expect(kindWords({ type: 'ApiErrorRateInsight', errorCode: 'AccessDenied' })).toBe(
      'error rate of AccessDenied',
    );
    expect(kindWords({ type: 'toString', errorCode: null })).toBe('toString');
    expect(kindWords({ type: null, errorCode: null })).toBe('of no known kind');
  });
});

describe('an attribution', () => {
  const rates = { insightPerMinute: 10, baselinePerMinute: 2 };
  it('stands against the baseline value by value, with the rest', () => {
    const list = attributedList(
      {
        attribute: 'userAgent',
        insight: [
          { value: 'a', average: 6 },
          { value: 'b', average: 1 },
        ],
        baseline: [
          { value: 'b', average: 1.5 },
          { value: 'c', average: 0.499 },
        ],
      },
      rates,
    );
    expect(list).toEqual({
      values: [
        { value: 'a', during: 6, before: null },
        { value: 'b', during: 1, before: 1.5 },
        { value: 'c', during: null, before: 0.499 },
      ],
      other: { during: 3, before: 0 },
    });
  });

  it('has no rest where nothing is listed', () => {
    expect(attributedList({ attribute: 'x', insight: [], baseline: [] }, rates).other).toEqual({
      during: null,
      before: null,
    });
  });

  it('leads to the field of events', () => {
    expect(fieldOfValue('userIdentityArn', 'arn:aws:sts::111122223333:assumed-role/Deploy')).toEqual({
      field: 'roleName',
      value: 'Deploy',
    });
    expect(fieldOfValue('userIdentityArn', 'arn:aws:iam::111122223333:user/a')).toMatchObject({
      field: 'userIdentityArn',
    });
    expect(fieldOfValue('resourceArn', 'arn:aws:s3:::b')).toMatchObject({ field: 'resource' });
    expect(fieldOfValue('toString', 'x')).toBeNull();
  });
});

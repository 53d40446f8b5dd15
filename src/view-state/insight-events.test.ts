import { describe, expect, it } from 'vitest';
import type { Insight } from '#cloudtrail/insights.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { formatFilter } from '#query/format-filter.ts';
import { callsOfInsight, halvesOfInsight, recordsOfInsight } from './insight-events.ts';
import { DEFAULT_VIEW, isValidView } from './view-state.ts';

const START = Date.UTC(2025, 9, 10, 21, 16);

const insight: Insight<EventAddress> = {
  id: 'one (2)',
  sharedEventId: 'one',
  type: 'ApiCallRateInsight',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  errorCode: null,
  region: 'eu-west-1',
  account: '111122223333',
  start: START,
  end: START + 540_000,
  span: { from: START, to: START + 540_000 },
  baselinePerMinute: 0.02,
  insightPerMinute: 12.4,
  startPerMinute: 30,
  insightDuration: 9,
  baselineDuration: 10_181,
  attributions: [],
  events: { start: { eventId: 'a' }, end: { eventId: 'b' } },
};

const textOf = ({ filter }: ReturnType<typeof callsOfInsight>): string =>
  filter === undefined ? '' : formatFilter(filter);

describe('from an Insights event', () => {
  it('one goes to the calls of its API, a minute around it', () => {
    const change = callsOfInsight(insight);
    expect(textOf(change)).toBe(
      'eventSource:s3.amazonaws.com eventName:GetObject awsRegion:eu-west-1 recipientAccountId:111122223333',
    );
    expect([change.filter?.from, change.filter?.to]).toEqual([START - 60_000, START + 600_000]);
    expect(callsOfInsight({ ...insight, span: null }).filter).toMatchObject({ from: null, to: null });
  });

  it('one goes to its records', () => {
    expect(textOf(recordsOfInsight(insight))).toBe('sharedEventID:one');
    expect(recordsOfInsight(insight).event).toEqual({ eventId: 'a' });
    const alone = { ...insight, sharedEventId: null, events: { start: null, end: { eventId: 'b' } } };
    expect(recordsOfInsight(alone)).toMatchObject({ event: { eventId: 'b' }, filter: { clauses: [] } });
    expect(halvesOfInsight(insight)).toEqual({
      screen: 'compare',
      compare: [{ eventId: 'a' }, { eventId: 'b' }],
    });
    expect(halvesOfInsight(alone)).toBeNull();
  });

  it('every way is a view that a link can hold', () => {
    for (const change of [callsOfInsight(insight), recordsOfInsight(insight), halvesOfInsight(insight)])
      expect(isValidView({ ...DEFAULT_VIEW, ...change })).toBe(true);
  });
});

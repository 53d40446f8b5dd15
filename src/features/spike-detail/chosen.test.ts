import { describe, expect, it } from 'vitest';
import type { Spike, SpikeReport } from '#query/find-spikes.ts';
import type { Family } from '#query/spike-names.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { chosenOf } from './chosen.ts';

const MINUTE = 60_000;
const RANGE = { from: 0, to: 5_000 * MINUTE };
const VIEW = { spike: null, expected: [], families: null, insight: null };

function spike(name: string, start: number, family: Family = 'call'): Spike {
  const eventSource = family === 'call' ? 's3.amazonaws.com' : null;
  return {
    series: { family, eventSource, name, ownAccount: null, region: 'eu-west-1', account: '1' },
    ids: { family, key: 1, regionId: 1, accountId: 1, reads: false },
    direction: 'up',
    start,
    end: start + 10 * MINUTE,
    peak: { at: start + MINUTE, count: 9 },
    observed: 30,
    expected: 1,
    ratio: 30,
    logP: -50,
    surprise: 'not by chance',
    scale: 5,
    days: 7,
    course: { from: start, step: MINUTE, counts: [] },
    together: null,
  };
}

function insight(id: string, members: Partial<FoundInsight> = {}): FoundInsight {
  return {
    id,
    sharedEventId: id,
    type: 'ApiCallRateInsight',
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteObject',
    errorCode: null,
    region: 'eu-west-1',
    account: '1',
    start: 50 * MINUTE,
    end: 60 * MINUTE,
    span: { from: 50 * MINUTE, to: 60 * MINUTE },
    baselinePerMinute: 0.1,
    insightPerMinute: 4,
    startPerMinute: 4,
    insightDuration: 10,
    baselineDuration: 10_080,
    attributions: [],
    events: { start: null, end: null },
    ...members,
  };
}

function report(spikes: readonly Spike[]): SpikeReport {
  return {
    range: RANGE,
    hours: 80,
    unbroken: 80,
    outside: 0,
    series: 9,
    left: 0,
    tests: 99,
    spikes,
    more: 0,
    others: 0,
  };
}

const [late, early] = [spike('DeleteObject', 600 * MINUTE), spike('DeleteObject', 30 * MINUTE)];
const denied = spike('AccessDenied', 40 * MINUTE, 'error');
const REPORT = report([denied, late, early]);

describe('what is open', () => {
  it('is the first spike, with the others of its series in order of time', () => {
    expect(chosenOf(REPORT, [], VIEW)).toMatchObject({ spike: denied, spikes: [denied], insight: null });
    const marked = chosenOf(REPORT, [], { ...VIEW, spike: { series: late.series, at: late.peak.at } });
    expect(marked).toMatchObject({
      spike: late,
      spikes: [early, late],
      around: { from: late.start, to: late.end },
    });
  });

  it('is a series all the same where nothing of it is beyond the line', () => {
    const quiet = { ...late.series, name: 'GetObject' };
    const at = 7 * MINUTE;
    expect(chosenOf(REPORT, [], { ...VIEW, spike: { series: quiet, at } })).toEqual({
      series: quiet,
      spike: null,
      insight: null,
      around: { from: at, to: at },
      spikes: [],
      insights: [],
    });
    expect(chosenOf(report([]), [], VIEW)).toBeNull();
  });

  it('is AWS’s Insights event on the calls of its API, and what is not there gives way', () => {
    const own = insight('a', { type: 'ApiErrorRateInsight', errorCode: 'AccessDenied' });
    expect(chosenOf(REPORT, [own], { ...VIEW, insight: 'a' })).toMatchObject({
      series: late.series,
      spike: null,
      insight: own,
      around: own.span,
      spikes: [early, late],
    });
    expect(chosenOf(REPORT, [own], { ...VIEW, insight: 'b' })).toMatchObject({
      insight: null,
      spike: denied,
    });
  });

  it('has the Insights events on its series, of an error on that error too, and none without a time', () => {
    const all = [
      insight('calls'),
      insight('errors', { errorCode: 'AccessDenied' }),
      insight('elsewhere', { region: 'us-east-1' }),
      insight('other', { eventName: 'GetObject' }),
      insight('timeless', { span: null }),
    ];
    const idsOn = (of: Spike) =>
      chosenOf(REPORT, all, { ...VIEW, spike: { series: of.series, at: of.peak.at } })?.insights.map(
        ({ id }) => id,
      );
    expect(idsOn(late)).toEqual(['calls', 'errors']);
    expect(idsOn(denied)).toEqual(['errors']);
  });
});

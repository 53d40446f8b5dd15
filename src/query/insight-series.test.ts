import { describe, expect, it } from 'vitest';
import { insightHalf, pairInsights } from '#cloudtrail/insights.ts';
import type { Insight } from '#cloudtrail/insights.ts';
import { INSIGHT_START, trailInsight } from '#cloudtrail/testing/insight-records.ts';
import { directionOf, seenByAws, seriesOfInsight } from './insight-series.ts';

const MINUTE = 60_000;

function insightOf(members: Partial<Parameters<typeof trailInsight>[0]> = {}): Insight {
  const records = [trailInsight({ state: 'Start', ...members }), trailInsight({ state: 'End', ...members })];
  const halves = records.flatMap(
    (record, at) =>
      insightHalf(record, {
        sharedEventId: 'one',
        eventId: null,
        time: INSIGHT_START + at * 9 * MINUTE,
        region: 'eu-west-1',
        account: '111122223333',
        place: at,
      }) ?? [],
  );
  const [insight] = pairInsights(halves);
  if (insight === undefined) throw new Error('no Insights event');
  return insight;
}

const insight = insightOf();
const series = seriesOfInsight(insight);
const spike = { series, direction: 'up' as const, start: INSIGHT_START, end: INSIGHT_START + 9 * MINUTE };

describe('what AWS saw too', () => {
  it('is of the same API, region, account and time', () => {
    expect(series).toMatchObject({ family: 'call', eventSource: 's3.amazonaws.com', name: 'DeleteObject' });
    expect(seenByAws(spike, [insight])).toEqual([insight]);
    const late = { ...spike, start: INSIGHT_START + 10 * MINUTE, end: INSIGHT_START + 20 * MINUTE };
    expect(seenByAws(late, [insight])).toEqual([insight]);
    expect(seenByAws({ ...late, start: late.start + 1 }, [insight])).toEqual([]);
    expect(seenByAws({ ...spike, end: INSIGHT_START - 61_000, start: 0 }, [insight])).toEqual([]);
    for (const other of [
      { region: 'us-east-1' },
      { account: null },
      { name: 'PutObject' },
      { family: 'principal' as const },
    ])
      expect(seenByAws({ ...spike, series: { ...series, ...other } }, [insight])).toEqual([]);
  });

  it('is of the same error where errors are counted', () => {
    const denied = insightOf({ errorCode: 'AccessDenied' });
    const errors = { ...series, family: 'error' as const, eventSource: null, name: 'AccessDenied' };
    expect(seenByAws({ ...spike, series: errors }, [insight, denied])).toEqual([denied]);
    expect(seenByAws(spike, [denied])).toEqual([]);
  });

  it('goes the same way', () => {
    const drop = insightOf({ baseline: 5, insight: 0 });
    expect(directionOf(drop)).toBe('down');
    expect(seenByAws(spike, [drop])).toEqual([]);
    expect(seenByAws({ ...spike, direction: 'down' }, [drop])).toEqual([drop]);
    expect(seenByAws(spike, [{ ...drop, insightPerMinute: null }])).toHaveLength(1);
  });
});

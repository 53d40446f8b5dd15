import { describe, expect, it } from 'vitest';
import type { Spike } from '#query/find-spikes.ts';
import type { SeriesName } from '#query/series-name.ts';
import { fittingCount, shadesOf, tilesOf, unusualSeries } from './tiles.ts';

const MINUTE = 60_000;

function spikeOf(name: string, start: number, direction: Spike['direction'] = 'up'): Spike {
  const series: SeriesName = {
    family: 'call',
    eventSource: 's3.amazonaws.com',
    name,
    ownAccount: null,
    region: 'eu-west-1',
    account: '1',
  };
  return {
    series,
    ids: { family: 'call', key: name.length, regionId: 1, accountId: 1, reads: false },
    direction,
    start,
    end: start + 2 * MINUTE,
    peak: { at: start + MINUTE, count: 50 },
    observed: 80,
    expected: 2,
    ratio: 40,
    logP: -100,
    surprise: 'not by chance',
    scale: 1,
    days: 7,
    course: { from: start, step: MINUTE, counts: [] },
    together: null,
  };
}

const BUCKETS = { start: 0, step: 10 * MINUTE, count: 6 };

describe('tiles', () => {
  const spikes = [spikeOf('a', 40 * MINUTE), spikeOf('bb', 0), spikeOf('a', 5 * MINUTE)];

  it('are one for each series, the most unusual first, with all of its spikes by time', () => {
    const list = unusualSeries(spikes);
    expect(list.map(({ series }) => series.name)).toEqual(['a', 'bb']);
    const [a, bb] = tilesOf(list, [{ series: 0, calls: 13, course: '1:4 2:4 4:5' }], BUCKETS, spikes);
    expect(a?.spikes.map(({ start }) => start)).toEqual([5 * MINUTE, 40 * MINUTE]);
    expect(a).toMatchObject({ calls: 13, highest: { at: 40 * MINUTE, count: 5 } });
    expect(bb).toMatchObject({ calls: 0, highest: { at: 0, count: 0 } });
  });

  it('have a point for each step, and end with their last bucket', () => {
    const [tile] = tilesOf(
      unusualSeries(spikes),
      [{ series: 0, calls: 13, course: '1:4 2:4 4:5' }],
      BUCKETS,
      [],
    );
    expect(tile?.points).toEqual([
      { at: 0, count: 0 },
      { at: 10 * MINUTE, count: 4 },
      { at: 30 * MINUTE, count: 0 },
      { at: 40 * MINUTE, count: 5 },
      { at: 50 * MINUTE, count: 0 },
      { at: 60 * MINUTE, count: 0 },
    ]);
  });

  it('shade spikes in view, wide enough to be seen, and tell those that were expected', () => {
    const shown = { from: 0, to: 30 * MINUTE };
    const [late, first] = [spikeOf('a', 40 * MINUTE), spikeOf('a', 5 * MINUTE)];
    const down = spikeOf('a', 0, 'down');
    const marks = [{ series: first.series, at: first.peak.at }];
    const shades = (least: number) =>
      shadesOf(
        { spikes: [down, first, late] },
        marks,
        shown,
        { start: 0, step: 4 * MINUTE, count: 9 },
        least,
      );
    expect(shades(MINUTE)).toEqual([
      { span: { from: 0, to: 4 * MINUTE }, kind: 'down' },
      { span: { from: 4 * MINUTE, to: 8 * MINUTE }, kind: 'expected' },
    ]);
    expect(shades(6 * MINUTE).map(({ span }) => span)).toEqual([
      { from: 0, to: 5 * MINUTE },
      { from: 3 * MINUTE, to: 9 * MINUTE },
    ]);
  });

  it('fit the page: a little more than is in view', () => {
    expect([3, 12, 13, 100].map((inView) => fittingCount([12, 24, 48], inView))).toEqual([12, 12, 24, 48]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf } from '#lib/zoom.ts';
import { UTC } from '#lib/zone-time.ts';
import { MOST_BUCKETS } from '#query/spike-chart.ts';
import { BUCKETS } from '#view-state/spike-view.ts';
import { bucketSpan, bucketText, domainOf, homeOf, offeredBuckets } from './chart-span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2025, 9, 1);

describe('the time of a chart', () => {
  it('is all there is, in whole hours, the last event included', () => {
    const last = START + DAY + 2 * HOUR;
    expect(domainOf([{ from: START + 5, to: last }])).toEqual({ from: START, to: last + HOUR });
    expect(
      domainOf([
        { from: START, to: last },
        { from: START - DAY, to: START },
      ]).from,
    ).toBe(START - DAY);
  });

  it('begins with about three days around the spike, and never leaves the data', () => {
    const domain = { from: START, to: START + 14 * DAY };
    const spike = { from: START + 9 * DAY + 5 * MINUTE, to: START + 9 * DAY + 10 * MINUTE };
    const home = homeOf(spike, domain);
    expect(lengthOf(home)).toBeGreaterThanOrEqual(3 * DAY);
    expect(lengthOf(home)).toBeLessThanOrEqual(3 * DAY + 2 * HOUR);
    expect(home.from).toBeLessThan(spike.from);
    expect(home.to).toBeGreaterThan(spike.to);
    expect(homeOf({ from: START, to: START + HOUR }, domain).from).toBe(START);
    expect(homeOf(spike, { from: spike.from, to: spike.from + HOUR })).toEqual({
      from: spike.from,
      to: spike.from + HOUR,
    });
  });
});

describe('buckets', () => {
  it('of which more would be needed than can be drawn are not offered', () => {
    const shown = (days: number) => ({ from: START, to: START + days * DAY });
    expect(offeredBuckets(shown(1))).toEqual(BUCKETS);
    expect(offeredBuckets(shown(3))).toEqual([5, 15, 60, 360, 1440]);
    expect(offeredBuckets(shown(3650))).toEqual([]);
    for (const days of [0.01, 1, 30, 400, 1900])
      for (const minutes of offeredBuckets(shown(days)))
        expect((days * DAY) / (minutes * MINUTE)).toBeLessThanOrEqual(MOST_BUCKETS);
  });

  it('cover what is shown, whole, from round times of the zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        fc.integer({ min: 1, max: 30 * DAY }),
        fc.constantFrom(...BUCKETS),
        fc.constantFrom(UTC, 'Europe/Berlin', 'Asia/Kathmandu'),
        (from, length, minutes, zone) => {
          const shown = { from, to: from + length };
          const span = bucketSpan(shown, minutes, zone);
          expect(span.from).toBeLessThanOrEqual(shown.from);
          expect(span.to).toBeGreaterThanOrEqual(shown.to);
          expect(lengthOf(span) % (minutes * MINUTE)).toBe(0);
          expect(lengthOf(span)).toBeLessThan(length + 2 * minutes * MINUTE);
        },
      ),
    );
    const day = bucketSpan({ from: START, to: START + DAY }, 1440, 'Europe/Berlin');
    expect(new Date(day.from).toISOString()).toBe('2025-09-30T22:00:00.000Z');
  });

  it('have names', () => {
    expect([1, 5, 60, 1440, 10_080, 20_160].map(bucketText)).toEqual([
      'minute',
      '5 minutes',
      'hour',
      'day',
      'week',
      '2 weeks',
    ]);
  });
});

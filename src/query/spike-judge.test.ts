/** The judgement alone, over series made by hand. The labelled benchmark (`bench/spikes`) says how good it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttributionRow, explainSpike, spikeTimes } from './spike-attribution.ts';
import { cellsOfMinutes, MinuteReader, SCALES, unpackNumbers } from './spike-cells.ts';
import { chooseSpikes, judgeSeries, type CellSpike } from './spike-judge.ts';
import { coveredParts, cutCells } from './spike-parts.ts';
import { spanOf } from './spike-span.ts';
import { causeInWords, historyInWords, surpriseOf } from './spike-words.ts';

const DAY = 1_440;
const MINUTE = 60_000;

/** Counts by minute: `usual(minute of the day)` each day, and what is put in. */
function minutesOf(
  days: number,
  usual: (minute: number, day: number) => number,
  extra: Extra[] = [],
): number[] {
  const minutes = Array.from({ length: days * DAY }, (_, at) => usual(at % DAY, Math.floor(at / DAY)));
  for (const { at, length, calls } of extra)
    for (let i = 0; i < length; i++) minutes[at + i] = (minutes[at + i] ?? 0) + calls;
  return minutes;
}

interface Extra {
  readonly at: number;
  readonly length: number;
  /** A minute. */
  readonly calls: number;
}

function spikesIn(minutes: readonly number[]): readonly CellSpike[] {
  return chooseSpikes([judgeSeries(cellsOfMinutes(minutes, 0))]).bySeries[0] ?? [];
}

function spansIn(minutes: readonly number[]): { from: number; to: number; direction: string }[] {
  const counts = { minutes: [...minutes.keys()], counts: minutes };
  return spikesIn(minutes).map((spike) => {
    const { start, end } = spanOf(spike, 0, counts);
    return { from: start / MINUTE, to: end / MINUTE, direction: spike.direction };
  });
}

/** Five calls every ten minutes. */
const steady = (minute: number): number => (minute % 10 === 3 ? 5 : 0);

describe('what is a spike', () => {
  it('a burst of a minute, with its edges', () => {
    const at = 9 * DAY + 613;
    expect(spansIn(minutesOf(12, steady, [{ at, length: 1, calls: 80 }]))).toEqual([
      { from: at, to: at + 1, direction: 'up' },
    ]);
  });

  it('three times as much over six hours', () => {
    const at = 9 * DAY + 600;
    const [span, ...others] = spansIn(minutesOf(12, () => 1, [{ at, length: 360, calls: 2 }]));
    expect(others).toEqual([]);
    expect(span).toEqual({ from: at, to: at + 360, direction: 'up' });
  });

  it('silence, where there never was any', () => {
    const at = 9 * DAY + 600;
    const [span, ...others] = spansIn(minutesOf(12, () => 1, [{ at, length: 360, calls: -1 }]));
    expect(others).toEqual([]);
    expect(span?.direction).toBe('down');
    expect(Math.abs((span?.from ?? 0) - at)).toBeLessThanOrEqual(60);
  });

  it('twice, when it comes twice: the first does not hide the second', () => {
    const [first, second] = [8 * DAY + 100, 10 * DAY + 700];
    const extra = [first, second].map((at) => ({ at, length: 5, calls: 60 }));
    expect(spansIn(minutesOf(12, steady, extra)).map(({ from }) => from)).toEqual([first, second]);
  });
});

describe('what is none', () => {
  it('the rhythm of days and weeks', () => {
    const office = (minute: number, day: number): number =>
      minute >= 480 && minute < 1_080 && day % 7 < 5 ? 3 : 0;
    expect(spikesIn(minutesOf(21, office)).filter(({ firstCell }) => firstCell >= 8 * 24)).toEqual([]);
  });

  it('a job that comes every night, also when it is a little late', () => {
    const nightly = (minute: number, day: number): number => {
      const start = 175 + (day % 3) * 4;
      return minute >= start && minute < start + 12 ? 40 : 0;
    };
    expect(spikesIn(minutesOf(14, nightly)).filter(({ firstCell }) => firstCell >= 3 * 24)).toEqual([]);
  });

  it('a few calls that were never made before', () => {
    expect(spikesIn(minutesOf(12, () => 0, [{ at: 9 * DAY, length: 4, calls: 2 }]))).toEqual([]);
    expect(spikesIn(minutesOf(12, () => 0, [{ at: 9 * DAY, length: 10, calls: 10 }]))).toHaveLength(1);
  });

  it('anything at all without two days of history', () => {
    const cells = cellsOfMinutes(minutesOf(2, steady, [{ at: DAY, length: 5, calls: 500 }]), 0);
    expect(judgeSeries(cells)).toEqual({ tests: 0, candidates: [] });
    expect(historyInWords(cells.hours - 1)).toMatch(/^Not enough history/);
  });

  it('a silence with which the logs end within the hour', () => {
    const minutes = minutesOf(12, () => 1).slice(0, 11 * DAY + 1);
    const cells = cellsOfMinutes(minutes, 0);
    expect(judgeSeries(cells, cells.hours - 1).candidates).toEqual([]);
  });
});

describe('the line over all series', () => {
  const spike = minutesOf(12, () => 0, [{ at: 9 * DAY, length: 5, calls: 6 }]);

  it('is drawn lower, the more is tested', () => {
    const judged = judgeSeries(cellsOfMinutes(spike, 0));
    const alone = chooseSpikes([judged], 'fine').limit;
    const among = chooseSpikes([judged, { tests: 1e12, candidates: [] }], 'fine').limit;
    expect(alone).toBeGreaterThan(among);
  });

  it('lets through more, step by step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 90 }), (calls, length) => {
        const judged = judgeSeries(
          cellsOfMinutes(minutesOf(10, steady, [{ at: 9 * DAY, length, calls }]), 0),
        );
        const [plain, normal, fine] = (['plain', 'normal', 'fine'] as const).map(
          (step) => chooseSpikes([judged], step).bySeries[0]?.length ?? 0,
        );
        expect((plain ?? 0) <= (normal ?? 0) && (normal ?? 0) <= (fine ?? 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('cells', () => {
  it('are the same from a list of minutes, one series after another', () => {
    const minutes = minutesOf(2, (minute) => (minute % 97 === 0 ? 3 : 0));
    const packed = minutes.flatMap((count, at) => Array.from({ length: count }, () => at)).toReversed();
    const reader = new MinuteReader(100, 48);
    reader.read('5,5,5,5,61,2879,2880,99999');
    expect(reader.between(100 * 60, 148 * 60)).toEqual([
      { minute: 6_005, count: 4 },
      { minute: 6_061, count: 1 },
      { minute: 8_879, count: 1 },
    ]);
    expect(reader.busyHours).toEqual([0, 1, 47]);
    reader.read(packed.join(','));
    expect(reader.cells()).toEqual(cellsOfMinutes(minutes, 100));
    reader.read('');
    expect(reader.cells().busy).toEqual([]);
    expect(unpackNumbers('')).toEqual([]);
    expect(unpackNumbers('7,0,12')).toEqual([7, 0, 12]);
  });

  it('hold the fullest part of each hour, and sums of hours', () => {
    const minutes = minutesOf(1, (minute) => Number(minute < 120), [{ at: 61, length: 1, calls: 9 }]);
    const { levels } = cellsOfMinutes(minutes, 0);
    expect(SCALES.map((_, scale) => levels[scale]?.[1])).toEqual([10, 14, 24, 69, 129, 129]);
    expect(levels[4]?.[2]).toBe(69);
  });

  it('see a burst whole, wherever five minutes or an hour end within it', () => {
    const minutes = minutesOf(1, () => 0, [{ at: 117, length: 6, calls: 10 }]);
    const { levels } = cellsOfMinutes(minutes, 0);
    expect([1, 2].map((hour) => levels.slice(0, 4).map((level) => level[hour]))).toEqual([
      [10, 30, 30, 30],
      [10, 50, 60, 30],
    ]);
  });
});

describe('logs with holes', () => {
  const hours = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

  it('are judged part by part', () => {
    expect(coveredParts([...hours(10, 100), ...hours(400, 500)], 520)).toEqual([
      { from: 10, to: 100 },
      { from: 400, to: 520 },
    ]);
    // An account that is used once a day is not full of holes.
    expect(coveredParts([0, 24, 48, 72, 96, 144, 168], 1_000)).toEqual([{ from: 0, to: 217 }]);
    expect(coveredParts([], 10)).toEqual([]);
  });

  it('make no spike of what follows a hole', () => {
    const minutes = minutesOf(20, (_, day) => (day < 4 || day >= 12 ? 1 : 0));
    const cells = cellsOfMinutes(minutes, 0);
    const parts = coveredParts(cells.busy, cells.hours);
    expect(parts).toHaveLength(2);
    const judged = parts.map((part) => judgeSeries(cutCells(cells, part)));
    expect(chooseSpikes(judged).bySeries.flat()).toEqual([]);
  });
});

describe('the cause', () => {
  const times = spikeTimes(10 * DAY * MINUTE, (10 * DAY + 10) * MINUTE, 0);
  const row = (attribute: string, value: string | null, within: number, before: number): AttributionRow => ({
    attribute,
    value,
    within,
    before,
    allWithin: 100,
    allBefore: 1_000,
  });

  it('is the value that the rise came from, not the one that always makes the calls', () => {
    const rows = [
      row('principal', 'pipeline', 4, 990),
      row('principal', 'mallory', 96, 0),
      row('userAgent', 'sdk', 100, 990),
    ];
    const { cause, attributions } = explainSpike(rows, times);
    expect(cause).toMatchObject({ attribute: 'principal', value: 'mallory' });
    expect(cause === null ? '' : causeInWords(cause, 'up')).toBe(
      '97 % of the rise came from the principal mallory, which was not seen here in the days before.',
    );
    expect(attributions[0]?.spike.values[0]).toEqual({ value: 'mallory', count: 96, perMinute: 9.6 });
    expect(attributions[0]?.baseline.other.count).toBe(10);
  });

  it('is what the calls were made on where that says more, and said beside it where it says as much', () => {
    const on = row('resource', 'finance/2025/', 100, 0);
    const beside = explainSpike([row('principal', 'pipeline', 98, 10), on], times);
    expect(beside.cause).toMatchObject({ attribute: 'principal' });
    expect(beside.onResource === null ? '' : causeInWords(beside.onResource, 'up')).toBe(
      'All of the rise came from calls on finance/2025/.',
    );
    const alone = explainSpike(
      [row('principal', 'pipeline', 60, 10), row('principal', 'b', 40, 1), on],
      times,
    );
    expect(alone).toMatchObject({
      cause: { attribute: 'resource', value: 'finance/2025/' },
      onResource: null,
    });
  });

  it('is nobody where all rose alike', () => {
    const rows = [row('principal', 'a', 50, 500), row('principal', 'b', 50, 500)];
    expect(explainSpike(rows, times).cause).toBeNull();
    expect(explainSpike([], times)).toEqual({ attributions: [], cause: null, onResource: null });
  });

  it('the baseline is a week, or what there is', () => {
    expect(spikeTimes(100, 200, 50)).toEqual({ baselineFrom: 50, start: 100, end: 200 });
    expect(spikeTimes(10 * DAY * MINUTE, 11 * DAY * MINUTE, 0).baselineFrom).toBe(3 * DAY * MINUTE);
  });
});

it('says how surprising it is among so many tests', () => {
  expect(surpriseOf(-200, 1e6)).toBe('not by chance');
  expect(surpriseOf(-20, 1e6)).toBe('unlikely by chance');
});

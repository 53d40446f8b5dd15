/**
 * The course of one series for a chart: what was counted in each bucket (in the engine), and what was to be expected
 * there, with the band that holds nearly all counts (from the same baseline that judges spikes).
 */
import { lowerBound, upperBound } from '#lib/count-model.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import { type Baseline, HOUR_SCALE, SeriesBaseline } from './spike-baseline.ts';
import { HOUR, MINUTE, SCALES, type SeriesCells } from './spike-cells.ts';
import { DAY_HOURS } from './spike-model.ts';
import { coveredParts, cutCells } from './spike-parts.ts';
import { isOfSeries, type SeriesIds } from './spike-series.ts';
import { raw, sql } from './sql-text.ts';

/** Milliseconds: from ≤ time < to; buckets of so many minutes, the first of which begins with `from`. */
export interface ChartSpan {
  readonly from: number;
  readonly to: number;
  readonly bucketMinutes: number;
}

export const MOST_BUCKETS = 2_000;
/** What a chart without a bucket of its own choice has at most. */
const FITTING = 320;
/** Minutes: those that are judged, and from a quarter of a day on whole multiples of it. */
const BUCKET_MINUTES = [1, 5, 15, 60, 360, 1_440, 10_080];

/** The bucket that was asked for, or the next longer one of which at most `MOST_BUCKETS` are needed; for null one that fits. */
export function bucketFor(from: number, to: number, asked: number | null): number {
  const minutes = Math.max(1, (to - from) / MINUTE);
  const most = asked === null ? FITTING : MOST_BUCKETS;
  const fits = (bucket: number): boolean => bucket >= (asked ?? 1) && minutes / bucket <= most;
  const week = 10_080;
  return BUCKET_MINUTES.find(fits) ?? Math.ceil(minutes / most / week) * week;
}

export const CHART_COLUMNS = {
  /** Counted from the first bucket. */
  bucket: 'integer',
  calls: 'integer',
  /** Of them, those with an error. */
  errors: 'integer',
} as const;

/** Buckets that hold something, in order. */
export function seriesCounts(
  matches: Matches,
  ids: SeriesIds,
  { from, to, bucketMinutes }: ChartSpan,
): SqlQuery<typeof CHART_COLUMNS> {
  const { text, values } =
    sql`SELECT ((epoch_ms(event_time) - ${from}) // ${raw(String(Math.round(bucketMinutes * MINUTE)))})::int AS bucket,
  count(*)::int AS calls, count(*) FILTER (WHERE error_id <> 0)::int AS errors FROM ${matchingRows(matches)} m
  WHERE event_time >= ${moment(from)} AND event_time < ${moment(to)} AND ${isOfSeries(ids)} GROUP BY 1 ORDER BY 1`;
  return { name: 'spike-chart', text, values, columns: CHART_COLUMNS };
}

/** What was to be expected of a bucket; all but one in a thousand counts are from `low` to `high`. */
export interface Expectation {
  readonly expected: number;
  /** Of buckets below an hour: what the busiest of its hour reaches at most. */
  readonly high: number;
  readonly low: number;
}

/** Half of one in a thousand, on either side. */
const LOG_EDGE = Math.log(0.0005);

/** What is to be expected of a series, bucket by bucket. */
export class SeriesExpectation {
  private readonly parts: readonly Part[];
  private readonly firstHour: number;
  private last: Last = { cell: -1, bucketMinutes: 0, made: null };

  /** `covered`: cells in which the logs hold anything of its account, in order; a hole in them is no history. */
  constructor(cells: SeriesCells, covered: readonly number[]) {
    this.firstHour = cells.firstHour;
    this.parts = coveredParts(covered, cells.hours).map(({ from, to }) => {
      const own = cutCells(cells, { from, to });
      return { from, to: from + own.hours, baseline: new SeriesBaseline(own) };
    });
  }

  /** Null where there is too little history, or no logs. `start`: milliseconds, the beginning of a bucket. */
  at(start: number, bucketMinutes: number): Expectation | null {
    // Zones of half hours begin their days between two cells: the nearer one.
    const offset = bucketMinutes < 60 ? 0 : HOUR / 2;
    const cell = Math.floor((start + offset) / HOUR) - this.firstHour;
    if (bucketMinutes >= 60) return this.expect(cell, bucketMinutes);
    // All buckets of an hour have the same.
    if (this.last.cell !== cell || this.last.bucketMinutes !== bucketMinutes)
      this.last = { cell, bucketMinutes, made: this.expect(cell, bucketMinutes) };
    return this.last.made;
  }

  /** Hours of logs before a time, without a hole; 0 where there are none. */
  historyAt(time: number): number {
    const cell = Math.floor(time / HOUR) - this.firstHour;
    const part = this.parts.findLast(({ from }) => from <= cell);
    return part === undefined ? 0 : Math.max(0, Math.min(cell, part.to) - part.from);
  }

  private expect(cell: number, bucketMinutes: number): Expectation | null {
    const part = this.parts.find(({ from, to }) => cell >= from && cell < to);
    if (part === undefined) return null;
    const own = cell - part.from;
    if (bucketMinutes < 60) return withinHour(part.baseline, own, bucketMinutes);
    const hours = bucketMinutes / 60;
    return own + hours > part.to - part.from ? null : overHours(part.baseline, own, hours);
  }
}

interface Last {
  readonly cell: number;
  readonly bucketMinutes: number;
  readonly made: Expectation | null;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly baseline: SeriesBaseline;
}

/** Its share of the hour, up to what the hour's busiest such bucket makes likely. */
function withinHour(baseline: SeriesBaseline, cell: number, minutes: number): Expectation | null {
  const hour = baseline.calm(HOUR_SCALE, cell);
  const busiest = baseline.up(scaleIndexOf(minutes), cell);
  if (hour === null || busiest === null) return null;
  const share = minutes / 60;
  const least = baseline.down(HOUR_SCALE, cell);
  return {
    expected: hour.fitted * share,
    high: upperBound(LOG_EDGE, busiest),
    low: least === null ? 0 : lowerBound(LOG_EDGE, scaled(least, share)),
  };
}

/** A rate that is uncertain stays as uncertain in a part of the time; the scatter of counting shrinks with it. */
function scaled({ mean, variance }: Baseline, share: number): { mean: number; variance: number } {
  return { mean: mean * share, variance: mean * share + Math.max(0, variance - mean) * share * share };
}

/** One scale, or several stretches of the longest one: their means add, and (days are busy as a whole) their scatters too. */
function overHours(baseline: SeriesBaseline, cell: number, hours: number): Expectation | null {
  const step = Math.min(hours, LONGEST);
  const scaleIndex = scaleIndexOf(step * 60);
  const sum = { expected: 0, high: 0, highDeviation: 0, low: 0, lowDeviation: 0 };
  let hasLow = true;
  for (let end = cell + step - 1; end < cell + hours; end += step) {
    const calm = baseline.calm(scaleIndex, end);
    if (calm === null) return null;
    const up = baseline.withBursts(calm, scaleIndex, end);
    const down = baseline.down(scaleIndex, end);
    sum.expected += calm.fitted;
    sum.high += up.mean;
    sum.highDeviation += Math.sqrt(up.variance);
    sum.low += down?.mean ?? 0;
    sum.lowDeviation += Math.sqrt(down?.variance ?? 0);
    hasLow &&= down !== null;
  }
  return {
    expected: sum.expected,
    high: upperBound(LOG_EDGE, { mean: sum.high, variance: sum.highDeviation ** 2 }),
    low: hasLow ? lowerBound(LOG_EDGE, { mean: sum.low, variance: sum.lowDeviation ** 2 }) : 0,
  };
}

const LONGEST = DAY_HOURS / 4;
const scaleIndexOf = (minutes: number): number => SCALES.findIndex((scale) => scale === minutes);

export interface ChartBucket {
  /** Milliseconds, its beginning. */
  readonly at: number;
  readonly calls: number;
  readonly errors: number;
  /** Null, all three, where history is too short to say. */
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** All buckets of the span, empty ones too. `rows`: of `seriesCounts`. `pause` is called now and then. */
export async function chartBuckets(
  span: ChartSpan,
  rows: readonly { readonly bucket: number; readonly calls: number; readonly errors: number }[],
  expectation: SeriesExpectation | null,
  pause?: () => Promise<void>,
): Promise<ChartBucket[]> {
  const size = span.bucketMinutes * MINUTE;
  const count = Math.min(MOST_BUCKETS, Math.max(0, Math.ceil((span.to - span.from) / size)));
  const counted = new Map(rows.map((row) => [row.bucket, row]));
  const buckets: ChartBucket[] = [];
  for (let place = 0; place < count; place++) {
    const at = span.from + place * size;
    const row = counted.get(place);
    const expected = expectation?.at(at, span.bucketMinutes) ?? null;
    buckets.push({
      at,
      calls: row?.calls ?? 0,
      errors: row?.errors ?? 0,
      expected: expected?.expected ?? null,
      low: expected?.low ?? null,
      high: expected?.high ?? null,
    });
    await pause?.();
  }
  return buckets;
}

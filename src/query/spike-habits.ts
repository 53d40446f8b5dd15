/** What keeps coming: at the same hour on several days (a nightly job), or at any hour (bursts). */
import { middleOf, sortFew } from '#lib/sort-few.ts';
import { DAY_HOURS, MODEL, WEEK_DAYS } from './spike-model.ts';

/** The greatest burst of each day; those at the same hour are a job, and count once. */
export class DailyBursts {
  days = 0;
  /** Of them those that had a burst. */
  had = 0;
  private readonly byHour = new Map<number, number>();

  add(hour: number, most: number): void {
    this.days += 1;
    if (most > 0) this.had += 1;
    this.byHour.set(hour, Math.max(this.byHour.get(hour) ?? 0, most));
  }

  /** What is reached on one day in five, when the greatest few are left out as possible spikes. */
  usual(leastLeftOut: number): number {
    const place = Math.max(leastLeftOut, Math.floor((this.days - 1) / 5));
    return [...this.byHour.values()].toSorted((x, y) => y - x)[place] ?? 0;
  }
}

export interface Habit {
  readonly peak: number;
  readonly dispersion: number;
}

/** What this hour, or one beside it (before a week is known, any hour), has reached on more than `rank` days. */
export function recurring(
  level: Int32Array,
  cell: number,
  factors: readonly number[],
  rank: number,
  reach = factors.length < WEEK_DAYS ? 12 : 1,
): Habit {
  const peaks = peaksOf(level, cell, factors, reach);
  const peak = peaks[rank] ?? 0;
  // Days on which it did not come say nothing of how much it scatters when it comes.
  const own = peaks.slice(1).filter((one) => 2 * one > peak);
  const assumed = 1 + MODEL.rateScatter * peak;
  const dispersion =
    (own.length * scatterOf(own) + MODEL.habitPrior * assumed) / (own.length + MODEL.habitPrior);
  return { peak, dispersion };
}

/** The peak alone. */
export function recurringPeak(
  level: Int32Array,
  cell: number,
  factors: readonly number[],
  rank: number,
  reach: number,
): number {
  return peaksOf(level, cell, factors, reach)[rank] ?? 0;
}

/** Of each day; the highest first. */
function peaksOf(level: Int32Array, cell: number, factors: readonly number[], reach: number): number[] {
  const peaks: number[] = [];
  for (let index = 0; index < factors.length; index++)
    peaks.push(mostAround(level, cell - (index + 1) * DAY_HOURS, reach) / (factors[index] ?? 1));
  return sortFew(peaks).reverse();
}

/** What comes at this hour: on two days of the days before, or a week ago (and, where that is known, two weeks ago). */
export function habitOf(level: Int32Array, cell: number, factors: readonly number[]): Habit {
  const daily = recurring(level, cell, factors, 1);
  if (factors.length < WEEK_DAYS) return daily;
  const last = mostAround(level, cell - WEEK_DAYS * DAY_HOURS, 1);
  const before = cell - 2 * WEEK_DAYS * DAY_HOURS;
  // Once two weeks are known, a peak of the last one alone may have been a spike.
  const weekly = before < DAY_HOURS ? last : Math.min(last, MODEL.weekly * mostAround(level, before, 1));
  return weekly > daily.peak ? { peak: weekly, dispersion: 1 } : daily;
}

/** What it has fallen to on any day, whether or not its weekday explains it. */
export function recurringLow(level: Int32Array, cell: number, factors: readonly number[]): Habit {
  const lows = factors.map(
    (factor, index) => leastAround(level, cell - (index + 1) * DAY_HOURS, 1) / Math.max(1, factor),
  );
  return { peak: Math.min(...lows), dispersion: 1 };
}

function mostAround(level: Int32Array, at: number, reach: number): number {
  let most = 0;
  for (let i = Math.max(0, at - reach); i <= at + reach; i++) most = Math.max(most, level[i] ?? 0);
  return most;
}

/** The middle of the three hours before and the three after: a burst stands out of them, a busy day does not. */
export function aroundHour(level: Int32Array, at: number, width: number): number {
  const beside: number[] = [];
  for (let away = width; away < width + 3; away++) beside.push(level[at - away] ?? 0, level[at + away] ?? 0);
  return medianOf(beside);
}

export const standsOut = (count: number, usual: number): boolean =>
  count > 1.4 * usual + 2 * Math.sqrt(usual + 1);

function leastAround(level: Int32Array, at: number, reach: number): number {
  let least = Infinity;
  for (let i = Math.max(0, at - reach); i <= at + reach; i++) least = Math.min(least, level[i] ?? 0);
  return least;
}

/** Variance ÷ mean. */
function scatterOf(numbers: readonly number[]): number {
  if (numbers.length < 2) return 1;
  const mean = numbers.reduce((all, one) => all + one, 0) / numbers.length;
  const squares = numbers.reduce((all, one) => all + (one - mean) ** 2, 0) / (numbers.length - 1);
  return Math.max(1, squares / Math.max(mean, 1));
}

/** Sorts them. */
export const medianOf = (numbers: number[]): number => middleOf(sortFew(numbers));

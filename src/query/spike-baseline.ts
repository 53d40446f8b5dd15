/**
 * What was to be expected of one cell of a series, from up to seven days before it: its own hour of the day and the hours
 * beside it, weighed by the day of the week once a week is known. Nothing after the cell is looked at.
 *
 * Three things keep the usual from looking unusual: how much the same hours scatter (`dispersion`), what comes at the same
 * hour on several days (a nightly job: `recurring`), and bursts that come at any hour (`usualBurst`).
 */
import type { CountPrediction } from '#lib/count-model.ts';
import { type CountHistory, fitHistory } from '#lib/count-history.ts';
import {
  DailyBursts,
  aroundHour,
  habitOf,
  medianOf,
  recurringLow,
  recurringPeak,
  standsOut,
} from './spike-habits.ts';
import { DAY_HOURS, MODEL, WEEK_DAYS } from './spike-model.ts';
import { HOUR, hoursOf, SCALES, type SeriesCells } from './spike-cells.ts';

/** Weeks whose days tell Mondays from Sundays, and days whose bursts are remembered. */
const WEEKS = 4;
/** Less history than this and nothing is said. */
export const LEAST_HISTORY_HOURS = 48;

export interface Baseline extends CountPrediction {
  /** Calls that the hours before make likely; the mean is above it where such a peak recurs. */
  readonly expected: number;
  /** Days before the cell that it comes from: 2 to 7. */
  readonly days: number;
}

/** Places of the hour and of its quarter among `SCALES`. */
export const HOUR_SCALE = 3;
const QUARTER_SCALE = 2;
/** By place among `SCALES`. */
const BURSTS_AT_ONCE = [1, 1, 1, 1.5, 2, 3];

export interface CalmBaseline extends Baseline {
  /** What the hours before make likely, without habits. */
  readonly fitted: number;
  /** Variance ÷ mean that is assumed of calls of which few are known. */
  readonly bundled: number;
}

/** Predictions for a series; remembers what they share. */
export class SeriesBaseline {
  private readonly cells: SeriesCells;
  /** Made when first asked for: most series have no hour that is looked at. */
  private readonly sums: (Float64Array | null)[] = SCALES.map(() => null);
  private rootSums: Float64Array | null = null;
  private readonly levels = new Map<number, DayLevels>();
  private readonly bursts: (Float32Array | null)[] = SCALES.map(() => null);

  constructor(cells: SeriesCells) {
    this.cells = cells;
  }

  private get roots(): Float64Array {
    this.rootSums ??= prefixSums(this.cells.levels[HOUR_SCALE] ?? NO_CELLS, Math.sqrt);
    return this.rootSums;
  }

  /** Days of history before the cell, at most seven. */
  daysBefore(scaleIndex: number, cell: number): number {
    const first = hoursOf(SCALES[scaleIndex] ?? 60) - 1;
    return Math.max(0, Math.min(WEEK_DAYS, Math.floor((cell - first) / DAY_HOURS)));
  }

  /** A quick look: as high at this hour, for its weekday, on three of the days before, or on all but one. */
  isUsual(scaleIndex: number, cell: number, count: number): boolean {
    const level = this.cells.levels[scaleIndex] ?? NO_CELLS;
    const days = this.daysBefore(scaleIndex, cell);
    let [as, raw] = [0, 0];
    const factors = this.dayFactors(cell, days, true);
    for (let index = 0; index < days; index++) {
      const before = level[cell - (index + 1) * DAY_HOURS] ?? 0;
      if (before > count * (factors[index] ?? 1)) as += 1;
      if (before > count) raw += 1;
    }
    return as >= 3 || (raw > 0 && raw >= days - 1);
  }

  /** Null with too little history. */
  up(scaleIndex: number, cell: number): Baseline | null {
    const calm = this.calm(scaleIndex, cell);
    return calm === null ? null : this.withBursts(calm, scaleIndex, cell);
  }

  /** As if there were no bursts: never more than `up` expects, and had for less. */
  calm(scaleIndex: number, cell: number): CalmBaseline | null {
    return this.predict(scaleIndex, cell, true);
  }

  withBursts(calm: CalmBaseline, scaleIndex: number, cell: number): Baseline {
    const { size: burst, days, often } = this.usualBurst(scaleIndex, cell);
    const mean = Math.max(calm.mean, calm.fitted + burst);
    const bundled = 1 + (calm.bundled - 1) * Math.max(0, 1 - days / MODEL.burstDays);
    const bursts =
      (often > 0.5 ? MODEL.burstPoisson : 1) * burst * bundled + (MODEL.burstScatter * burst) ** 2;
    return { expected: calm.expected, mean, variance: calm.variance + bursts, days: calm.days };
  }

  /** The least that was to be expected: for drops. Needs a whole week. */
  down(scaleIndex: number, cell: number): Baseline | null {
    return this.daysBefore(scaleIndex, cell) < WEEK_DAYS ? null : this.predict(scaleIndex, cell, false);
  }

  private predict(scaleIndex: number, cell: number, isUp: boolean): CalmBaseline | null {
    const days = this.daysBefore(scaleIndex, cell);
    const level = this.cells.levels[scaleIndex];
    if (level === undefined || cell < LEAST_HISTORY_HOURS || days < 2) return null;
    const factors = this.dayFactors(cell, days, isUp);
    const near = this.near(level, cell, factors);
    const fit = fitHistory(near, isUp ? MODEL.muchMore : Infinity);
    const flat = this.flatRate(scaleIndex, cell);
    const prior = MODEL.seasonPrior * fit.dispersion;
    const expected = (flat * (prior + fit.count)) / (prior + flat * fit.exposure);
    // The greatest of many scatters less than a single one; few calls say nothing of how they come.
    const isPeak = (SCALES[scaleIndex] ?? 60) < 60 && fit.count >= MODEL.manyCalls;
    const assumed =
      (isPeak ? 0.5 + MODEL.peakBurstiness : 1 + MODEL.burstiness) + MODEL.rateScatter * expected;
    const n = near.counts.length;
    const seen = (n * fit.dispersion + MODEL.scatterPrior * assumed) / (n + MODEL.scatterPrior);
    const known = fit.count / (fit.count + MODEL.bundlePrior);
    const dispersion = known * seen + (1 - known) * Math.max(seen, MODEL.bundle);
    const bundled = known + (1 - known) * MODEL.bundle;
    const uncertain = (expected * expected) / (MODEL.seasonPrior + fit.count / fit.dispersion);
    const young = MODEL.youngScatter * expected * Math.max(0, 2 - cell / (WEEK_DAYS * DAY_HOURS));
    const noise = expected * Math.max(isPeak ? 0.4 : 1, dispersion) + uncertain + young * young;
    const habit = isUp ? habitOf(level, cell, factors) : recurringLow(level, cell, factors);
    const isHabit = isUp
      ? habit.peak > expected + MODEL.habit * Math.sqrt(noise)
      : habit.peak < expected - MODEL.habit * Math.sqrt(noise);
    const usual = isHabit ? habit.peak : expected;
    const scatter = isHabit
      ? Math.max(usual * Math.max(habit.dispersion, bundled), (noise * usual) / Math.max(expected, 1))
      : noise;
    return { expected: usual, mean: usual, variance: scatter, days, fitted: expected, bundled };
  }

  /** How much of what is to be expected in this cell each of the days before had: its weekday's share, and the growth since. */
  private dayFactors(cell: number, days: number, isUp: boolean): readonly number[] {
    if (days < WEEK_DAYS) return NO_FACTORS.slice(0, days);
    const known = this.levels.get(cell) ?? this.dayLevels(cell);
    this.levels.set(cell, known);
    return isUp ? known.toMost : known.toLeast;
  }

  private dayLevels(cell: number): DayLevels {
    const growth = this.growthADay(cell);
    // Of two weeks one may have been a spike or a silence: the side is taken that says less.
    const own = this.sameDays(cell, WEEK_DAYS, growth);
    const middle = medianOf(own);
    const few = own.length < 3;
    const most = room(few ? Math.max(...own) : middle);
    const least = room(few ? Math.min(...own) : middle);
    const factors = NO_FACTORS.map(
      (_, index) => room(medianOf(this.sameDays(cell, index + 1, growth))) / growth ** (index + 1),
    );
    return {
      toMost: factors.map((factor) => factor / most),
      toLeast: factors.map((factor) => factor / least),
    };
  }

  /** From the days for which the same weekday a week earlier is known; the middle one, so that neither a spike nor a silence is growth. */
  private growthADay(cell: number): number {
    const days = Math.min(WEEK_DAYS, Math.floor(cell / DAY_HOURS) - WEEK_DAYS);
    if (days < 1) return 1;
    const rootsOf = (end: number): number => 1 + (this.roots[end] ?? 0) - (this.roots[end - DAY_HOURS] ?? 0);
    const ratios: number[] = [];
    for (let day = 0; day < days; day++) {
      const end = cell - day * DAY_HOURS;
      ratios.push(rootsOf(end) / rootsOf(end - WEEK_DAYS * DAY_HOURS));
    }
    const ratio = medianOf(ratios) ** 2;
    const trusted = Math.max(0.5, Math.min(2, ratio)) ** (days / (days + 3));
    return trusted ** (1 / WEEK_DAYS);
  }

  /** The same hour of the days before with the hours beside it, and how much of this cell's each is worth. */
  private near(level: Int32Array, cell: number, factors: readonly number[]): CountHistory {
    const counts: number[] = [];
    const exposures: number[] = [];
    const usual = [-1, 0, 1].map((beside) => {
      const rates: number[] = [];
      for (let index = 0; index < factors.length; index++)
        rates.push((level[cell - (index + 1) * DAY_HOURS + beside] ?? 0) / (factors[index] ?? 1));
      return medianOf(rates);
    });
    const few = MODEL.fewCalls / factors.length;
    factors.forEach((factor, index) => {
      for (let beside = -1; beside <= 1; beside++) {
        const at = cell - (index + 1) * DAY_HOURS + beside;
        if (at < 0) continue;
        counts.push(level[at] ?? 0);
        exposures.push((factor * ((usual[beside + 1] ?? 0) + few)) / ((usual[1] ?? 0) + few));
      }
    });
    return { counts, exposures };
  }

  /**
   * How busy this half of the day is on the weekday that lies `day` days back, in up to four weeks. Of square roots: a
   * spike then raises it little.
   */
  private sameDays(cell: number, day: number, growth: number): number[] {
    const levels: number[] = [];
    for (let week = 0; week < WEEKS; week++) {
      const back = day + week * WEEK_DAYS;
      const middle = cell - back * DAY_HOURS;
      if (middle < 0) break;
      const [from, to] = [Math.max(0, middle - 6), middle + 6];
      levels.push((((this.roots[to] ?? 0) - (this.roots[from] ?? 0)) / (to - from)) ** 2 * growth ** back);
    }
    return levels;
  }

  private flatRate(scaleIndex: number, cell: number): number {
    const width = hoursOf(SCALES[scaleIndex] ?? 60);
    const end = cell - width + 1;
    const from = Math.max(width - 1, end - WEEK_DAYS * DAY_HOURS);
    const sums = this.sums[scaleIndex] ?? prefixSums(this.cells.levels[scaleIndex] ?? NO_CELLS, (n) => n);
    this.sums[scaleIndex] = sums;
    const sum = (sums[end] ?? 0) - (sums[from] ?? 0);
    return (sum + 0.5) / Math.max(1, end - from);
  }

  /**
   * How many calls a usual burst adds. Those that were seen spread over a quarter of an hour may come within a minute the next
   * time, and in a longer time several may come.
   */
  private usualBurst(scaleIndex: number, cell: number): Bursts {
    const own = this.ownBurst(scaleIndex, cell);
    // With much history it is known how many come at once, and how quickly.
    const known = Math.min(1, own.days / MODEL.burstDays);
    const several = 1 + ((BURSTS_AT_ONCE[scaleIndex] ?? 1) - 1) * (1 - known);
    let most = own.size;
    if (scaleIndex > QUARTER_SCALE) most = Math.max(most, several * this.ownBurst(QUARTER_SCALE, cell).size);
    for (let scale = scaleIndex + 1; scale <= QUARTER_SCALE; scale++) {
      const longer = this.ownBurst(scale, cell).size;
      most = Math.max(most, own.size + (longer - own.size) * (1 - MODEL.burstOwn * known));
    }
    return { ...own, size: most };
  }

  /**
   * By how much the days of up to four weeks before went beyond the habits; the worst are left out as possible spikes. What
   * comes at the same hour again counts once: that is a job, not a burst.
   */
  private ownBurst(scaleIndex: number, cell: number): Bursts {
    const width = hoursOf(SCALES[scaleIndex] ?? 60);
    const excess = this.excessOf(scaleIndex);
    const all = new DailyBursts();
    // What stands out of a quiet day may not of a busy one.
    const alike = new DailyBursts();
    const busiest = MODEL.alikeDays * this.rootsAround(cell - WEEK_DAYS * DAY_HOURS);
    for (let day = 0; day < WEEK_DAYS * WEEKS; day++) {
      const end = cell - width - day * DAY_HOURS;
      if (end - DAY_HOURS < 2 * DAY_HOURS) break;
      let [most, hour] = [0, 0];
      for (let at = end - DAY_HOURS + 1; at <= end; at++) {
        const beyond = this.excessAt(excess, scaleIndex, at);
        if (beyond > most) [most, hour] = [beyond, at % DAY_HOURS];
      }
      all.add(hour, most);
      if (this.rootsAround(end - DAY_HOURS / 2) <= busiest) alike.add(hour, most);
    }
    const isFew = alike.days < 3;
    return {
      size: Math.max(all.usual(0), alike.usual(isFew ? 0 : 1)),
      days: all.days,
      often: all.had / Math.max(1, all.days),
    };
  }

  /** How busy the day around a cell is, in square roots. */
  private rootsAround(cell: number): number {
    const [from, to] = [Math.max(0, cell - 12), Math.max(0, cell + 12)];
    return (this.roots[to] ?? 0) - (this.roots[from] ?? 0);
  }

  /** How busy the days before were beside this one: before weekdays are known, their peaks must not hide a quiet day's bursts. */
  private youngFactors(at: number, days: number): number[] {
    const busy = (cell: number): number => room((this.rootsAround(cell) / DAY_HOURS) ** 2);
    const own = busy(at);
    return Array.from({ length: days }, (_, index) => busy(at - (index + 1) * DAY_HOURS) / own);
  }

  private excessOf(scaleIndex: number): Float32Array {
    const known = this.bursts[scaleIndex];
    if (known !== null && known !== undefined) return known;
    const made = new Float32Array(this.cells.hours).fill(-1);
    this.bursts[scaleIndex] = made;
    return made;
  }

  private excessAt(excess: Float32Array, scaleIndex: number, at: number): number {
    const known = excess[at] ?? 0;
    if (known >= 0) return known;
    const level = this.cells.levels[scaleIndex];
    const width = hoursOf(SCALES[scaleIndex] ?? 60);
    const count = level?.[at] ?? 0;
    const around = level === undefined || count <= 2 ? count : aroundHour(level, at, width);
    let beyond = 0;
    if (level !== undefined && standsOut(count, around)) {
      const days = this.daysBefore(scaleIndex, at);
      // Of a Saturday the working days before say little.
      const factors = days < WEEK_DAYS ? this.youngFactors(at, days) : this.dayFactors(at, days, true);
      const own = recurringPeak(level, at, factors, days - 2, 0);
      const near = recurringPeak(level, at, factors, days - 3, 1);
      const peak = Math.max(own, near, around);
      if (standsOut(count, peak)) beyond = count - peak;
    }
    excess[at] = beyond;
    return beyond;
  }
}

interface Bursts {
  /** Calls that a usual one adds. */
  readonly size: number;
  readonly days: number;
  /** On what share of the days there was one. */
  readonly often: number;
}

/** How busy each of the seven days before is. */
interface DayLevels {
  /** In units of how busy this cell's own weekday is, as the weeks before say: at most, and at least. */
  readonly toMost: readonly number[];
  readonly toLeast: readonly number[];
}

/** Some calls are added to each half day, so that a handful make no difference between weekdays. */
const room = (level: number): number => level * 12 + 20;

const NO_CELLS = new Int32Array(0);
const NO_FACTORS = Array.from({ length: WEEK_DAYS }, () => 1);

function prefixSums(level: Int32Array, of: (n: number) => number): Float64Array {
  const sums = new Float64Array(level.length + 1);
  for (let i = 0; i < level.length; i++) sums[i + 1] = (sums[i] ?? 0) + of(level[i] ?? 0);
  return sums;
}

/** The hour a cell stands for, as milliseconds. */
export const timeOfCell = ({ firstHour }: SeriesCells, cell: number): number => (firstHour + cell) * HOUR;

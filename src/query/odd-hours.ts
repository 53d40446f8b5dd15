/**
 * Hours at which somebody was active who otherwise never or hardly ever is. Compared are other days: those on which it
 * was not active in this hour. Two questions, either of which makes an hour odd: is it active on other days around this hour
 * of the day (the hour and those beside it), and is it active on other such weekdays at all? The answer counts only when so
 * little would not come by chance, by a count model of hours that come in runs: who is active at 10 is likely to be at 11.
 */
import { logLowerTail } from '#lib/count-model.ts';
import { CELLS, cellOf, DAY_HOURS, dayOf, type LocalHours, type Week } from './hour-cells.ts';

/** Days of logs below which nothing can be usual. */
export const LEAST_DAYS = 7;
/** Of the other hours it may be active in so many and still hardly ever be. */
const HARDLY = 0.05;
/** An hour of the week in which it is active more often than in one week of four is usual itself. */
const OFTEN = 0.25;
/** ln of the chance of so few active hours, if hours were all alike. */
const LIMIT = Math.log(0.01);
/** The hour and those beside it. */
const BAND = 3;

export interface OddHour {
  readonly cell: number;
  /** What is odd: the hour of the day, or the weekday. */
  readonly about: 'hour' | 'weekday';
  /** Of so many such hours on other days it was active in so few. */
  readonly active: number;
  readonly others: number;
  /** Share of all hours in which it is active. */
  readonly usual: number;
}

export type History =
  /** Less than `LEAST_DAYS` of logs. */
  | 'short'
  /** It is active too seldom: that it is not active in an hour says nothing. */
  | 'sparse'
  | 'enough';

export interface OddHours {
  readonly history: History;
  /** By cell. */
  readonly odd: ReadonlyMap<number, OddHour>;
}

export function oddHours(week: Week, local: LocalHours): OddHours {
  const none = new Map<number, OddHour>();
  if (local.days < LEAST_DAYS) return { history: 'short', odd: none };
  const shape = shapeOf(week, local);
  if (!isTelling(shape, local)) return { history: 'sparse', odd: none };
  const odd = new Map<number, OddHour>();
  week.cells.forEach((hours, cell) => {
    const times = local.times[cell] ?? 0;
    if (hours.length === 0 || hours.length > Math.max(1, times * OFTEN)) return;
    const found = oddOf(cell, week, local, shape);
    if (found !== null) odd.set(cell, found);
  });
  return { history: 'enough', odd };
}

interface Shape {
  /** Share of all hours in which it is active. */
  readonly usual: number;
  /** Active hours of a day that has any. */
  readonly run: number;
  readonly activeHours: number;
}

function shapeOf({ activeHours, activeDays }: Week, { times }: LocalHours): Shape {
  const all = times.reduce((sum, n) => sum + n, 0);
  return { usual: activeHours / Math.max(1, all), run: activeHours / Math.max(1, activeDays), activeHours };
}

/** Would it tell if it were active at this hour on no other day at all? */
function isTelling(shape: Shape, { days }: LocalHours): boolean {
  return logChance(0, (days - 1) * BAND, Math.min(BAND, shape.run), shape) <= LIMIT;
}

function oddOf(cell: number, week: Week, local: LocalHours, shape: Shape): OddHour | null {
  const days = new Set(week.cells[cell]?.map(({ hour }) => dayOf(hour)));
  const weekday = Math.floor(cell / DAY_HOURS);
  const hour = cell % DAY_HOURS;
  const judge = (about: OddHour['about'], cells: readonly number[], run: number): OddHour | null => {
    const { active, others } = onOtherDays(cells, days, week, local);
    const isRare = active <= HARDLY * others;
    if (!isRare || logChance(active, others, run, shape) > LIMIT) return null;
    return { cell, about, active, others, usual: shape.usual };
  };
  const around = Array.from({ length: CELLS }, (_, at) => at).filter((at) => isBeside(at % DAY_HOURS, hour));
  const ofDay = Array.from({ length: DAY_HOURS }, (_, at) => cellOf(weekday, at));
  return judge('hour', around, Math.min(BAND, shape.run)) ?? judge('weekday', ofDay, shape.run);
}

/** Within an hour of each other, midnight passed over. */
function isBeside(a: number, b: number): boolean {
  const apart = Math.abs(a - b);
  return Math.min(apart, DAY_HOURS - apart) <= 1;
}

/** Hours of these cells on other days, and in how many of them it was active. */
function onOtherDays(
  cells: readonly number[],
  days: ReadonlySet<number>,
  week: Week,
  local: LocalHours,
): { active: number; others: number } {
  let [active, others] = [0, 0];
  for (const cell of cells) {
    const own = week.cells[cell] ?? [];
    active += own.filter(({ hour }) => !days.has(dayOf(hour))).length;
    others += local.times[cell] ?? 0;
  }
  // Of the days left out each has one hour for each hour of the day that is asked about.
  const hoursADay = new Set(cells.map((cell) => cell % DAY_HOURS)).size;
  return { active, others: Math.max(0, others - days.size * hoursADay) };
}

/** ln of the chance of at most so many active hours among others, if all hours were alike. `run`: as many as come together. */
function logChance(active: number, others: number, run: number, { usual, activeHours }: Shape): number {
  const mean = usual * others;
  if (mean <= 0) return 0;
  // What is itself known from few runs is uncertain.
  const uncertain = (mean * mean * run) / Math.max(1, activeHours);
  return logLowerTail(active, { mean, variance: mean * Math.max(1, run) * (1 - usual) + uncertain });
}

/**
 * Hours at which somebody was active who otherwise never or hardly ever is. Compared are other days: those on which it
 * was not active in this hour. Two questions, either of which makes an hour odd: is it active on other days around this hour
 * of the day (the hour and those beside it), and is it active on other such weekdays at all? The answer counts only when so
 * little would not come by chance: hours by a count model, since they come in runs (who is active at 10 is likely to be
 * at 11), days one by one.
 */
import { logBinomialLower } from '#lib/binomial.ts';
import { logLowerTail } from '#lib/count-model.ts';
import { type ActiveHour, CELLS, DAY_HOURS, dayOf, type LocalHours, type Week } from './hour-cells.ts';

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
  /** Of so many such hours of other days, or such other days, it was active in so few. */
  readonly active: number;
  readonly others: number;
  /** Share of all hours, or of all days, in which it is active. */
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
  readonly activeDays: number;
  /** Share of all days on which it is active. */
  readonly usualDays: number;
}

function shapeOf({ activeHours, activeDays }: Week, { times, days }: LocalHours): Shape {
  const all = times.reduce((sum, n) => sum + n, 0);
  return {
    usual: activeHours / Math.max(1, all),
    run: activeHours / Math.max(1, activeDays),
    activeDays,
    usualDays: activeDays / (days + 1),
  };
}

/** Would it tell if it were active at this hour on no other day at all? */
function isTelling(shape: Shape, { days }: LocalHours): boolean {
  return logChance(0, (days - 1) * BAND, Math.min(BAND, shape.run), shape) <= LIMIT;
}

function oddOf(cell: number, week: Week, local: LocalHours, shape: Shape): OddHour | null {
  const days = new Set(week.cells[cell]?.map(({ hour }) => dayOf(hour)));
  return oddOfDay(cell, days, week, local, shape) ?? oddOfWeek(cell, days, week, local, shape);
}

/** Is it active on other days around this hour? */
function oddOfDay(
  cell: number,
  days: ReadonlySet<number>,
  week: Week,
  local: LocalHours,
  shape: Shape,
): OddHour | null {
  let [active, all] = [0, 0];
  for (let at = 0; at < CELLS; at++) {
    if (!isBeside(at % DAY_HOURS, cell % DAY_HOURS)) continue;
    active += onOtherDays(week.cells[at], days);
    all += local.times[at] ?? 0;
  }
  const others = Math.max(0, all - days.size * BAND);
  const chance = logChance(active, others, Math.min(BAND, shape.run), shape);
  if (active > HARDLY * others || chance > LIMIT) return null;
  return { cell, about: 'hour', active, others, usual: shape.usual };
}

/** Is it active on other such weekdays at all? An idle day is one thing that happened, not twenty-four. */
function oddOfWeek(
  cell: number,
  days: ReadonlySet<number>,
  week: Week,
  local: LocalHours,
  { usualDays: usual }: Shape,
): OddHour | null {
  const from = cell - (cell % DAY_HOURS);
  const activeDays = new Set<number>();
  for (const hours of week.cells.slice(from, from + DAY_HOURS))
    for (const { hour } of hours) if (!days.has(dayOf(hour))) activeDays.add(dayOf(hour));
  const active = activeDays.size;
  const others = Math.max(0, (local.times[cell] ?? 0) - days.size);
  if (active > HARDLY * others || logBinomialLower(active, others, usual) > LIMIT) return null;
  return { cell, about: 'weekday', active, others, usual };
}

/** Within an hour of each other, midnight passed over. */
function isBeside(a: number, b: number): boolean {
  const apart = Math.abs(a - b);
  return Math.min(apart, DAY_HOURS - apart) <= 1;
}

const onOtherDays = (hours: readonly ActiveHour[] | undefined, days: ReadonlySet<number>): number =>
  (hours ?? []).filter(({ hour }) => !days.has(dayOf(hour))).length;

/** ln of the chance of at most so many active hours among others, if all hours were alike. `run`: as many as come together. */
function logChance(active: number, others: number, run: number, { usual, activeDays }: Shape): number {
  const mean = usual * others;
  if (mean <= 0) return 0;
  // What is itself known from few days is uncertain.
  const uncertain = (mean * mean) / Math.max(1, activeDays);
  return logLowerTail(active, { mean, variance: mean * Math.max(1, run) * (1 - usual) + uncertain });
}

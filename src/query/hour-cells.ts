/**
 * Hours of the day by weekday, as clocks of a zone show them: where each counted stretch of UTC lies, and what a
 * week's 168 cells hold. When clocks go forward a cell has an hour less, when they go back an hour of it lasts two.
 */
import { type Zone, zoneOffset } from '#lib/zone-time.ts';
import type { HourRange } from './hours.ts';
import { HOUR, MINUTE } from './spike-cells.ts';

export const DAY_HOURS = 24;
export const CELLS = 7 * DAY_HOURS;
const DAY = DAY_HOURS * HOUR;
/** Zones are ahead of UTC by whole quarters of an hour. */
const QUARTER = 15 * MINUTE;
/** Offsets are looked at once a day, and to the quarter of an hour where two days differ. */
const LOOK = DAY;

/** Weekday 0 is Monday. */
export const cellOf = (weekday: number, hour: number): number => weekday * DAY_HOURS + hour;

/** What is counted together so that it lies within one hour of the zone: an hour, or a quarter where clocks are half an hour off. */
export function hourStep({ from, to }: HourRange, zone: Zone): number {
  for (let at = from; at <= to; at += LOOK) if (zoneOffset(at, zone) % HOUR !== 0) return QUARTER;
  return zoneOffset(to, zone) % HOUR === 0 ? HOUR : QUARTER;
}

/** The hours of a range as the zone's clocks count them. */
export interface LocalHours {
  readonly range: HourRange;
  readonly step: number;
  /** For each step of the range: which hour it lies in, counted by the zone's clocks since 1970. Never falls but where clocks go back. */
  readonly hours: Int32Array;
  /** For each of the week's cells: how many of its hours the range holds, and of different days. */
  readonly times: Int32Array;
  /** Different days. */
  readonly days: number;
}

export function localHours(range: HourRange, step: number, zone: Zone): LocalHours {
  const hours = new Int32Array(Math.max(0, Math.round((range.to - range.from) / step)));
  const times = new Int32Array(CELLS);
  const seen = new Set<number>();
  const days = new Set<number>();
  const offsetAt = offsets(range, zone);
  for (let place = 0; place < hours.length; place++) {
    const at = range.from + place * step;
    const hour = Math.floor((at + offsetAt(at)) / HOUR);
    hours[place] = hour;
    if (seen.has(hour)) continue;
    seen.add(hour);
    days.add(dayOf(hour));
    const cell = cellOfHour(hour);
    times[cell] = (times[cell] ?? 0) + 1;
  }
  return { range, step, hours, times, days: days.size };
}

export const dayOf = (hour: number): number => Math.floor(hour / DAY_HOURS);

/** 1970 began on a Thursday. */
export function cellOfHour(hour: number): number {
  const weekday = (((dayOf(hour) + 3) % 7) + 7) % 7;
  return cellOf(weekday, hour - dayOf(hour) * DAY_HOURS);
}

/** Offsets for times that only go forward: asked of the zone once a day, and where it changes to the step. */
function offsets({ to }: HourRange, zone: Zone): (at: number) => number {
  let [from, until, offset] = [0, 0, 0];
  return (at) => {
    if (at >= from && at < until) return offset;
    [from, until, offset] = [at, Math.min(at + LOOK, to), zoneOffset(at, zone)];
    // Not constant for a day: for this step alone.
    if (zoneOffset(until, zone) !== offset) until = at + 1;
    return offset;
  };
}

/** An hour in which something happened, in milliseconds. */
export interface ActiveHour {
  /** As `LocalHours` counts. */
  readonly hour: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** One's week: for each cell the hours in which it was active, in order. */
export interface Week {
  readonly cells: readonly (readonly ActiveHour[])[];
  readonly activeHours: number;
  readonly activeDays: number;
}

/** `pairs`: of `unpackHours`. */
export function weekOf(pairs: readonly number[], local: LocalHours): Week {
  const cells: ActiveHour[][] = Array.from({ length: CELLS }, () => []);
  const days = new Set<number>();
  let activeHours = 0;
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const hour = local.hours[pairs[at] ?? -1];
    const count = pairs[at + 1] ?? 0;
    if (hour === undefined) continue;
    const cell = cells[cellOfHour(hour)];
    const before = cell?.at(-1);
    if (before?.hour === hour) cell?.splice(-1, 1, { ...before, count: before.count + count });
    else {
      activeHours += 1;
      days.add(dayOf(hour));
      cell?.push({ hour, ...spanOf(hour, pairs[at] ?? 0, local), count });
    }
  }
  return { cells, activeHours, activeDays: days.size };
}

/** All steps around one that lie in the same hour. */
function spanOf(
  hour: number,
  place: number,
  { hours, range, step }: LocalHours,
): { from: number; to: number } {
  let [first, last] = [place, place];
  while (hours[first - 1] === hour) first -= 1;
  while (hours[last + 1] === hour) last += 1;
  return { from: range.from + first * step, to: range.from + (last + 1) * step };
}

export const countOfCell = (cell: readonly ActiveHour[] | undefined): number =>
  (cell ?? []).reduce((sum, { count }) => sum + count, 0);

/** Marks of a time axis, at round times of the zone, as many as fit beside each other. */
import { zonedMoment, zoneOffset } from '#lib/zone-time.ts';
import type { Zone } from '#lib/zone-time.ts';

export interface TimeTick {
  readonly at: number;
  readonly label: string;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Pixels of a character at the size of the labels, the widest face in mind, and what stays free between two labels. */
const CHARACTER = 6.6;
const BETWEEN = 14;

const CLOCK_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
];
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function labelWidth(label: string): number {
  return label.length * CHARACTER;
}

/** Ticks with from ≤ at < to whose labels, each beginning at its tick, do not touch and end before the axis does. */
export function timeTicks(from: number, to: number, pixels: number, zone: Zone): TimeTick[] {
  const pixelsPer = pixels / Math.max(1, to - from);
  const clock = CLOCK_STEPS.find(
    (step) => step * pixelsPer >= labelWidth(step < MINUTE ? '00:00:00' : '00 Oct') + BETWEEN,
  );
  if (clock !== undefined) return fitting(clockTicks(from, to, clock, zone), from, pixelsPer, pixels);
  const days = DAY_STEPS.find((step) => step * DAY * pixelsPer >= labelWidth('00 Oct') + BETWEEN);
  if (days !== undefined) return fitting(dayTicks(from, to, days, zone), from, pixelsPer, pixels);
  const months =
    MONTH_STEPS.find(
      (step) => step * 28 * DAY * pixelsPer >= labelWidth(step < 12 ? 'Oct 2025' : '2025') + BETWEEN,
    ) ?? 12_000;
  return fitting(monthTicks(from, to, months, zone), from, pixelsPer, pixels);
}

function clockTicks(from: number, to: number, step: number, zone: Zone): TimeTick[] {
  const ticks: TimeTick[] = [];
  // What the zone's clocks show is walked, so that marks stay at round hours when the clocks are changed.
  const offsets = [zoneOffset(from, zone), zoneOffset(to, zone)];
  const start = Math.ceil((from + Math.min(...offsets)) / step) * step;
  for (let shown = start; shown < to + Math.max(...offsets); shown += step) {
    const at = zonedMoment(shown, zone);
    if (at < from || at >= to || at <= (ticks.at(-1)?.at ?? -Infinity)) continue;
    ticks.push({ at, label: clockLabel(shown, step, ticks.length === 0) });
  }
  return ticks;
}

/** A midnight is called by its day; so is the first mark, for the day is to be read somewhere. */
function clockLabel(shown: number, step: number, isFirst: boolean): string {
  const time = new Date(shown).toISOString().slice(11, step < MINUTE ? 19 : 16);
  if (shown % DAY === 0) return dayLabel(shown);
  return isFirst ? `${dayLabel(shown)} ${time}` : time;
}

function dayTicks(from: number, to: number, step: number, zone: Zone): TimeTick[] {
  const ticks: TimeTick[] = [];
  const first = Math.ceil((from + zoneOffset(from, zone)) / DAY);
  const last = Math.floor((to + zoneOffset(to, zone)) / DAY);
  for (let day = first; day <= last; day += step) {
    const at = zonedMoment(day * DAY, zone);
    if (at < from || at >= to) continue;
    const year = new Date(day * DAY).getUTCFullYear();
    const isNewYear = ticks.length > 0 && year !== new Date((day - step) * DAY).getUTCFullYear();
    ticks.push({ at, label: isNewYear ? `${dayLabel(day * DAY)} ${year}` : dayLabel(day * DAY) });
  }
  return ticks;
}

function monthTicks(from: number, to: number, step: number, zone: Zone): TimeTick[] {
  const ticks: TimeTick[] = [];
  const shown = new Date(from + zoneOffset(from, zone));
  const first = Math.ceil((shown.getUTCFullYear() * 12 + shown.getUTCMonth()) / step) * step;
  for (let month = first; ; month += step) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
    const at = zonedMoment(date.getTime(), zone);
    if (at >= to || Number.isNaN(at)) return ticks;
    const year = String(Math.floor(month / 12));
    if (at >= from) ticks.push({ at, label: step < 12 ? `${MONTHS[month % 12]} ${year}` : year });
  }
}

function dayLabel(shown: number): string {
  const date = new Date(shown);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** Without those whose label would touch the one before or leave the axis. */
function fitting(ticks: readonly TimeTick[], from: number, pixelsPer: number, pixels: number): TimeTick[] {
  let free = 0;
  return ticks.filter(({ at, label }) => {
    const left = (at - from) * pixelsPer;
    const right = left + labelWidth(label);
    if (left < free || right > pixels) return false;
    free = right + BETWEEN / 2;
    return true;
  });
}

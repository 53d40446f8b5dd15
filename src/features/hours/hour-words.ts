/** What is said of hours, and of what is odd in them. */
import type { ActiveHour } from '#query/hour-cells.ts';
import { countOfCell, DAY_HOURS } from '#query/hour-cells.ts';
import type { HourGroup } from '#query/hours.ts';
import type { History, OddHour } from '#query/odd-hours.ts';
import { LEAST_DAYS } from '#query/odd-hours.ts';
import { countOf } from '#ui/number-text.ts';

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
export const SHORT_WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const two = (value: number): string => String(value).padStart(2, '0');

/** `Wednesday 03:00–04:00`. */
export function cellText(cell: number): string {
  const hour = cell % DAY_HOURS;
  return `${WEEKDAYS[Math.floor(cell / DAY_HOURS)] ?? ''} ${two(hour)}:00–${two(hour + 1)}:00`;
}

/** `12 events in 2 of 4 weeks`. */
export function cellCount(hours: readonly ActiveHour[], times: number): string {
  if (times === 0) return 'The logs hold no such hour';
  if (hours.length === 0) return `No event in ${countOf(times, 'such hour')}`;
  return `${countOf(countOfCell(hours), 'event')} in ${hours.length} of ${countOf(times, 'such hour')}`;
}

/** Why an hour is odd. */
export function oddText({ cell, about, active, others, usual }: OddHour): string {
  const hour = cell % DAY_HOURS;
  const band = `${two((hour + DAY_HOURS - 1) % DAY_HOURS)}:00 and ${two((hour + 2) % DAY_HOURS)}:00`;
  const share = `${Math.max(1, Math.round(usual * 100))} %`;
  const few = active === 0 ? 'none' : String(active);
  const found =
    about === 'hour'
      ? `on other days active in ${few} of ${others} hours between ${band}; of all hours, in ${share}`
      : `active on ${few} of ${others} other ${WEEKDAYS[Math.floor(cell / DAY_HOURS)] ?? 'day'}s; of all days, on ${share}`;
  return `Odd: ${found}. So few by chance: less than once in a hundred.`;
}

/** Why nothing could be marked; null where it could. */
export function historyText(history: History, days: number): string | null {
  if (history === 'short')
    return `${countOf(days, 'day')} of logs: too few to say which hours are odd (${LEAST_DAYS} are needed)`;
  return history === 'sparse' ? 'Active too seldom to say which hours are odd' : null;
}

export const GROUP_WORDS: Readonly<Record<HourGroup, { readonly one: string; readonly many: string }>> = {
  principal: { one: 'principal', many: 'principals' },
  eventSource: { one: 'service', many: 'services' },
  sourceIPAddress: { one: 'address', many: 'addresses' },
  all: { one: 'picture', many: 'pictures' },
};

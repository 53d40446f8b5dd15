/**
 * What a person means by a written time: `2025-10-01` is a whole day, `2025-10-01T18:42` a minute. UTC unless an offset
 * is written. Not for words ("yesterday") and not for the order day-month-year, which cannot be told from month-day.
 */

/** Milliseconds since 1970 UTC; `end` is the first one that no longer belongs to it. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

const TIME =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Null when the text is no time, or names a day or hour that does not exist. */
export function timeSpanOf(text: string): TimeSpan | null {
  const match = TIME.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const start = utc(Number(year), Number(month ?? 1), Number(day ?? 1));
  const offset = offsetOf(zone);
  if (start === null || offset === null) return null;
  if (month === undefined) return { start, end: utc(Number(year) + 1, 1, 1) ?? start };
  if (day === undefined) return { start, end: monthAfter(Number(year), Number(month)) };
  if (hour === undefined) return { start, end: start + DAY };
  if (Number(hour) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return null;
  const clock = Number(hour) * HOUR + Number(minute ?? 0) * MINUTE + Number(second ?? 0) * SECOND;
  const from = start + clock + milliseconds(fraction) - offset;
  const unit =
    minute === undefined ? HOUR : second === undefined ? MINUTE : fraction === undefined ? SECOND : 1;
  return { start: from, end: from + unit };
}

function utc(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

function monthAfter(year: number, month: number): number {
  return utc(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) ?? 0;
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * SECOND + 1e-6);
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 18 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}

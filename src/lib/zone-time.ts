/**
 * Moments written and read in a time zone. Zones are IANA names, `UTC`, or `local` for the reader's own.
 * Source of the rules: the browser's own copy of the IANA database, through Intl.
 */
import { timeSpanOf } from './time-text.ts';
import type { TimeSpan } from './time-text.ts';

export type Zone = string;

export const UTC: Zone = 'UTC';
export const LOCAL: Zone = 'local';

/** ECMAScript dates reach this far from 1970, in milliseconds. */
const LAST_DATE = 8.64e15;
const MINUTE = 60_000;

/** Making one takes 50 µs, using it 2 µs. Zones come from links, so only a few are kept. */
const clocks = new Map<Zone, Intl.DateTimeFormat>();
const MOST_CLOCKS = 20;

function clockOf(zone: Zone): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    ...(zone === LOCAL ? {} : { timeZone: zone }),
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(zone, clock);
  return clock;
}

/** Whether the browser knows the zone. */
export function isZone(text: string): boolean {
  if (text === LOCAL) return true;
  // Offsets such as +02:00 are zones to newer browsers only.
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,60}$/.test(text)) return false;
  try {
    clockOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds that clocks of the zone are ahead of UTC at a moment. */
export function zoneOffset(ms: number, zone: Zone): number {
  if (zone === UTC || !isDate(ms)) return 0;
  if (zone === LOCAL) return -new Date(ms).getTimezoneOffset() * MINUTE;
  const part: Record<string, string> = {};
  for (const { type, value } of clockOf(zone).formatToParts(ms)) part[type] = value;
  const { year, month, day, hour, minute, second } = part;
  const shown = new Date(0);
  const sign = part['era']?.startsWith('B') === true ? 1 - Number(year) : Number(year);
  shown.setUTCFullYear(sign, Number(month) - 1, Number(day));
  shown.setUTCHours(Number(hour), Number(minute), Number(second));
  return shown.getTime() - Math.floor(ms / 1000) * 1000;
}

/** `2025-10-10 21:13:51`, to the second, the precision CloudTrail has. */
export function zonedText(ms: number, zone: Zone): string {
  if (!isDate(ms)) return 'no valid time';
  const shifted = ms + zoneOffset(ms, zone);
  if (!isDate(shifted)) return 'no valid time';
  return new Date(shifted)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');
}

/** `UTC`, `UTC+02:00`: how far the zone's clocks were ahead at that moment, which a name such as CET does not tell all. */
export function offsetText(ms: number, zone: Zone): string {
  const minutes = Math.round(zoneOffset(ms, zone) / MINUTE);
  if (minutes === 0) return 'UTC';
  const away = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

/** What a person in the zone means by a written time; one with an offset of its own (`Z`, `+02:00`) means just that. */
export function zonedSpanOf(text: string, zone: Zone): TimeSpan | null {
  const span = timeSpanOf(text);
  if (span === null || zone === UTC || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text.trim().slice(10))) return span;
  return { start: zonedMoment(span.start, zone), end: zonedMoment(span.end, zone) };
}

/** The moment at which the zone's clocks show what UTC's clocks show at `shown`. In a skipped hour the moment after it. */
export function zonedMoment(shown: number, zone: Zone): number {
  const guess = shown - zoneOffset(shown, zone);
  return shown - zoneOffset(guess, zone);
}

/** Every zone the browser names, for a list to choose from. */
export function knownZones(): readonly Zone[] {
  return Intl.supportedValuesOf('timeZone');
}

function isDate(ms: number): boolean {
  return Math.abs(ms) <= LAST_DATE;
}

/**
 * Ranges of time written and read by people, in a zone. A range ends before its `to`; what a person writes as its end
 * belongs to it to its own end: `2025-10-14` is that whole day, `21:19` that whole minute.
 */
import { offsetText, zonedSpanOf, zonedText } from './zone-time.ts';
import type { Zone } from './zone-time.ts';

export interface OpenRange {
  readonly from: number | null;
  readonly to: number | null;
}

export type RangeSide = 'from' | 'to';

export type ReadRange =
  | { readonly range: OpenRange; readonly error: null }
  | { readonly range: null; readonly error: { readonly side: RangeSide; readonly text: string } };

/** What a browser can write and read in every zone: years 1 to 9998. */
const FIRST = -62_135_596_800_000;
const LAST = 253_370_764_800_000;

const FORMS =
  'Write it as 2025-10-10, 2025-10-10 21:13 or 2025-10-10 21:13:51, with Z or +02:00 for another zone.';

/** An empty text leaves its side open. */
export function readRange(from: string, to: string, zone: Zone): ReadRange {
  const start = readSide(from, zone);
  if (typeof start === 'string') return fault('from', start);
  const end = readSide(to, zone);
  if (typeof end === 'string') return fault('to', end);
  const range = { from: start?.start ?? null, to: end?.end ?? null };
  if (range.from !== null && range.to !== null && range.from >= range.to)
    return fault('to', 'The end lies before the start.');
  return { range, error: null };
}

/** One written time, or a sentence; null for nothing. */
export function readSide(
  text: string,
  zone: Zone,
): { readonly start: number; readonly end: number } | string | null {
  if (text.trim() === '') return null;
  const span = zonedSpanOf(text, zone);
  if (span === null) return `“${text.trim().slice(0, 40)}” is no time. ${FORMS}`;
  if (span.start < FIRST || span.end >= LAST) return 'This year is too far away.';
  return span;
}

function fault(side: RangeSide, text: string): ReadRange {
  return { range: null, error: { side, text } };
}

const MINUTE = /:00$/;
const MIDNIGHT = / 00:00:00$/;

/** As `readRange` reads it back: the shortest text for that start. */
export function startText(from: number, zone: Zone): string {
  return sideText(from, (text) => zonedSpanOf(text, zone)?.start, from, zone);
}

/** The shortest text that ends at `to`: `2025-10-14` for a midnight, `21:19` for 21:20. */
export function endText(to: number, zone: Zone): string {
  return sideText(to, (text) => zonedSpanOf(text, zone)?.end, to - 1, zone);
}

/** Within an hour that occurs twice a text alone names the wrong one: then the zone's distance is written too. */
function sideText(
  wanted: number,
  read: (text: string) => number | undefined,
  inside: number,
  zone: Zone,
): string {
  const second = zonedText(inside, zone);
  const exact = `${new Date(inside).toISOString().slice(0, 23).replace('T', ' ')}Z`;
  const texts = [second.slice(0, 10), second.slice(0, 16), second, exact.replace(/\.\d+Z$/, 'Z'), exact];
  return texts.find((text) => read(text) === wanted) ?? exact;
}

/** `2025-10-10 21:10 → 21:20 UTC`; days alone where both ends are midnights. */
export function rangeText({ from, to }: OpenRange, zone: Zone): string {
  if (from === null && to === null) return 'All time';
  if (to === null) return `from ${shortest(from ?? 0, zone)} ${offsetText(from ?? 0, zone)}`;
  if (from === null) return `until ${shortest(to, zone)} ${offsetText(to, zone)}`;
  const offset = offsetText(from, zone);
  const days = wholeDays(from, to, zone);
  if (days !== null) return `${days} ${offset}`;
  const [start, end] = [shortest(from, zone), shortest(to, zone)];
  const sameDay = start.slice(0, 10) === end.slice(0, 10);
  return `${start} → ${sameDay ? end.slice(11) : end} ${offset}`;
}

function wholeDays(from: number, to: number, zone: Zone): string | null {
  if (![from, to].every((ms) => ms % 1_000 === 0 && MIDNIGHT.test(zonedText(ms, zone)))) return null;
  const [first, last] = [zonedText(from, zone).slice(0, 10), zonedText(to - 1, zone).slice(0, 10)];
  return first === last ? first : `${first} → ${last}`;
}

/** To the minute where that says all. */
function shortest(ms: number, zone: Zone): string {
  const text = zonedText(ms, zone);
  return MINUTE.test(text) ? text.slice(0, 16) : text;
}

const LENGTHS = [
  [86_400_000, 'day', 'days'],
  [3_600_000, 'hour', 'hours'],
  [60_000, 'minute', 'minutes'],
  [1_000, 'second', 'seconds'],
] as const;

/** `10 minutes`, `1 day 2 hours`: the two largest units. */
export function lengthText(ms: number): string {
  let rest = Math.round(ms / 1_000) * 1_000;
  const parts: string[] = [];
  for (const [unit, one, many] of LENGTHS) {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    if (count > 0) parts.push(`${count.toLocaleString('en-US')} ${count === 1 ? one : many}`);
    else if (parts.length > 0) break;
  }
  return parts.length === 0 ? 'less than a second' : parts.slice(0, 2).join(' ');
}

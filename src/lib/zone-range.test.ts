import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endText, lengthText, rangeText, readRange, startText } from './zone-range.ts';

const BERLIN = 'Europe/Berlin';
const utc = (text: string): number => Date.parse(`${text}Z`);

describe('a written range', () => {
  it('ends at the end of what is written', () => {
    expect(readRange('2025-10-10', '2025-10-10', 'UTC').range).toEqual({
      from: utc('2025-10-10T00:00'),
      to: utc('2025-10-11T00:00'),
    });
    expect(readRange('2025-10-10 21:10', '2025-10-10T21:19', 'UTC').range).toEqual({
      from: utc('2025-10-10T21:10'),
      to: utc('2025-10-10T21:20'),
    });
  });

  it('is read in the zone, or in the zone that is written', () => {
    expect(readRange('2025-10-10 21:10', '2025-10-10 21:10:05Z', BERLIN).range).toEqual({
      from: utc('2025-10-10T19:10'),
      to: utc('2025-10-10T21:10:06'),
    });
    expect(readRange('2025-10-10 21:10+05:30', '', BERLIN).range?.from).toBe(utc('2025-10-10T15:40'));
  });

  it('is open where nothing is written', () => {
    expect(readRange(' ', '', 'UTC').range).toEqual({ from: null, to: null });
    expect(readRange('2025', '', 'UTC').range).toEqual({ from: utc('2025-01-01T00:00'), to: null });
  });

  it.each([
    ['yesterday', '', 'from', 'is no time'],
    ['2025-02-30', '', 'from', 'is no time'],
    ['', '2025-10-10 24:00', 'to', 'is no time'],
    ['', '10.10.2025', 'to', 'is no time'],
    ['2025-10-10 21:10', '2025-10-10 21:09', 'to', 'before the start'],
    ['0000-01-01', '', 'from', 'too far'],
    ['', '9999', 'to', 'too far'],
  ])('“%s” to “%s” is refused at its place', (from, to, side, part) => {
    const { error } = readRange(from, to, 'UTC');
    expect(error?.side).toBe(side);
    expect(error?.text).toContain(part);
  });

  it('of one minute is no empty one', () => {
    expect(readRange('2025-10-10 21:10', '2025-10-10 21:10', 'UTC').error).toBeNull();
  });
});

describe('the texts of a range', () => {
  it('are as short as they can be', () => {
    expect(startText(utc('2025-10-10T00:00'), 'UTC')).toBe('2025-10-10');
    expect(startText(utc('2025-10-10T21:10'), 'UTC')).toBe('2025-10-10 21:10');
    expect(startText(utc('2025-10-10T21:10:05'), 'UTC')).toBe('2025-10-10 21:10:05');
    expect(endText(utc('2025-10-11T00:00'), 'UTC')).toBe('2025-10-10');
    expect(endText(utc('2025-10-10T21:20'), 'UTC')).toBe('2025-10-10 21:19');
    expect(endText(utc('2025-10-10T21:20:05'), 'UTC')).toBe('2025-10-10 21:20:04');
  });

  it('are read back to the same millisecond, in every zone, in the hour that occurs twice as well', () => {
    const moment = fc.integer({ min: utc('2025-01-01T00:00'), max: utc('2025-12-31T00:00') });
    const twice = fc.integer({ min: utc('2025-10-25T23:00'), max: utc('2025-10-26T03:00') });
    const grain = fc.constantFrom(1, 1_000, 60_000, 3_600_000);
    fc.assert(
      fc.property(
        fc.oneof(moment, twice),
        grain,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom('UTC', 'local', BERLIN, 'Asia/Kathmandu'),
        (start, unit, length, zone) => {
          const from = Math.floor(start / unit) * unit;
          const to = from + length * unit;
          expect(readRange(startText(from, zone), endText(to, zone), zone).range).toEqual({ from, to });
        },
      ),
    );
  });

  it.each([
    [null, null, 'UTC', 'All time'],
    ['2025-10-10T21:10', '2025-10-10T21:20', 'UTC', '2025-10-10 21:10 → 21:20 UTC'],
    ['2025-10-10T21:10', '2025-10-10T21:20', BERLIN, '2025-10-10 23:10 → 23:20 UTC+02:00'],
    ['2025-10-10T21:10:30', '2025-10-11T21:20', 'UTC', '2025-10-10 21:10:30 → 2025-10-11 21:20 UTC'],
    ['2025-10-10T00:00', '2025-10-11T00:00', 'UTC', '2025-10-10 UTC'],
    ['2025-10-01T00:00', '2025-10-15T00:00', 'UTC', '2025-10-01 → 2025-10-14 UTC'],
    ['2025-10-01T00:00', null, 'UTC', 'from 2025-10-01 00:00 UTC'],
    [null, '2025-10-01T12:00', 'UTC', 'until 2025-10-01 12:00 UTC'],
  ])('%s to %s in %s is called %s', (from, to, zone, text) => {
    const range = { from: from === null ? null : utc(from), to: to === null ? null : utc(to) };
    expect(rangeText(range, zone)).toBe(text);
  });

  it.each([
    [600_000, '10 minutes'],
    [3_600_000, '1 hour'],
    [90_061_000, '1 day 1 hour'],
    [86_460_000, '1 day'],
    [1_000, '1 second'],
    [14 * 86_400_000, '14 days'],
  ])('%d ms are %s', (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });
});

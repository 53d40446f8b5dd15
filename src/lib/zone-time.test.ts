import { describe, expect, it } from 'vitest';
import { isZone, knownZones, offsetText, zonedSpanOf, zonedText, zoneOffset } from './zone-time.ts';

const summer = Date.UTC(2025, 6, 1, 12, 0, 5);
const winter = Date.UTC(2025, 0, 1, 23, 30);

describe('moments in a zone', () => {
  it.each([
    [summer, 'UTC', '2025-07-01 12:00:05', 'UTC'],
    [summer, 'Europe/Berlin', '2025-07-01 14:00:05', 'UTC+02:00'],
    [winter, 'Europe/Berlin', '2025-01-02 00:30:00', 'UTC+01:00'],
    [winter, 'America/St_Johns', '2025-01-01 20:00:00', 'UTC−03:30'],
    [winter, 'Asia/Kathmandu', '2025-01-02 05:15:00', 'UTC+05:45'],
    [0, 'Pacific/Kiritimati', '1969-12-31 13:20:00', 'UTC−10:40'],
  ])('%d in %s is %s', (ms, zone, text, offset) => {
    expect(zonedText(ms, zone)).toBe(text);
    expect(offsetText(ms, zone)).toBe(offset);
  });

  it('reads back what it wrote, away from the hours that occur twice', () => {
    for (const zone of ['UTC', 'local', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
      for (let ms = Date.UTC(2025, 0, 1, 12); ms < Date.UTC(2026, 0, 1); ms += 86_400_000) {
        expect(zonedSpanOf(zonedText(ms, zone), zone)?.start).toBe(ms);
      }
    }
  });

  it('takes a written day as the day of the zone, also when it has 23 hours', () => {
    const span = zonedSpanOf('2025-03-30', 'Europe/Berlin');
    expect(span).toEqual({ start: Date.UTC(2025, 2, 29, 23), end: Date.UTC(2025, 2, 30, 22) });
  });

  it.each(['2025-07-01T12:00:05Z', '2025-07-01T14:00:05+02:00'])(
    'believes an offset that is written: %s',
    (text) => {
      expect(zonedSpanOf(text, 'America/New_York')?.start).toBe(summer);
    },
  );

  it('never throws', () => {
    for (const ms of [Number.NaN, Infinity, -8.64e15, 8.64e15, 9e15, -6e13]) {
      for (const zone of ['UTC', 'local', 'Asia/Tokyo']) {
        expect(typeof zonedText(ms, zone)).toBe('string');
        expect(typeof offsetText(ms, zone)).toBe('string');
      }
    }
    expect(zoneOffset(Number.NaN, 'Asia/Tokyo')).toBe(0);
    expect(zonedSpanOf('yesterday', 'Asia/Tokyo')).toBeNull();
  });
});

describe('a zone', () => {
  it('is one that the browser knows', () => {
    expect(['UTC', 'local', 'Europe/Berlin', 'Etc/GMT+5'].every(isZone)).toBe(true);
    expect(['', 'Mars/Base', '__proto__', 'constructor', '+02:00', 'x'.repeat(200)].some(isZone)).toBe(false);
    expect(knownZones().every(isZone)).toBe(true);
  });
});

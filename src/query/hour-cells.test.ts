/** Where hours lie in a week of a zone, against the calendar itself. */
import { describe, expect, it } from 'vitest';
import { zonedText } from '#lib/zone-time.ts';
import { cellOf, cellOfHour, CELLS, countOfCell, hourStep, localHours, weekOf } from './hour-cells.ts';
import { hourRange, type HourRange, unpackHours } from './hours.ts';
import { HOUR } from './spike-cells.ts';

const DAY = 24 * HOUR;
const rangeOf = (from: string, days: number): HourRange => {
  const start = Date.parse(`${from}T00:00:00Z`);
  return { from: start, to: start + days * DAY, isCut: false };
};
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, n) => all + n, 0);

describe('hours of a week', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
    'lie where the clocks of %s show them, a year through',
    (zone) => {
      const range = rangeOf('2025-01-01', 365);
      const step = hourStep(range, zone);
      const { hours } = localHours(range, step, zone);
      const wrong = [...hours].flatMap((hour, place) => {
        const shown = zonedText(range.from + place * step, zone);
        const weekday = (new Date(`${shown.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
        return cellOfHour(hour) === cellOf(weekday, Number(shown.slice(11, 13))) ? [] : [shown];
      });
      expect(wrong).toEqual([]);
    },
  );

  it('are counted in quarters only where clocks are not whole hours ahead', () => {
    const range = rangeOf('2025-03-01', 60);
    expect(hourStep(range, 'Europe/Berlin')).toBe(HOUR);
    expect(hourStep(range, 'Asia/Kolkata')).toBe(HOUR / 4);
    expect(hourStep(range, 'Australia/Lord_Howe')).toBe(HOUR / 4);
  });

  it('are one fewer when clocks go forward, and one lasts two hours when they go back', () => {
    const spring = localHours(rangeOf('2025-03-30', 1), HOUR, 'Europe/Berlin');
    // 02:00 was left out; the day goes on until 02:00 of the next.
    expect(sum(spring.times)).toBe(24);
    expect(spring.times[cellOf(6, 2)]).toBe(0);
    const autumn = localHours(rangeOf('2025-10-26', 1), HOUR, 'Europe/Berlin');
    expect(autumn.times[cellOf(6, 2)]).toBe(1);
    // Both hours that clocks called two: 00:00 and 01:00 UTC.
    const week = weekOf([0, 4, 1, 5, 2, 1], autumn);
    expect(week.cells[cellOf(6, 2)]).toEqual([
      { hour: autumn.hours[0], from: autumn.range.from, to: autumn.range.from + 2 * HOUR, count: 9 },
    ]);
    expect(week).toMatchObject({ activeHours: 2, activeDays: 1 });
  });

  it('hold every event once, wherever it lies', () => {
    const range = rangeOf('2025-03-20', 20);
    for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata']) {
      const step = hourStep(range, zone);
      const local = localHours(range, step, zone);
      const pairs = Array.from({ length: local.hours.length }, (_, at) => [at, (at % 5) + 1]).flat();
      const week = weekOf(pairs, local);
      expect(week.cells).toHaveLength(CELLS);
      expect(sum(week.cells.map(countOfCell))).toBe(sum(pairs.filter((_, at) => at % 2 === 1)));
      for (const hours of week.cells)
        for (const { from, to } of hours) expect(to - from).toBeLessThanOrEqual(2 * HOUR);
    }
  });
});

describe('the range of hours', () => {
  it('is whole hours around all events', () => {
    const first = Date.parse('2025-10-01T10:20:00Z');
    expect(hourRange({ first, last: first })).toEqual({
      from: Date.parse('2025-10-01T10:00:00Z'),
      to: Date.parse('2025-10-01T11:00:00Z'),
      isCut: false,
    });
    expect(hourRange({ first: null, last: null })).toBeNull();
  });

  it('is the last year of longer logs', () => {
    const range = hourRange({ first: 0, last: 20 * 365 * DAY });
    expect(range?.isCut).toBe(true);
    expect((range?.to ?? 0) - (range?.from ?? 0)).toBe(366 * DAY);
  });
});

it('packed hours are read as the engine writes them', () => {
  expect(unpackHours('')).toEqual([]);
  expect(unpackHours('0 4,17 120,8783 1')).toEqual([0, 4, 17, 120, 8783, 1]);
});

/** Which hours are called odd, on lives that are known: the rule's own cases. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, CELLS, type LocalHours, localHours, type Week, weekOf } from './hour-cells.ts';
import { oddHours } from './odd-hours.ts';
import { HOUR } from './spike-cells.ts';

const DAY = 24 * HOUR;
/** A Monday. */
const MONDAY = Date.UTC(2025, 8, 1);

const daysOf = (days: number): LocalHours =>
  localHours({ from: MONDAY, to: MONDAY + days * DAY, isCut: false }, HOUR, 'UTC');

/** `isActive`: by day from the Monday on, and hour. */
function lived(days: number, isActive: (day: number, hour: number) => boolean): [Week, LocalHours] {
  const local = daysOf(days);
  const pairs: number[] = [];
  for (let hour = 0; hour < days * 24; hour++)
    if (isActive(Math.floor(hour / 24), hour % 24)) pairs.push(hour, 3);
  return [weekOf(pairs, local), local];
}

const atWork = (day: number, hour: number): boolean => day % 7 < 5 && hour >= 9 && hour < 17;

describe('odd hours', () => {
  it('are those of a night among two weeks of office hours, and nothing of the work', () => {
    const [week, local] = lived(14, (day, hour) => atWork(day, hour) || (day === 9 && hour >= 2 && hour < 5));
    const { history, odd } = oddHours(week, local);
    expect(history).toBe('enough');
    expect([...odd.keys()]).toEqual([cellOf(2, 2), cellOf(2, 3), cellOf(2, 4)]);
    expect(odd.get(cellOf(2, 3))).toMatchObject({ about: 'hour', active: 0, others: 39 });
  });

  it('are those of a Saturday, once some Saturdays were idle', () => {
    const withSaturday = (days: number) =>
      oddHours(...lived(days, (day, hour) => atWork(day, hour) || (day === days - 2 && hour === 11)));
    expect(withSaturday(35).odd.get(cellOf(5, 11))).toMatchObject({
      about: 'weekday',
      active: 0,
      others: 4,
    });
    expect(withSaturday(35).odd.size).toBe(1);
    // One idle Saturday proves nothing.
    expect(withSaturday(14)).toEqual({ history: 'enough', odd: new Map() });
  });

  it('are not those of a job that runs once a week', () => {
    const [week, local] = lived(28, (day, hour) => atWork(day, hour) || (day % 7 === 6 && hour === 3));
    expect(oddHours(week, local).odd.size).toBe(0);
  });

  it('are nobody’s who is always active, or evenly now and then', () => {
    expect(oddHours(...lived(28, () => true)).odd.size).toBe(0);
    expect(oddHours(...lived(28, (day, hour) => (day * 24 + hour) % 7 === 0)).odd.size).toBe(0);
  });

  it('are not told without history: less than a week, or hardly any activity', () => {
    const [week, local] = lived(6, atWork);
    expect(oddHours(week, local)).toEqual({ history: 'short', odd: new Map() });
    const [seldom, month] = lived(28, (day, hour) => day === 20 && hour >= 2 && hour < 5);
    expect(oddHours(seldom, month)).toEqual({ history: 'sparse', odd: new Map() });
  });

  it('are nobody’s who was there once, for two days on end', () => {
    const [week, local] = lived(
      14,
      (day, hour) => (day === 6 && hour > 4) || day === 7 || (day === 8 && hour < 9),
    );
    expect(oddHours(week, local).odd.size).toBe(0);
  });

  it('are not all hours of a weekday on which it was idle once', () => {
    expect(oddHours(...lived(14, (day) => day !== 9)).odd.size).toBe(0);
    expect(oddHours(...lived(28, (day) => day !== 9 && day !== 16)).odd.size).toBe(0);
  });

  it('come seldom from chance alone: whatever the share of hours, fewer than one cell in a hundred', () => {
    let [marked, cells] = [0, 0];
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.9, noNaN: true }), fc.integer(), (share, seed) => {
        let state = seed >>> 0;
        const random = (): number => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          return state / 2 ** 32;
        };
        const { odd } = oddHours(...lived(28, () => random() < share));
        marked += odd.size;
        cells += CELLS;
      }),
      { numRuns: 100 },
    );
    expect(marked / cells).toBeLessThan(0.01);
  });
});

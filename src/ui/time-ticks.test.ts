import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zonedText } from '#lib/zone-time.ts';
import { labelWidth, timeTicks } from './time-ticks.ts';

const BERLIN = 'Europe/Berlin';
const at = (text: string): number => Date.parse(`${text}Z`);
const labels = (from: string, to: string, pixels: number, zone = 'UTC'): string[] =>
  timeTicks(at(from), at(to), pixels, zone).map((tick) => tick.label);

describe('the marks of a time axis', () => {
  it('are days over two weeks, and fewer where there is less room', () => {
    expect(labels('2025-10-01T00:00', '2025-10-15T00:00', 1_200)).toHaveLength(14);
    expect(labels('2025-10-01T00:00', '2025-10-15T00:00', 330)).toEqual(['1 Oct', '8 Oct']);
  });

  it('name the day once, where the hours begin and at midnight', () => {
    expect(labels('2025-10-10T21:00', '2025-10-11T03:00', 600)).toEqual([
      '10 Oct 21:00',
      '22:00',
      '23:00',
      '11 Oct',
      '01:00',
      '02:00',
    ]);
  });

  it('tell seconds in a range of seconds', () => {
    expect(labels('2025-10-10T21:10:00', '2025-10-10T21:10:30', 500)[1]).toMatch(/^21:10:\d\d$/);
  });

  it('are months and years over long times', () => {
    expect(labels('2025-01-15T00:00', '2025-12-15T00:00', 1_200)[0]).toBe('Feb 2025');
    expect(labels('2012-03-01T00:00', '2026-01-01T00:00', 900)[0]).toBe('2013');
  });

  it('stand at the zone’s round hours, on both sides of the change of clocks', () => {
    const ticks = timeTicks(at('2025-10-25T12:00'), at('2025-10-27T12:00'), 900, BERLIN);
    expect(ticks.length).toBeGreaterThan(4);
    for (const tick of ticks) expect(zonedText(tick.at, BERLIN)).toMatch(/ (00|06|12|18|03|09|15|21):00:00$/);
    const days = timeTicks(at('2025-10-20T00:00'), at('2025-11-03T00:00'), 1_200, BERLIN);
    for (const tick of days) expect(zonedText(tick.at, BERLIN)).toMatch(/ 00:00:00$/);
  });

  it('never touch, never leave the axis, and are in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('1999-01-01T00:00'), max: at('2030-01-01T00:00') }),
        fc.double({ min: 3, max: 12, noNaN: true }),
        fc.integer({ min: 60, max: 2_500 }),
        fc.constantFrom('UTC', BERLIN, 'Asia/Kathmandu', 'America/St_Johns'),
        (from, magnitude, pixels, zone) => {
          const to = from + Math.round(10 ** magnitude);
          let free = -1;
          for (const tick of timeTicks(from, to, pixels, zone)) {
            const left = ((tick.at - from) / (to - from)) * pixels;
            expect(left).toBeGreaterThan(free);
            free = left + labelWidth(tick.label);
            expect(free).toBeLessThanOrEqual(pixels);
            expect(tick.at).toBeLessThan(to);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are there wherever there is room', () => {
    for (let length = 30_000; length < 4e11; length *= 3)
      expect(
        timeTicks(at('2025-10-10T11:11:11'), at('2025-10-10T11:11:11') + length, 900, 'UTC').length,
      ).toBeGreaterThan(2);
  });
});

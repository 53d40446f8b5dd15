import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAfter, lineCount, lineOfPlace, NO_RUNS, placeOfLine, toggleRun } from './lines.ts';
import type { OpenRun } from './lines.ts';

const run = (number: number, first: number, length: number): OpenRun => ({ run: number, first, length });

describe('lines while runs are collapsed', () => {
  const opened = [run(1, 1, 3), run(3, 5, 2)];

  it('are the runs, and the events of those that are open', () => {
    expect(lineCount(5, opened)).toBe(8);
    const places = Array.from({ length: 8 }, (_, line) => placeOfLine(opened, line));
    expect(places.map(({ run: number, member }) => [number, member])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
      [3, 0],
      [3, 1],
      [4, 0],
    ]);
    expect(places.map(({ opened: one }) => one?.run ?? null)).toEqual([null, 1, 1, 1, null, 3, 3, null]);
  });

  it('open and close, and what follows moves along', () => {
    const closed = toggleRun(opened, run(1, 1, 3));
    expect(closed).toEqual([run(3, 5, 2)]);
    expect(lineAfter(opened, closed, 3)).toBe(1);
    expect(lineAfter(opened, closed, 7)).toBe(5);
    expect(toggleRun(closed, run(1, 1, 3))).toEqual(opened);
    expect(lineAfter(closed, opened, 2)).toBe(4);
  });

  it('show an event of a closed run in the line of the run', () => {
    expect(lineOfPlace(NO_RUNS, 4, 17)).toBe(4);
  });

  it('lead to their place and back', () => {
    const lengths = fc.array(fc.record({ length: fc.integer({ min: 1, max: 6 }), open: fc.boolean() }));
    fc.assert(
      fc.property(lengths, (runs) => {
        let first = 0;
        const all = runs.map(({ length, open }, number) => {
          const one = { ...run(number, first, length), open };
          first += length;
          return one;
        });
        const open = all.filter((one) => one.open);
        const count = lineCount(runs.length, open);
        for (let line = 0; line < count; line++) {
          const place = placeOfLine(open, line);
          expect(lineOfPlace(open, place.run, place.member)).toBe(line);
        }
        expect(placeOfLine(open, count).run).toBe(runs.length);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANY_TIME,
  around,
  lastOf,
  leadingTo,
  narrowed,
  shifted,
  shownWindow,
  widened,
  windowOfData,
} from './time-window.ts';

const data = { from: 0, to: 1_000_000 };

describe('the range in view', () => {
  it('is the chosen one, or the data’s where it is open', () => {
    expect(shownWindow({ from: 5_000, to: 900_000 }, data)).toEqual({ from: 5_000, to: 900_000 });
    expect(shownWindow(ANY_TIME, data)).toEqual(data);
    expect(shownWindow({ from: 400_000, to: null }, data)).toEqual({ from: 400_000, to: 1_000_000 });
    expect(shownWindow({ from: null, to: 400_000 }, data)).toEqual({ from: 0, to: 400_000 });
  });

  it('keeps a chosen second, and gives a single event some room', () => {
    expect(shownWindow({ from: 5_000, to: 6_000 }, data)).toEqual({ from: 5_000, to: 6_000 });
    const alone = shownWindow(ANY_TIME, windowOfData(60_500, 60_500));
    expect(alone).toEqual({ from: 45_000, to: 76_000 });
  });

  it('is never empty, whatever was chosen', () => {
    fc.assert(
      fc.property(fc.option(fc.integer()), fc.option(fc.integer()), (from, to) => {
        const shown = shownWindow({ from, to }, data);
        expect(shown.to).toBeGreaterThan(shown.from);
      }),
    );
  });
});

describe('wider', () => {
  it('is twice as long around the same middle', () => {
    expect(widened({ from: 400_000, to: 500_000 }, data)).toEqual({ from: 350_000, to: 550_000 });
  });

  it('moves away from an end of the data', () => {
    expect(widened({ from: 900_000, to: 1_000_000 }, data)).toEqual({ from: 800_000, to: 1_000_000 });
    expect(widened({ from: 0, to: 100_000 }, data)).toEqual({ from: 0, to: 200_000 });
  });

  it('is any time when it holds all data', () => {
    expect(widened({ from: 200_000, to: 800_000 }, data)).toEqual(ANY_TIME);
    expect(widened(data, data)).toEqual(ANY_TIME);
  });

  it('comes to any time from everywhere, in few steps, each twice as long', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -3_000, max: 3_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        (start, length) => {
          let shown = { from: start * 1_000, to: (start + length) * 1_000 };
          for (let step = 0; step < 14; step += 1) {
            const { from, to } = widened(shown, data);
            if (from === null || to === null) return;
            expect(to - from).toBeGreaterThanOrEqual(Math.min(2 * (shown.to - shown.from), 1_000_000));
            shown = { from, to };
          }
          expect.fail('It never ends.');
        },
      ),
    );
  });
});

describe('narrower', () => {
  it('is half as long, in the middle or around a moment, within the range', () => {
    expect(narrowed(data, null)).toEqual({ from: 250_000, to: 750_000 });
    expect(narrowed(data, 900_000)).toEqual({ from: 500_000, to: 1_000_000 });
    expect(narrowed(data, 0)).toEqual({ from: 0, to: 500_000 });
  });

  it('ends at a second', () => {
    expect(narrowed({ from: 5_000, to: 7_000 }, null)).toEqual({ from: 5_000, to: 6_000 });
    expect(narrowed({ from: 5_000, to: 6_000 }, null)).toBeNull();
  });
});

it('leads to the periods beside, around and before', () => {
  expect(shifted({ from: 10_000, to: 30_000 }, -1)).toEqual({ from: -10_000, to: 10_000 });
  expect(shifted({ from: 10_000, to: 30_000 }, 1)).toEqual({ from: 30_000, to: 50_000 });
  expect(around(60_000, 5_000)).toEqual({ from: 55_000, to: 66_000 });
  expect(leadingTo(60_000, 10_000)).toEqual({ from: 50_000, to: 60_000 });
  expect(lastOf(data, 900_000)).toEqual({ from: 100_000, to: 1_000_000 });
});

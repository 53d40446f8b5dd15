import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampTop,
  MAX_SPACER,
  pageStep,
  rowsAt,
  scrollFromTop,
  scrollShape,
  topFromScroll,
  topToCentre,
  topToShow,
  fling,
} from './scaled-scroll.ts';

const FIVE_MILLION = 5_000_000;
const big = scrollShape(FIVE_MILLION, 28, 700);
const small = scrollShape(1_000, 28, 700);

describe('five million rows', () => {
  it('keeps the spacer below what browsers allow', () => {
    expect(big.spacer).toBe(MAX_SPACER);
    expect(big.scaled).toBe(true);
    expect(small.spacer).toBe(28_000);
    expect(small.scaled).toBe(false);
  });

  it('shows the very last row at the end of the track, and the first at its start', () => {
    expect(rowsAt(big, topFromScroll(big, big.maxScroll), 0).end).toBe(FIVE_MILLION);
    expect(rowsAt(big, topFromScroll(big, big.maxScroll - 0.6), 0).end).toBe(FIVE_MILLION);
    const lastTop = (FIVE_MILLION - 1) * 28 - big.maxTop;
    expect(lastTop + 28).toBe(700);
    expect(rowsAt(big, topFromScroll(big, 0), 0)).toEqual({ first: 0, end: 25 });
  });

  it('moves by single rows exactly, anywhere', () => {
    let top = topToShow(big, 0, 2_500_000);
    for (let row = 2_500_001; row < 2_500_200; row += 1) {
      const next = topToShow(big, top, row);
      expect(next - top).toBe(28);
      top = next;
    }
  });

  it('puts every visible row inside the spacer', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const top = clampTop(big, share * big.maxTop);
        const scroll = scrollFromTop(big, top);
        const { first, end } = rowsAt(big, top, 0);
        expect(end - first).toBeLessThanOrEqual(26);
        // As the grid places its rows.
        const position = (end - 1) * big.rowHeight - top + scroll;
        expect(position + 28).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(MAX_SPACER);
      }),
    );
  });
});

describe('scroll and top', () => {
  const shapes = fc
    .tuple(fc.integer({ min: 0, max: 20_000_000 }), fc.integer({ min: 0, max: 4_000 }))
    .map(([rows, viewport]) => scrollShape(rows, 28, viewport));

  it('go back and forth', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), (shape, share) => {
        const top = share * shape.maxTop;
        const scroll = scrollFromTop(shape, top);
        expect(scroll).toBeGreaterThanOrEqual(0);
        expect(scroll).toBeLessThanOrEqual(shape.maxScroll + 1e-6);
        const ratio = shape.maxScroll === 0 ? 1 : Math.max(1, shape.maxTop / shape.maxScroll);
        expect(Math.abs(topFromScroll(shape, scroll) - top)).toBeLessThanOrEqual(1.001 * ratio);
      }),
    );
  });

  it('never show a row that is not there', () => {
    fc.assert(
      fc.property(shapes, fc.double({ noNaN: true }), fc.nat(40), (shape, wild, overscan) => {
        const { first, end } = rowsAt(shape, clampTop(shape, wild), overscan);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(shape.rows);
        expect(first).toBeLessThanOrEqual(Math.max(end, first));
      }),
    );
  });
});

describe('reaching a row', () => {
  it('moves only as far as needed', () => {
    expect(topToShow(small, 280, 10)).toBe(280);
    expect(topToShow(small, 280, 9)).toBe(252);
    expect(topToShow(small, 0, 25)).toBe(28);
    expect(topToShow(small, 0, 999)).toBe(small.maxTop);
  });

  it('centres a jump', () => {
    expect(topToCentre(small, 500)).toBe(500 * 28 - 336);
    expect(topToCentre(small, 0)).toBe(0);
  });

  it('pages by at least one row', () => {
    expect(pageStep(small)).toBe(24);
    expect(pageStep(scrollShape(10, 28, 10))).toBe(1);
  });
});

describe('a flung list', () => {
  it('goes the same way whatever the frames, and comes to rest', () => {
    const whole = fling(2, 160);
    let [speed, way] = [2, 0];
    for (let frame = 0; frame < 10; frame++) {
      const step = fling(speed, 16);
      way += step.distance;
      speed = step.speed;
    }
    expect(way).toBeCloseTo(whole.distance, 6);
    expect(speed).toBeCloseTo(whole.speed, 6);
    expect(Math.abs(fling(-2, 3_000).speed)).toBeLessThan(0.001);
  });
});

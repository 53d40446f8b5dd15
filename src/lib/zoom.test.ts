import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  domainOf,
  lengthOf,
  panned,
  secondsAround,
  SHORTEST,
  shownSpan,
  spanAround,
  within,
  zoomed,
  zoomOf,
} from './zoom.ts';
import type { Span } from './zoom.ts';

const DAY = 86_400_000;
const YEAR = 366 * DAY;
const start = fc.integer({ min: 0, max: 2_000_000_000_000 });

/** A domain, and a part of it that can be shown. */
const seen = fc
  .tuple(
    start,
    fc.integer({ min: 0, max: 2 * YEAR }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([first, length, a, b]): { domain: Span; span: Span } => {
    const domain = domainOf(first, first + length);
    const size = SHORTEST + a * (lengthOf(domain) - SHORTEST);
    const from = domain.from + b * (lengthOf(domain) - size);
    return { domain, span: { from, to: from + size } };
  });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const factor = fc.double({ min: 0.01, max: 100, noNaN: true });

const EDGE = 1e-3;
function isInside(span: Span, domain: Span): boolean {
  return span.from >= domain.from - EDGE && span.to <= domain.to + EDGE;
}

describe('zooming', () => {
  it('never leaves the domain, nor goes closer than can be shown', () => {
    fc.assert(
      fc.property(
        seen,
        part,
        factor,
        fc.integer({ min: -YEAR, max: YEAR }),
        ({ domain, span }, at, by, ms) => {
          const moment = span.from + at * lengthOf(span);
          for (const next of [zoomed(span, moment, by, domain), panned(span, ms, domain)]) {
            expect(isInside(next, domain)).toBe(true);
            expect(lengthOf(next)).toBeGreaterThanOrEqual(SHORTEST - EDGE);
          }
        },
      ),
    );
  });

  it('in and out again is where it was', () => {
    fc.assert(
      fc.property(seen, part, fc.double({ min: 0.05, max: 1, noNaN: true }), ({ domain, span }, at, by) => {
        fc.pre(lengthOf(span) * by >= SHORTEST);
        const moment = span.from + at * lengthOf(span);
        const back = zoomed(zoomed(span, moment, by, domain), moment, 1 / by, domain);
        expect(Math.abs(back.from - span.from)).toBeLessThan(1);
        expect(Math.abs(back.to - span.to)).toBeLessThan(1);
      }),
    );
  });

  it('what is under the pointer stays there when it is closer', () => {
    fc.assert(
      fc.property(seen, part, fc.double({ min: 0.05, max: 1, noNaN: true }), ({ domain, span }, at, by) => {
        const moment = span.from + at * lengthOf(span);
        const next = zoomed(span, moment, by, domain);
        expect((moment - next.from) / lengthOf(next)).toBeCloseTo(at, 3);
      }),
    );
  });

  it('a zoom survives its link', () => {
    fc.assert(
      fc.property(seen, ({ domain, span }) => {
        const zoom = zoomOf(span, domain);
        const shown = shownSpan(zoom, domain);
        expect(isInside(shown, domain)).toBe(true);
        expect(Math.abs(shown.from - span.from)).toBeLessThanOrEqual(1);
        expect(zoomOf(shown, domain)).toEqual(zoom);
      }),
    );
  });
});

it('a domain holds its first and last event, however near they are', () => {
  for (const length of [0, 1, 999, 5_000, 60_000, DAY]) {
    const domain = domainOf(1e12, 1e12 + length);
    expect(domain.from).toBeLessThan(1e12);
    expect(domain.to).toBeGreaterThan(1e12 + length + 999);
    expect(lengthOf(domain)).toBeGreaterThanOrEqual(SHORTEST);
  }
});

it('a zoom beside the data shows all of it, one over its edge is moved inside', () => {
  const domain = { from: 0, to: 100_000 };
  expect(shownSpan({ from: 200_000, to: 300_000 }, domain)).toEqual(domain);
  expect(shownSpan({ from: 90_000, to: 110_000 }, domain)).toEqual({ from: 80_000, to: 100_000 });
  expect(within({ from: -5, to: 200_000 }, domain)).toEqual(domain);
  expect(spanAround({ from: 50_000, to: 50_000 }, domain)).toEqual({ from: 45_000, to: 55_000 });
});

it('a choice of time is whole seconds', () => {
  expect(secondsAround({ from: 1_200, to: 3_001 })).toEqual({ from: 1_000, to: 4_000 });
  expect(secondsAround({ from: 1_000, to: 1_000 })).toEqual({ from: 1_000, to: 2_000 });
});

it('where a part is shown anyway, only another part is a zoom, and so is all there is', () => {
  const domain = { from: 0, to: 100_000 };
  const rest = { home: { from: 40_000, to: 60_000 }, shortest: 15_000 };
  expect(shownSpan(null, domain, rest)).toEqual(rest.home);
  expect(shownSpan({ from: 200_000, to: 300_000 }, domain, rest)).toEqual(rest.home);
  expect(zoomOf(rest.home, domain, rest)).toBeNull();
  expect(zoomOf(domain, domain, rest)).toEqual(domain);
  expect(shownSpan(domain, domain, rest)).toEqual(domain);
  expect(lengthOf(shownSpan({ from: 1_000, to: 2_000 }, domain, rest))).toBe(15_000);
  expect(lengthOf(zoomed(rest.home, 50_000, 0.1, domain, 15_000))).toBe(15_000);
});

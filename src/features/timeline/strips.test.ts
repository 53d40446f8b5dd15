import fc from 'fast-check';
import { expect, it } from 'vitest';
import { barNear, bucketsFor, OTHERS, rectsOf, spanOf, stripsOf } from './strips.ts';
import { domainOf, SHORTEST, within } from '#lib/zoom.ts';

it('buckets cover what is shown, and are never more than three hundred', () => {
  const seen = fc.tuple(
    fc.integer({ min: 0, max: 2e12 }),
    fc.integer({ min: 0, max: 4e10 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom(0, 3_600_000, -19_800_000),
  );
  fc.assert(
    fc.property(seen, ([first, length, a, b, offset]) => {
      const domain = domainOf(first, first + length);
      const size = Math.max(SHORTEST, a * (domain.to - domain.from));
      const from = domain.from + b * (domain.to - domain.from);
      const shown = within({ from, to: from + size }, domain);
      const buckets = bucketsFor(shown, domain, offset);
      const span = spanOf(buckets);
      expect(span.from).toBeLessThanOrEqual(shown.from);
      expect(span.to).toBeGreaterThanOrEqual(shown.to);
      expect(buckets.count).toBeLessThanOrEqual(300);
    }),
  );
});

it('a small pan asks the same buckets again', () => {
  const domain = { from: 0, to: 1e10 };
  const at = (from: number) => bucketsFor({ from, to: from + 1e8 }, domain, 0);
  expect(at(5.0005e9)).toEqual(at(5.0007e9));
});

it('rows become bars of their lanes, in order of time', () => {
  const strips = stripsOf(
    [
      { place: 1, bucket: 3, events: 2, bad: 1, attention: 0 },
      { place: 0, bucket: 5, events: 9, bad: 0, attention: 4 },
      { place: 0, bucket: 2, events: 1, bad: 0, attention: 0 },
      { place: -1, bucket: 0, events: 4, bad: 0, attention: 0 },
    ],
    { start: 1_000, step: 10, count: 10 },
    (place) => ['a', 'b'][place],
  );
  expect([strips.highest, strips.total]).toEqual([9, 16]);
  expect(strips.bars.get('a')?.map(({ from }) => from)).toEqual([1_020, 1_050]);
  expect(strips.bars.get(OTHERS)?.[0]).toEqual({ from: 1_000, to: 1_010, events: 4, bad: 0, attention: 0 });
});

it('the parts of a bar are as high as the bar, and what failed is always seen', () => {
  const count = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(count, count, count, (read, attention, bad) => {
      const events = read + attention + bad;
      fc.pre(events > 0);
      const [rect] = rectsOf(
        [{ from: 0, to: 10, events, bad, attention }],
        { from: 0, to: 1_000 },
        800,
        28,
        events * 2,
      );
      if (rect === undefined) throw new Error('the bar is not drawn');
      const height = rect.read + rect.attention + rect.bad;
      expect(height).toBeGreaterThanOrEqual(3.999);
      expect(height).toBeLessThanOrEqual(28.001);
      expect(Math.min(rect.read, rect.attention, rect.bad)).toBeGreaterThanOrEqual(-0.001);
      expect(rect.bad).toBeGreaterThanOrEqual(bad > 0 ? 1.999 : 0);
    }),
  );
});

it('the pointer means the bar under it, or the nearest within reach', () => {
  const bars = [10, 20, 50].map((from) => ({ from, to: from + 5, events: 1, bad: 0, attention: 0 }));
  expect(barNear(bars, 21, 3)?.from).toBe(20);
  expect(barNear(bars, 17, 3)?.from).toBe(10);
  expect(barNear(bars, 40, 3)).toBeNull();
});

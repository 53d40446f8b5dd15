import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FirstRow, TimelineEventRow } from '#query/timeline-events.ts';
import { collapsed, firstWords, marksOf, placeMarks } from './marks.ts';

const row = (n: number, more: Partial<TimelineEventRow> = {}): TimelineEventRow => ({
  place: 0,
  row_id: n,
  time: n * 1_000,
  until: n * 1_000,
  count: 1,
  outcome: 0,
  level: 0,
  eventName: 'GetObject',
  eventSource: 's3.amazonaws.com',
  verb: 'read',
  ...more,
});

const first = (n: number, what: string, value: string | null, more: Partial<FirstRow> = {}): FirstRow => ({
  ...row(n),
  what,
  value,
  ...more,
});

it('neighbours of one name and outcome in one lane become one', () => {
  const runs = collapsed([
    row(1),
    row(2, { place: 1 }),
    row(3),
    row(4, { outcome: 1 }),
    row(5, { outcome: 1 }),
    row(6),
  ]);
  expect(runs.map(({ row_id, count, until }) => [row_id, count, until])).toEqual([
    [1, 2, 3_000],
    [2, 1, 2_000],
    [4, 2, 5_000],
    [6, 1, 6_000],
  ]);
});

it('no event is lost or counted twice in a run', () => {
  const rows = fc.array(
    fc.record({ place: fc.nat(3), outcome: fc.nat(1), eventName: fc.constantFrom('A', 'B', null) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(rows, (some) => {
      const events = some.map((more, n) => row(n, more));
      const runs = collapsed(events);
      expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(events.length);
      for (const [at, run] of runs.entries()) {
        const next = runs.slice(at + 1).find(({ place }) => place === run.place);
        expect([next?.eventName, next?.outcome]).not.toEqual([run.eventName, run.outcome]);
      }
    }),
  );
});

it('what comes with the first event of a lane is no news of its own', () => {
  const words = firstWords(
    [
      first(1, 'lane', null),
      first(1, 'address', '192.0.2.1'),
      first(5, 'address', '198.51.100.77'),
      first(5, 'region', 'eu-west-1'),
      first(9, 'address', 'x\u202e'),
    ],
    { from: 0, to: 20_000 },
  );
  expect([...words]).toEqual([
    [1, 'first event here'],
    [5, 'first from 198.51.100.77, first in eu-west-1'],
    [9, 'first from x⟨U+202E⟩'],
  ]);
});

it('without enough time before it nothing is called new', () => {
  const rows = [first(1, 'lane', null), first(2, 'address', '192.0.2.1')];
  expect([...firstWords(rows, { from: 0, to: 100_000 })]).toEqual([]);
  expect([...firstWords(rows, { from: 1_000, to: 2_000 })]).toEqual([[2, 'first from 192.0.2.1']]);
});

it('marks say what they are in words and a glyph, and those that turn a course weigh more', () => {
  const marks = marksOf(
    [
      row(1),
      row(2, { eventName: 'DeleteBucket', verb: 'destructive', outcome: 1, count: 3, level: 2 }),
      row(3, { eventName: 'CreateUser', verb: 'write', level: 1 }),
      row(4, { eventName: 'PutObject', verb: 'write', level: 1 }),
      row(5, { eventName: 'ConsoleLogin', verb: 'write', level: 1 }),
    ],
    [first(1, 'lane', null)],
    { from: 0, to: 10_000 },
    () => 'lane',
  );
  const by = new Map(marks.map((mark) => [mark.rowId, mark]));
  expect(by.get(2)).toMatchObject({
    label: 'DeleteBucket denied ×3',
    kind: 'Denied',
    icon: 'failed',
    tone: 'bad',
  });
  expect(by.get(5)).toMatchObject({ kind: 'Console sign-in', icon: 'sign-in' });
  expect(by.get(1)).toMatchObject({ first: 'first event here', tone: 'plain' });
  expect(by.get(3)?.weight).toBeGreaterThan(by.get(4)?.weight ?? Infinity);
  expect(marks).toHaveLength(5);
});

it('names never touch each other, leave the plot, or cover a glyph or a stem', () => {
  const events = fc.array(
    fc.record({
      time: fc.integer({ min: 0, max: 100_000 }),
      eventName: fc.string({ maxLength: 60 }),
      verb: fc.constantFrom('read', 'write', 'destructive'),
      outcome: fc.nat(2),
    }),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(
      events,
      fc.integer({ min: 60, max: 1_600 }),
      fc.integer({ min: 1, max: 4 }),
      (some, width, rows) => {
        const marks = marksOf(
          some.map((more, n) => row(n, { ...more, until: more.time })),
          [],
          { from: 0, to: 1 },
          () => 'lane',
        );
        const placed = placeMarks(marks, { from: 0, to: 100_000 }, width, rows);
        for (let at = 0; at < rows; at += 1) {
          const boxes = placed.flatMap(({ x, side, label, row: own }): [number, number][] => {
            if (own < at) return [];
            // Of what stands higher only the stem passes here.
            if (own > at) return [[x - 1, x + 1]];
            const name = side === null ? 0 : label.length * 6.4;
            return [[x - 12 - (side === 'left' ? name : 0), x + 12 + (side === 'right' ? name : 0)]];
          });
          for (const [n, [from, to]] of boxes.entries()) {
            expect(from).toBeGreaterThanOrEqual(-12.001);
            expect(to).toBeLessThanOrEqual(width + 12.001);
            const touching = boxes
              .slice(n + 1)
              .filter(([other, end]) => to - from > 3 || end - other > 3)
              .filter(([other, end]) => other < to - 0.001 && end > from + 0.001);
            expect(touching).toEqual([]);
          }
        }
      },
    ),
  );
});

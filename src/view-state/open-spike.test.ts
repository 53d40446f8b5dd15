import { describe, expect, it } from 'vitest';
import type { Family } from '#query/spike-names.ts';
import { listedSpikes, markOf, openSpike, shownSpikes, spikesOf, toggledExpected } from './open-spike.ts';

const MINUTE = 60_000;

function spike(name: string, start: number, family: Family = 'call') {
  const series = { family, eventSource: null, name, ownAccount: null, region: 'r', account: '1' };
  return { series, start, end: start + 10 * MINUTE, peak: { at: start + 3 * MINUTE, count: 9 } };
}

const [late, other, early] = [
  spike('DeleteObject', 600 * MINUTE),
  spike('AccessDenied', 0, 'error'),
  spike('DeleteObject', 0),
];
const ALL = [late, other, early];
const VIEW = { spike: null, expected: [], families: null } as const;

describe('the open spike', () => {
  it('is the first of those shown that is not expected', () => {
    expect(openSpike(ALL, VIEW)).toBe(late);
    expect(openSpike(ALL, { ...VIEW, expected: [markOf(late)] })).toBe(other);
    expect(openSpike(ALL, { ...VIEW, expected: [markOf(late)], families: ['call'] })).toBe(early);
    expect(openSpike(ALL, { ...VIEW, expected: ALL.map(markOf) })).toBe(late);
    expect(openSpike([], VIEW)).toBeNull();
    expect(shownSpikes(ALL, { families: ['error'] })).toEqual([other]);
  });

  it('is the marked one of its series, and none where the series has none at that moment', () => {
    expect(openSpike(ALL, { ...VIEW, spike: markOf(early) })).toBe(early);
    expect(openSpike(ALL, { ...VIEW, spike: { series: early.series, at: 300 * MINUTE } })).toBeNull();
  });
});

it('the spikes of a series are in order of time', () => {
  expect(spikesOf(ALL, late.series)).toEqual([early, late]);
});

it('a mark is set and taken away, whatever moment of the spike it names', () => {
  const [mark] = toggledExpected([], late);
  expect(mark).toEqual(markOf(late));
  expect(toggledExpected([{ series: late.series, at: late.start }, markOf(early)], late)).toEqual([
    markOf(early),
  ]);
});

it('the list has what is expected below the others, and its first is the one that is open', () => {
  const view = { ...VIEW, expected: [markOf(late)] };
  const listed = listedSpikes(ALL, view);
  expect(listed).toEqual([
    { spike: other, isExpected: false },
    { spike: early, isExpected: false },
    { spike: late, isExpected: true },
  ]);
  expect(openSpike(ALL, view)).toBe(listed[0]?.spike);
  expect(listedSpikes(ALL, { ...view, families: ['error'] }).map(({ spike: one }) => one)).toEqual([other]);
});

/** When the growing table is shown anew while a load runs. */
import { describe, expect, it } from 'vitest';
import { isPictureDue } from './load-progress.ts';

function picturesOf(milliseconds: number): number[] {
  const pictures: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let now = 0; now < milliseconds; now += 10) {
    if (!isPictureDue(now, 0, last)) continue;
    pictures.push(now);
    last = now;
  }
  return pictures;
}

describe('pictures of a growing table', () => {
  it('begin with the first batch and follow every 800 ms', () => {
    expect(picturesOf(3_000)).toEqual([0, 800, 1600, 2400]);
  });

  it('become fewer the longer it takes, but never stop', () => {
    const pictures = picturesOf(60_000);
    const pauses = pictures.slice(1).map((at, k) => at - (pictures[k] ?? 0));
    expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
    expect(pauses.at(-1)).toBeGreaterThan(5_000);
    expect(pauses.at(-1)).toBeLessThanOrEqual(60_000 / 8);
    expect(pictures.length).toBeLessThan(30);
  });
});

import { describe, expect, it } from 'vitest';
import { groupThings, type ThingCount } from './thing-groups.ts';

const thing = (label: string | null, within: number, before = 0, isPath = true): ThingCount => ({
  label,
  isPath,
  within,
  before,
});

const told = (things: readonly ThingCount[]): unknown[] =>
  groupThings(things).map(({ label, within, before }) => [label, within, before]);

const keys = (prefix: string, count: number, before = 0): ThingCount[] =>
  Array.from({ length: count }, (_, n) => thing(`${prefix}${n}`, 1, before));

describe('things', () => {
  it('are told one by one where they are few, each once', () => {
    expect(told([thing('a/x', 2), thing('b/y', 1, 3), thing('a/x', 1), thing(null, 4)])).toEqual([
      ['a/x', 3, 0],
      ['b/y', 1, 3],
      [null, 4, 0],
    ]);
  });

  it('are told one by one where five are nearly all', () => {
    expect(told([thing('bucket/one', 1_000), ...keys('bucket/k', 100)])).toHaveLength(101);
  });

  it('are told by the folder that all share', () => {
    expect(told(keys('finance/2025/10/k', 500, 1))).toEqual([['finance/2025/10/', 500, 500]]);
    expect(told([...keys('finance/2025/10/k', 500), ...keys('finance/2026/x', 20)])).toEqual([
      ['finance', 520, 0],
    ]);
    expect(told([...keys('finance/2025/k', 20), thing('finance', 3, 9)])).toEqual([['finance', 23, 9]]);
    expect(told([...keys('a/k', 20), ...keys('b/2025/k', 30), thing(null, 0, 5)])).toEqual([
      ['a', 20, 0],
      ['b/2025/', 30, 0],
      [null, 0, 5],
    ]);
    expect(told(keys('/aws/lambda/f', 20))).toEqual([['/aws/lambda/', 20, 0]]);
    expect(told(keys('/f', 20)).length).toBe(20);
  });

  it('stay as they are where a slash only tells their kind', () => {
    const roles = Array.from({ length: 30 }, (_, n) => thing(`role/r${n}`, 1, 0, false));
    expect(groupThings(roles)).toHaveLength(30);
  });

  it('may be many, long and alike', () => {
    const long = 'k/'.repeat(90);
    expect(told(Array.from({ length: 3_000 }, (_, n) => thing(`${long}${n}`, 1)))).toEqual([
      [long, 3_000, 0],
    ]);
    expect(groupThings([])).toEqual([]);
  });
});

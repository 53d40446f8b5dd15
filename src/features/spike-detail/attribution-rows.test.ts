import { describe, expect, it } from 'vitest';
import type { AttributionRow } from '#query/spike-attribution.ts';
import { attributionTables } from './attribution-rows.ts';

const MINUTE = 60_000;
/** Ten minutes of spike after a hundred of baseline. */
const TIMES = { baselineFrom: 0, start: 100 * MINUTE, end: 110 * MINUTE };

function rows(
  counts: readonly (readonly [value: string | null, within: number, before: number])[],
  all = [0, 0],
) {
  const sum = (side: 1 | 2): number => counts.reduce((total, one) => total + one[side], 0);
  return counts.map(([value, within, before]): AttributionRow => ({
    attribute: 'principal',
    value,
    within,
    before,
    allWithin: sum(1) + (all[0] ?? 0),
    allBefore: sum(2) + (all[1] ?? 0),
  }));
}

describe('attribution tables', () => {
  it('are calls a minute beside those of the baseline, with each value’s share of the rise', () => {
    const [table] = attributionTables(
      rows([
        ['eve', 90, 0],
        ['job', 10, 100],
      ]),
      TIMES,
      'up',
    );
    expect(table).toEqual({
      attribute: 'principal',
      lines: [
        { value: 'eve', within: 9, before: 0, share: 1 },
        { value: 'job', within: 1, before: 1, share: 0 },
      ],
      other: null,
    });
  });

  it('list five of either side, the spike’s first, and the rest as other', () => {
    const counts = [1, 2, 3, 4, 5, 6].map((n) => [`s${n}`, n * 10, 0] as const);
    const usual = [['u', 0, 300] as const, [null, 0, 200] as const];
    const [table] = attributionTables(rows([...counts, ...usual], [20, 100]), TIMES, 'up');
    expect(table?.lines.map(({ value }) => value)).toEqual(['s6', 's5', 's4', 's3', 's2', 'u', null]);
    expect(table?.other).toMatchObject({ within: 3, before: 1 });
    const [drop] = attributionTables(rows([...counts, ...usual]), TIMES, 'down');
    expect(drop?.lines.map(({ value }) => value)).toEqual(['u', null, 's6', 's5', 's4', 's3', 's2']);
  });

  it('say nothing of a rise that is none', () => {
    const [table] = attributionTables(rows([['job', 10, 100]]), TIMES, 'up');
    expect(table?.lines[0]?.share).toBeNull();
  });
});

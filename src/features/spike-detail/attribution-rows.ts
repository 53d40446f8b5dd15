/** Who and what made the calls of a spike, as the lines of tables: the spike beside its baseline. */
import { ATTRIBUTES } from '#query/spike-attribution.ts';
import type { Attribute, AttributionRow, SpikeTimes } from '#query/spike-attribution.ts';
import type { Direction } from '#query/spike-judge.ts';

export interface AttributionLine {
  /** Null: the calls that have none. */
  readonly value: string | null;
  /** Calls a minute, within the spike and in the baseline. */
  readonly within: number;
  readonly before: number;
  /** Of the rise (or the fall), 0 to 1 and beyond; null where there was neither. */
  readonly share: number | null;
}

export interface AttributionTable {
  readonly attribute: Attribute;
  readonly lines: readonly AttributionLine[];
  /** All values but the listed ones; null where there are none. */
  readonly other: Omit<AttributionLine, 'value'> | null;
}

const MINUTE = 60_000;
/** As AWS lists them, of either side. */
const TOP = 5;

/** `rows`: of `attributionCounts`. First the values with most calls in the spike (of a drop: before it), then the usual ones. */
export function attributionTables(
  rows: readonly AttributionRow[],
  times: SpikeTimes,
  direction: Direction,
): readonly AttributionTable[] {
  const within = Math.max(1, (times.end - times.start) / MINUTE);
  const before = Math.max(1, (times.start - times.baselineFrom) / MINUTE);
  return ATTRIBUTES.flatMap((attribute) => {
    const own = rows.filter((row) => row.attribute === attribute);
    const [first] = own;
    if (first === undefined) return [];
    const rise = first.allWithin / within - first.allBefore / before;
    const rates = (calls: { readonly within: number; readonly before: number }) => {
      const line = { within: calls.within / within, before: calls.before / before };
      return { ...line, share: rise === 0 ? null : (line.within - line.before) / rise };
    };
    const listed = listedOf(own, direction);
    const rest = {
      within: first.allWithin - sum(listed, 'within'),
      before: first.allBefore - sum(listed, 'before'),
    };
    return {
      attribute,
      lines: listed.map((row) => ({ value: row.value, ...rates(row) })),
      other: rest.within + rest.before > 0 ? rates(rest) : null,
    };
  });
}

type Side = 'within' | 'before';

function listedOf(rows: readonly AttributionRow[], direction: Direction): readonly AttributionRow[] {
  const [main, second]: [Side, Side] = direction === 'up' ? ['within', 'before'] : ['before', 'within'];
  const top = (side: Side): AttributionRow[] =>
    rows
      .filter((row) => row[side] > 0)
      .toSorted((a, b) => b[side] - a[side])
      .slice(0, TOP);
  const most = top(main);
  return [...most, ...top(second).filter((row) => !most.includes(row))];
}

const sum = (rows: readonly AttributionRow[], side: Side): number =>
  rows.reduce((total, row) => total + row[side], 0);

/**
 * “What is different here?”: every countable field ranked by how much its values differ between some events and others,
 * with the values that make the difference. Measure: Jensen–Shannon divergence in bits (0 = the same shares, 1 = no value
 * in common). It says that shares differ, not that the difference means anything: few events differ by chance.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { facetColumn } from './facet-columns.ts';
import { namedCounts } from './facets.ts';
import { matchingRows, type Matches } from './matches.ts';
import { joinSql, raw, type Sql, sql } from './sql-text.ts';

export const DIFFERENCE_COLUMNS = {
  field: 'text',
  /** Of the whole field, 0 to 1; the rows of the most different field come first. */
  score: 'number',
  /** Null: events that have none. */
  value: 'text?',
  inside: 'integer',
  outside: 'integer',
  /** Shares of all events inside and outside, 0 to 1. */
  insideShare: 'number',
  outsideShare: 'number',
  /** What this value adds to the score. */
  part: 'number',
} as const;

export interface DifferenceOptions {
  readonly fields: readonly FieldKey[];
  /** Values told for each field. Default 5. */
  readonly top?: number;
  /** True when the others hold the chosen ones too and are to be counted without them: “this against the rest”. */
  readonly othersIncludeChosen: boolean;
}

/** Empty when either side has no events. */
export function differences(
  chosen: Matches,
  others: Matches,
  { fields, top = 5, othersIncludeChosen }: DifferenceOptions,
): SqlQuery<typeof DIFFERENCE_COLUMNS> {
  const ids = new Set<string>();
  const parts = fields.flatMap((field) => {
    const column = facetColumn(field);
    if (column !== null) ids.add(column.id);
    return column === null
      ? []
      : [oneField(field, column, othersIncludeChosen, Math.max(1, Math.trunc(top)))];
  });
  const tables = [...ids].flatMap((id) => [
    counts(`chosen_${id}`, chosen, id),
    counts(`others_${id}`, others, id),
  ]);
  const { text, values } =
    parts.length === 0
      ? raw(EMPTY)
      : sql`WITH ${joinSql(tables, ', ')} SELECT * FROM (${joinSql(parts, ' UNION ALL ')}) d
ORDER BY score DESC, field, part DESC, value`;
  return { name: 'differences', text, values, columns: DIFFERENCE_COLUMNS };
}

function counts(name: string, matches: Matches, id: string): Sql {
  return sql`${raw(name)} AS MATERIALIZED (SELECT ${raw(id)} AS id, count(*) AS n FROM ${matchingRows(matches)} m GROUP BY 1)`;
}

type Column = NonNullable<ReturnType<typeof facetColumn>>;

function oneField(field: FieldKey, column: Column, subtract: boolean, top: number): Sql {
  const inside = namedCounts(`chosen_${column.id}`, column);
  const outside = namedCounts(`others_${column.id}`, column);
  const own = raw(subtract ? ' - sum(i)' : '');
  return sql`(SELECT ${field} AS field, (sum(part) OVER ())::DOUBLE AS score, value, i::int AS inside, o::int AS outside,
  p::DOUBLE AS "insideShare", q::DOUBLE AS "outsideShare", part::DOUBLE AS part
FROM (SELECT *, ${surprise('p')} + ${surprise('q')} AS part
  FROM (SELECT value, i, o, i / sum(i) OVER () AS p, o / sum(o) OVER () AS q
    FROM (SELECT value, sum(i)::DOUBLE AS i, (sum(o)${own})::DOUBLE AS o
      FROM (SELECT value, n AS i, 0 AS o FROM (${inside}) x UNION ALL SELECT value, 0 AS i, n AS o FROM (${outside}) y) u
      GROUP BY value) v WHERE i > 0 OR o > 0) s
  WHERE isfinite(p) AND isfinite(q)) t
ORDER BY part DESC, value LIMIT ${raw(String(top))})`;
}

/** Half of the information that a value with this share gives about which side an event is on. */
function surprise(share: 'p' | 'q'): Sql {
  return raw(`CASE WHEN ${share} > 0 THEN 0.5 * ${share} * log2(2 * ${share} / (p + q)) ELSE 0 END`);
}

const EMPTY = `SELECT '' AS field, 0::DOUBLE AS score, NULL::VARCHAR AS value, 0 AS inside, 0 AS outside,
  0::DOUBLE AS "insideShare", 0::DOUBLE AS "outsideShare", 0::DOUBLE AS part WHERE false`;

/**
 * Two sets of events side by side: which values occur only here, only there, more often, less often. Counts, not shares
 * (`differences.ts` has those): who works twice as much has the same shares and twice the counts. Where the sets span
 * times of different length, counts a day are held against each other.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { RowOf, SqlQuery } from '#database/sql-query.ts';
import { facetColumn } from './facet-columns.ts';
import { namedCounts } from './facets.ts';
import { matchingRows, type Matches } from './matches.ts';
import { joinSql, raw, type Sql, sql } from './sql-text.ts';

export const VERSUS_FIELDS = [
  'eventName',
  'eventSource',
  'sourceIPAddress',
  'awsRegion',
  'recipientAccountId',
  'userAgentFamily',
  'errorCode',
] as const satisfies readonly FieldKey[];
export type VersusField = (typeof VERSUS_FIELDS)[number];

/** `alike`: neither side has half as much again as the other. */
export const VERSUS_KINDS = ['only here', 'only there', 'more', 'less', 'alike'] as const;
export type VersusKind = (typeof VERSUS_KINDS)[number];

export const VERSUS_COLUMNS = {
  field: 'text',
  /** Null: events that have none. */
  value: 'text?',
  /** Index of `VERSUS_KINDS`. */
  kind: 'integer',
  here: 'integer',
  there: 'integer',
  /** Values of the field of this kind, of which only the most different are answered. */
  same: 'integer',
} as const;

export type VersusRow = RowOf<typeof VERSUS_COLUMNS>;

export interface VersusOptions {
  readonly fields: readonly VersusField[];
  /** Values told of each field and kind. */
  readonly top: number;
  /** Length of each side's time, in the same unit; equal where counts are to be held against each other as they are. */
  readonly days: { readonly here: number; readonly there: number };
}

/** As much again as this, and by so many events: else chance alone makes a difference. */
const MORE = 1.5;
const LEAST = 3;

export function versus(
  here: Matches,
  there: Matches,
  { fields, top, days }: VersusOptions,
): SqlQuery<typeof VERSUS_COLUMNS> {
  const ids = new Set<string>();
  const parts = fields.flatMap((field) => {
    const column = facetColumn(field);
    if (column === null) return [];
    ids.add(column.id);
    return [oneField(field, column)];
  });
  const tables = [...ids].flatMap((id) => [counts(`here_${id}`, here, id), counts(`there_${id}`, there, id)]);
  const [perHere, perThere] = [days.here, days.there].map((length) =>
    raw(String(1 / Math.max(length, 1e-9))),
  );
  const { text, values } = sql`WITH ${joinSql(tables, ', ')},
counted AS (${joinSql(parts, ' UNION ALL ')}),
rated AS (SELECT *, i * ${perHere ?? raw('1')} AS p, o * ${perThere ?? raw('1')} AS q FROM counted),
judged AS (SELECT *, CASE WHEN o = 0 THEN 0 WHEN i = 0 THEN 1
    WHEN p >= q * ${raw(String(MORE))} AND abs(i - o) >= ${raw(String(LEAST))} THEN 2
    WHEN q >= p * ${raw(String(MORE))} AND abs(i - o) >= ${raw(String(LEAST))} THEN 3 ELSE 4 END AS kind FROM rated)
SELECT field, value, kind::int AS kind, i::int AS here, o::int AS there, same::int AS same FROM (
  SELECT *, count(*) OVER (PARTITION BY field, kind) AS same,
    row_number() OVER (PARTITION BY field, kind ORDER BY abs(p - q) DESC, value NULLS LAST) AS place FROM judged) r
WHERE place <= CASE WHEN kind = 4 THEN 1 ELSE ${raw(String(Math.max(1, Math.trunc(top))))} END
ORDER BY field, kind, place`;
  return { name: 'versus', text, values, columns: VERSUS_COLUMNS };
}

function counts(name: string, matches: Matches, id: string): Sql {
  return sql`${raw(name)} AS MATERIALIZED (SELECT ${raw(id)} AS id, count(*) AS n FROM ${matchingRows(matches)} m GROUP BY 1)`;
}

function oneField(field: VersusField, column: NonNullable<ReturnType<typeof facetColumn>>): Sql {
  return sql`SELECT ${field} AS field, value, sum(i)::DOUBLE AS i, sum(o)::DOUBLE AS o FROM (
  SELECT value, n AS i, 0 AS o FROM (${namedCounts(`here_${column.id}`, column)}) x
  UNION ALL SELECT value, 0 AS i, n AS o FROM (${namedCounts(`there_${column.id}`, column)}) y) u GROUP BY value`;
}

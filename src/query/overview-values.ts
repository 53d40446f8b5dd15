/** What the matching events consist of: the values of a few fields with their counts. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { facetColumn } from './facet-columns.ts';
import { namedCounts } from './facets.ts';
import type { Matches } from './matches.ts';
import { rowsOnce } from './principals.ts';
import { joinSql, raw, type Sql, sql } from './sql-text.ts';

export const OVERVIEW_FIELDS = [
  'recipientAccountId',
  'awsRegion',
  'eventSource',
  'principalKind',
  'eventCategory',
] as const satisfies readonly FieldKey[];
export type OverviewField = (typeof OVERVIEW_FIELDS)[number];

export const VALUE_COLUMNS = {
  field: 'text',
  value: 'text?',
  count: 'integer',
  /** How many different values the field has; that it is absent counts as one. */
  distinct: 'integer',
} as const satisfies Columns;

export type ValueRow = RowOf<typeof VALUE_COLUMNS>;

export const VALUES_LISTED = 6;

/** The most frequent of each field, in order. */
export function overviewValues(
  matches: Matches,
  fields: readonly OverviewField[] = OVERVIEW_FIELDS,
): SqlQuery<typeof VALUE_COLUMNS> {
  const { text, values } = sql`WITH ${rowsOnce(matches)},
${joinSql(fields.flatMap(groupSql), ',\n')}
SELECT field, value, n::int AS count, "distinct" FROM (${joinSql(fields.map(topSql), '\n  UNION ALL ')}) u
ORDER BY field, n DESC, value NULLS LAST`;
  return { name: 'overview-values', text, values, columns: VALUE_COLUMNS };
}

function groupSql(field: OverviewField): Sql[] {
  const column = facetColumn(field);
  if (column === null) return [];
  return [raw(`g_${field} AS (SELECT ${column.id} AS id, count(*) AS n FROM rows GROUP BY 1)`)];
}

function topSql(field: OverviewField): Sql {
  const column = facetColumn(field);
  if (column === null) throw new Error(`${field} cannot be counted.`);
  return sql`SELECT ${field} AS field, value, n, (count(*) OVER ())::int AS "distinct"
  FROM (SELECT value, sum(n) AS n FROM (${namedCounts(`g_${field}`, column)}) v GROUP BY value) c
  QUALIFY row_number() OVER (ORDER BY n DESC, value NULLS LAST) <= ${raw(String(VALUES_LISTED))}`;
}

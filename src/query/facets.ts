/** The values that occur most, with counts, for a set of fields in one query. A field's own choice does not narrow its own values. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { wildcardParts } from '#lib/wildcard.ts';
import type { ChosenValue } from './edit-filter.ts';
import { facetColumn } from './facet-columns.ts';
import { matchingRows, matchingRowsBut, type Matches } from './matches.ts';
import { anyOf, joinSql, raw, type Sql, sql, TRUE } from './sql-text.ts';
import { matchesParts } from './text-conditions.ts';

export interface FacetRequest {
  readonly field: FieldKey;
  /** Values wanted. */
  readonly top: number;
  /** Only values that contain this; `*` and `?` are wildcards. Empty: all. */
  readonly search?: string;
  /** Values to be counted whatever their rank and the search: those that are chosen. Case-blind, as choices are. */
  readonly always?: readonly ChosenValue[];
}

export const FACET_ROW_COLUMNS = {
  field: 'text',
  /** Null: the events that have none. */
  value: 'text?',
  count: 'integer',
  /** How many different values there are (after the search), for “show more”; 0 in rows of `always`. */
  distinct: 'integer',
} as const;

const MOST_VALUES = 10_000;
const LONGEST_SEARCH = 200;

/** Rows by field in the order asked for, most frequent first; one of `always` may come twice. Fields that cannot be counted are left out. */
export function topValues(
  matches: Matches,
  requests: readonly FacetRequest[],
): SqlQuery<typeof FACET_ROW_COLUMNS> {
  const groups = new Map<string, { readonly name: string; readonly rows: Sql }>();
  const parts = requests.flatMap((request, place) => {
    const column = facetColumn(request.field);
    if (column === null) return [];
    const own = matchingRowsBut(matches, request.field);
    const key = own === null ? column.id : `${column.id}/${request.field}`;
    const group = groups.get(key) ?? {
      name: `g${groups.size}`,
      rows: countById(own ?? matchingRows(matches), column.id),
    };
    groups.set(key, group);
    return [oneFacet(request, place, group.name), ...alwaysCounted(request, place, group.name)];
  });
  const tables = [...groups.values()].map(({ name, rows }) => sql`${raw(name)} AS MATERIALIZED (${rows})`);
  const { text, values } =
    parts.length === 0
      ? sql`SELECT '' AS field, NULL::VARCHAR AS value, 0 AS count, 0 AS "distinct" WHERE false`
      : sql`WITH ${joinSql(tables, ', ')} SELECT field, value, count, "distinct"
FROM (${joinSql(parts, ' UNION ALL ')}) f ORDER BY place, count DESC, value NULLS LAST`;
  return { name: 'top-values', text, values, columns: FACET_ROW_COLUMNS };
}

/** Integers first: a million events are a few hundred ids, and only those are joined with their names. */
function countById(rows: Sql, id: string): Sql {
  return sql`SELECT ${raw(id)} AS id, count(*) AS n FROM ${rows} m GROUP BY 1`;
}

function oneFacet({ field, top, search }: FacetRequest, place: number, group: string): Sql {
  const column = facetColumn(field);
  if (column === null) return raw('');
  const limit = Math.max(0, Math.min(MOST_VALUES, Math.trunc(top) || 0));
  return sql`(SELECT ${field} AS field, ${place}::int AS place, value, sum(n)::int AS count,
  (count(*) OVER ())::int AS "distinct" FROM (${namedCounts(group, column)}) v WHERE ${searchCondition(search)}
  GROUP BY value ORDER BY count DESC, value NULLS LAST LIMIT ${raw(String(limit))})`;
}

/** A second look instead of a rank for every value: there may be a hundred thousand, and few are chosen. */
function alwaysCounted({ field, always = [] }: FacetRequest, place: number, group: string): Sql[] {
  const column = facetColumn(field);
  if (column === null || always.length === 0) return [];
  const texts = always.flatMap((value) => (value === null ? [] : [sql`lower(${value})`]));
  const isChosen = anyOf([
    ...(texts.length === 0 ? [] : [sql`lower(value) IN (${joinSql(texts, ', ')})`]),
    ...(always.includes(null) ? [raw('value IS NULL')] : []),
  ]);
  return [
    sql`(SELECT ${field} AS field, ${place}::int AS place, value, sum(n)::int AS count, 0 AS "distinct"
  FROM (${namedCounts(group, column)}) v WHERE ${isChosen} GROUP BY value)`,
  ];
}

/** Rows of (value, n) out of rows of (id, n). */
export function namedCounts(
  group: string,
  column: { readonly table: string | null; readonly value: string },
): Sql {
  if (column.table === null) return raw(`SELECT ${column.value} AS value, n FROM ${group}`);
  return raw(`SELECT ${column.value} AS value, n FROM ${group} g LEFT JOIN ${column.table} s ON s.id = g.id`);
}

function searchCondition(search = ''): Sql {
  const wanted = search.slice(0, LONGEST_SEARCH);
  return wanted === ''
    ? TRUE
    : sql`(value IS NOT NULL AND ${matchesParts('value', wildcardParts(wanted), true)})`;
}

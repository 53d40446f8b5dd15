/** The values that occur most, with counts, for a set of fields in one query. A field's own choice does not narrow its own values. */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { wildcardParts } from '#lib/wildcard.ts';
import type { ChosenValue } from './edit-filter.ts';
import { facetColumn } from './facet-columns.ts';
import { matchingRows, matchingRowsBut, type Matches } from './matches.ts';
import { anyOf, FALSE, joinSql, raw, type Sql, sql, TRUE } from './sql-text.ts';
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
  /** How many different values there are (after the search), for “show more”; 0 where only `always` names the value. */
  distinct: 'integer',
} as const;

const MOST_VALUES = 10_000;
const LONGEST_SEARCH = 200;

/**
 * Rows by field in the order asked for, most frequent first. Fields that cannot be counted are left out. One ranking for
 * all facets: planning one for each took the engine longer than counting 200,000 events.
 */
export function topValues(
  matches: Matches,
  requests: readonly FacetRequest[],
): SqlQuery<typeof FACET_ROW_COLUMNS> {
  const groups = new Map<string, { readonly name: string; readonly rows: Sql }>();
  const facets: Facet[] = [];
  for (const request of requests) {
    const column = facetColumn(request.field);
    if (column === null) continue;
    const own = matchingRowsBut(matches, request.field);
    const key = own === null ? column.id : `${column.id}/${request.field}`;
    const name = groups.get(key)?.name ?? `g${groups.size}`;
    groups.set(key, { name, rows: countById(own ?? matchingRows(matches), column.id) });
    facets.push({ request, place: facets.length, rows: namedCounts(name, column) });
  }
  const tables = [...groups.values()].map(({ name, rows }) => sql`${raw(name)} AS MATERIALIZED (${rows})`);
  const { text, values } =
    facets.length === 0 ? NO_VALUES : sql`WITH ${joinSql(tables, ', ')} ${ranked(facets)}`;
  return { name: 'top-values', text, values, columns: FACET_ROW_COLUMNS };
}

interface Facet {
  readonly request: FacetRequest;
  readonly place: number;
  /** Rows of (value, n). */
  readonly rows: Sql;
}

const NO_VALUES = sql`SELECT '' AS field, NULL::VARCHAR AS value, 0 AS count, 0 AS "distinct" WHERE false`;

/** Integers first: a million events are a few hundred ids, and only those are joined with their names. */
function countById(rows: Sql, id: string): Sql {
  return sql`SELECT ${raw(id)} AS id, count(*) AS n FROM ${rows} m GROUP BY 1`;
}

function ranked(facets: readonly Facet[]): Sql {
  const rows = facets.map(({ place, rows }) => sql`SELECT ${place}::int AS place, value, n FROM (${rows}) v`);
  const fields = facets.map(({ request }) => sql`${request.field}`);
  const isFound = byPlace(facets, ({ request }) => searchCondition(request.search), TRUE);
  const isChosen = byPlace(facets, ({ request }) => chosenCondition(request.always), FALSE);
  const most = byPlace(facets, ({ request }) => sql`${mostValues(request)}`, sql`0`);
  return sql`SELECT [${joinSql(fields, ', ')}][place + 1] AS field, value, count, "distinct"
FROM (SELECT *, CASE WHEN found AND rank <= most THEN same ELSE 0 END::int AS "distinct"
  FROM (SELECT *, row_number() OVER (PARTITION BY place, found ORDER BY count DESC, value NULLS LAST) AS rank,
      count(*) OVER (PARTITION BY place, found) AS same
    FROM (SELECT place, value, sum(n)::int AS count, ${isFound} AS found, ${isChosen} AS chosen, ${most} AS most
      FROM (${joinSql(rows, ' UNION ALL ')}) u GROUP BY place, value) c) r) f
WHERE "distinct" > 0 OR chosen ORDER BY place, count DESC, value NULLS LAST`;
}

/** What holds for each facet's values, said once where it is the same for all. */
function byPlace(facets: readonly Facet[], of: (facet: Facet) => Sql, otherwise: Sql): Sql {
  const each = facets.map((facet) => ({ place: facet.place, is: of(facet) }));
  const other = each.filter(({ is }) => is.text !== otherwise.text || is.values.length > 0);
  if (other.length === 0) return otherwise;
  const cases = other.map(({ place, is }) => sql`WHEN ${place}::int THEN ${is}`);
  return sql`CASE place ${joinSql(cases, ' ')} ELSE ${otherwise} END`;
}

function mostValues({ top }: FacetRequest): number {
  return Math.max(0, Math.min(MOST_VALUES, Math.trunc(top) || 0));
}

function chosenCondition(always: readonly ChosenValue[] = []): Sql {
  const texts = always.flatMap((value) => (value === null ? [] : [sql`lower(${value})`]));
  return anyOf([
    ...(texts.length === 0 ? [] : [sql`coalesce(lower(value) IN (${joinSql(texts, ', ')}), false)`]),
    ...(always.includes(null) ? [raw('value IS NULL')] : []),
  ]);
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

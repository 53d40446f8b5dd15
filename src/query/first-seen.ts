/**
 * Which events are the first of a principal in some respect: from an address, in a region, with a call it never made. Only
 * after enough history: the first days of a principal are all firsts. And only where such news is rare: a function that
 * has another address every minute has no new ones. The rule is in docs/decisions/0019.
 */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { DIMENSION_IDS, DIMENSION_SOURCES, DIMENSIONS, NETWORKS } from './first-dimensions.ts';
import { matchingRows } from './matches.ts';
import type { Matches } from './matches.ts';
import { kindBits, members } from './principals.ts';
import { joinSql, raw, type Sql, sql } from './sql-text.ts';

const DAY = 86_400_000;

/** A principal has history when it was seen so long before, and on so many days before that day (UTC). */
export const LEAST_HISTORY = { ms: DAY, days: 2 } as const;
/** So many new values a day (of those on which it was seen), and another is no news. */
export const USUAL_A_DAY = 3;

/** Callers without an identity are many people: nothing is new to them. */
const NOBODY = kindBits(['anonymous', 'unknown']);

export const FIRST_FLAG_COLUMNS = {
  rowId: 'number',
  fileId: 'integer',
  recordOffset: 'number',
  time: 'time',
  principal: 'text',
  account: 'text?',
  /** One of `DIMENSIONS`. */
  dimension: 'text',
  value: 'text',
  /** ms from the principal's first event to this one. */
  history: 'number',
  /** Days before this one's on which the principal was seen. */
  days: 'integer',
} as const satisfies Columns;

export type FirstFlag = RowOf<typeof FIRST_FLAG_COLUMNS>;

/**
 * Of all events, whatever the filter: to be kept. One pass over the events for each id, which only counts by numbers;
 * whose they are, and which values are the same, is looked up among what is left. Values are numbers until the end, and
 * all dimensions go through the same joins: one for each took the engine longer to plan than to run.
 */
export function firstFlags(): SqlQuery<typeof FIRST_FLAG_COLUMNS> {
  const values = DIMENSIONS.map(valuesOf).join('\n  UNION ALL ');
  const parts = [...DIMENSION_IDS.map((id) => `e.${id}`), `(epoch_ms(e.event_time) // ${DAY})::int`];
  const text = `WITH ${NETWORKS},
p AS MATERIALIZED (SELECT id, gid FROM (${members('principal').text}) g WHERE gid <> 0 AND (kinds & ${NOBODY}) = 0),
v AS MATERIALIZED (SELECT *, min(id) OVER (PARTITION BY dimension, value) AS value_id FROM (${values}) v WHERE value IS NOT NULL),
parts AS MATERIALIZED (SELECT p.gid, g.source, g.id, min(g.t) AS t FROM (${parts.map(firstOfPart).join('\n  UNION ALL ')}) g
  JOIN p ON p.id = g.identity_id GROUP BY ALL),
days AS MATERIALIZED (SELECT gid, id AS day, row_number() OVER (PARTITION BY gid ORDER BY id) AS n, min(t) OVER (PARTITION BY gid) AS since
  FROM parts WHERE source = ${DIMENSION_IDS.length} AND id IS NOT NULL),
firsts AS (SELECT f.gid, v.dimension, v.value_id, min(f.t) AS t FROM parts f JOIN v ON v.source = f.source AND v.id = f.id GROUP BY ALL),
known AS (SELECT f.*, epoch_ms(f.t) // ${DAY} AS day FROM firsts f WHERE f.t IS NOT NULL),
old AS (SELECT k.*, d.n AS days, epoch_ms(k.t) - epoch_ms(d.since) AS history
  FROM known k ASOF JOIN days d ON k.gid = d.gid AND k.day > d.day),
ripe AS (SELECT *, count(*) OVER (PARTITION BY gid, dimension ORDER BY day
    RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS news
  FROM old WHERE days >= ${LEAST_HISTORY.days} AND history >= ${LEAST_HISTORY.ms}),
flags AS MATERIALIZED (SELECT * FROM ripe WHERE news <= ${USUAL_A_DAY} * days),
rows AS (SELECT e.rowid AS row_id, e.event_time, e.file_id, e.record_offset, p.gid,
    unnest(range(${DIMENSION_IDS.length})) AS source, unnest([${DIMENSION_IDS.map((id) => `e.${id}`).join(', ')}]) AS id
  FROM event e JOIN p ON p.id = e.identity_id WHERE e.event_time IN (SELECT t FROM flags)),
found AS (SELECT f.gid, f.dimension, f.value_id, f.t, f.history, f.days, min(r.row_id) AS row_id,
    arg_min(r.file_id, r.row_id) AS file_id, arg_min(r.record_offset, r.row_id) AS record_offset
  FROM rows r JOIN v ON v.source = r.source AND v.id = r.id
  JOIN flags f ON f.gid = r.gid AND f.t = r.event_time AND f.dimension = v.dimension AND f.value_id = v.value_id GROUP BY ALL)
SELECT f.row_id::DOUBLE AS "rowId", f.file_id AS "fileId", f.record_offset::DOUBLE AS "recordOffset", f.t AS time, i.principal,
  i.account_id AS account, v.name AS dimension, v.value, f.history::DOUBLE AS history, f.days::int AS days
FROM found f JOIN identity i ON i.id = f.gid JOIN v ON v.dimension = f.dimension AND v.id = f.value_id`;
  return { name: 'first-flags', text, values: [], columns: FIRST_FLAG_COLUMNS };
}

/** The first time that an identity had each id of a source, which is the place of its column among `DIMENSION_IDS`. */
const firstOfPart = (part: string, source: number): string =>
  `SELECT e.identity_id, ${source} AS source, ${part} AS id, min(e.event_time) AS t FROM event e GROUP BY ALL`;

/** A dimension's values by the ids of their source. Several ids may have the same value. */
function valuesOf(name: (typeof DIMENSIONS)[number], dimension: number): string {
  const { id, table, value } = DIMENSION_SOURCES[name];
  return `SELECT ${dimension} AS dimension, '${name}' AS name, ${DIMENSION_IDS.indexOf(id)} AS source, s.id, ${value} AS value FROM ${table} s`;
}

/** Where a record lies. */
export interface Place {
  readonly fileId: number;
  readonly recordOffset: number;
}

const LIST = raw(
  `k."rowId", k."fileId", k."recordOffset", k.time, k.principal, k.account, k.dimension, k.value, k.history, k.days`,
);

/** The flags of some events, such as those in view. `table`: the kept one. */
export function flagsAt(table: string, places: readonly Place[]): SqlQuery<typeof FIRST_FLAG_COLUMNS> {
  const list = places
    .filter(({ fileId, recordOffset }) => Number.isSafeInteger(fileId) && Number.isSafeInteger(recordOffset))
    .map(({ fileId, recordOffset }) => `(${fileId}, ${recordOffset})`);
  const text =
    list.length === 0
      ? sql`SELECT ${LIST} FROM ${raw(table)} k WHERE false`
      : sql`SELECT ${LIST} FROM ${raw(table)} k JOIN (VALUES ${raw(list.join(', '))}) w(f, o) ON w.f = k."fileId" AND w.o = k."recordOffset"`;
  return { name: 'first-flags-at', text: text.text, values: text.values, columns: FIRST_FLAG_COLUMNS };
}

/** The flags among the matching events, newest first. */
export function flagsAmong(
  table: string,
  matches: Matches,
  most: number,
): SqlQuery<typeof FIRST_FLAG_COLUMNS> {
  const { text, values } = sql`SELECT ${LIST} FROM ${raw(table)} k
JOIN ${matchingRows(matches)} m ON m.row_id = k."rowId" ORDER BY k.time DESC, k."rowId" DESC LIMIT ${raw(String(Math.max(0, Math.trunc(most))))}`;
  return { name: 'first-flags-among', text, values, columns: FIRST_FLAG_COLUMNS };
}

export const FIRST_VALUE_COLUMNS = {
  dimension: 'text',
  value: 'text',
  first: 'time?',
  last: 'time?',
  count: 'integer',
  /** How many different values the dimension has; those beyond the most asked for are left out, the oldest first. */
  distinct: 'integer',
  /** When the events begin. */
  since: 'time?',
} as const satisfies Columns;

export type FirstValue = RowOf<typeof FIRST_VALUE_COLUMNS>;

/** Every value of every dimension among the events of a subject, newest first in each. */
export function firstValues(matches: Matches, most: number): SqlQuery<typeof FIRST_VALUE_COLUMNS> {
  const pairs = DIMENSION_IDS.map(
    (id) =>
      sql`${raw(`f_${id}`)} AS MATERIALIZED (SELECT ${raw(`m.${id}`)} AS id, count(*) AS n, min(m.event_time) AS first, max(m.event_time) AS last FROM ${matchingRows(matches)} m GROUP BY 1)`,
  );
  const values_: Sql[] = DIMENSIONS.map((dimension) => {
    const { id, table, value } = DIMENSION_SOURCES[dimension];
    return raw(
      `SELECT '${dimension}' AS dimension, ${value} AS value, n, first, last FROM f_${id} f JOIN ${table} s ON s.id = f.id`,
    );
  });
  const { text, values } = sql`WITH ${raw(NETWORKS)}, ${joinSql(pairs, ',\n')},
v AS (SELECT dimension, value, min(first) AS first, max(last) AS last, sum(n)::int AS count FROM (${joinSql(values_, ' UNION ALL ')}) u
  WHERE value IS NOT NULL GROUP BY 1, 2)
SELECT dimension, value, first, last, count, (count(*) OVER (PARTITION BY dimension))::int AS "distinct", min(first) OVER () AS since FROM v
QUALIFY row_number() OVER (PARTITION BY dimension ORDER BY first DESC NULLS LAST, value) <= ${raw(String(Math.max(1, Math.trunc(most))))}
ORDER BY dimension, first DESC NULLS LAST, value`;
  return { name: 'first-values', text, values, columns: FIRST_VALUE_COLUMNS };
}

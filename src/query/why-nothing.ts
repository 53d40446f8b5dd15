/** Which term of a filter kills it: for each, how many events match it alone, and how many match all the others. */
import type { SqlQuery } from '#database/sql-query.ts';
import type { Filter } from './filter.ts';
import { allOf, joinSql, raw, sql } from './sql-text.ts';
import { clauseSql, timeConditions } from './where.ts';

export const WHY_NOTHING_COLUMNS = {
  /** Index into the filter's clauses; −1 is the range of time. */
  clause: 'integer',
  alone: 'integer',
  /** Events that match when this one is left out. */
  without: 'integer',
} as const;

/** One row for each enabled clause and the range of time; none when the filter narrows nothing. One pass. */
export function whyNothing(filter: Filter): SqlQuery<typeof WHY_NOTHING_COLUMNS> {
  const time = timeConditions(filter);
  const terms = [
    ...(time.length === 0 ? [] : [{ clause: -1, holds: allOf(time) }]),
    ...filter.clauses.flatMap((clause, at) =>
      clause.disabled ? [] : [{ clause: at, holds: clauseSql(clause) }],
    ),
  ];
  if (terms.length === 0)
    return { name: 'why-nothing', text: EMPTY, values: [], columns: WHY_NOTHING_COLUMNS };
  const flags = terms.map(({ holds }, at) => sql`coalesce((${holds}), false) AS t${raw(String(at))}`);
  const failed = terms.map((_, at) => `(NOT t${at})::int`).join(' + ');
  const rows = terms.map(({ clause }, at) =>
    raw(`SELECT ${clause}::int AS clause, coalesce(sum(n) FILTER (WHERE t${at}), 0)::int AS alone,
  coalesce(sum(n) FILTER (WHERE failed = 0 OR (failed = 1 AND NOT t${at})), 0)::int AS "without" FROM c`),
  );
  const names = raw(terms.map((_, at) => `t${at}`).join(', '));
  const { text, values } =
    sql`WITH c AS MATERIALIZED (SELECT ${names}, ${raw(failed)} AS failed, count(*) AS n
  FROM (SELECT ${joinSql(flags, ', ')} FROM event e) f GROUP BY ALL)
${joinSql(rows, ' UNION ALL ')} ORDER BY clause`;
  return { name: 'why-nothing', text, values, columns: WHY_NOTHING_COLUMNS };
}

const EMPTY = 'SELECT 0 AS clause, 0 AS alone, 0 AS "without" WHERE false';

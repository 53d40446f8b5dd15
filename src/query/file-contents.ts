/** What the events of one file are about: accounts, regions, first and last time. */
import type { SqlQuery } from '#database/sql-query.ts';

/** Values of a kind that are listed; the others are counted. */
export const MOST_LISTED_VALUES = 50;

export const FILE_CONTENTS_COLUMNS = {
  /** `account`, `region`, or `all` for the one row about the file as a whole. */
  what: 'text',
  /** Null: the events say nothing of it. */
  value: 'text?',
  events: 'integer',
  /** How many values of this kind there are. */
  values: 'integer',
  first: 'time?',
  last: 'time?',
} as const;

/** Rows of each kind with the most frequent value first; `all` comes first. */
export function fileContents(fileId: number): SqlQuery<typeof FILE_CONTENTS_COLUMNS> {
  return {
    name: 'file-contents',
    text: `WITH mine AS (SELECT event_time, account_id, region_id FROM event WHERE file_id = ?),
counted AS (
  SELECT 'account' AS what, account_id AS id, count(*) AS n FROM mine GROUP BY 2
  UNION ALL SELECT 'region', region_id, count(*) FROM mine GROUP BY 2),
ranked AS (SELECT *, row_number() OVER (PARTITION BY what ORDER BY n DESC, id) AS place,
  count(*) OVER (PARTITION BY what) AS many FROM counted)
SELECT what, "value", events, "values", "first", "last" FROM (
SELECT 'all' AS what, NULL AS "value", count(*)::int AS events, 1::int AS "values",
  min(event_time) AS "first", max(event_time) AS "last", 0 AS place FROM mine
UNION ALL
SELECT what, CASE what WHEN 'account' THEN a.value ELSE r.value END, n::int, many::int, NULL, NULL, place
FROM ranked LEFT JOIN account a ON a.id = ranked.id LEFT JOIN region r ON r.id = ranked.id
WHERE place <= ${MOST_LISTED_VALUES}) ORDER BY place > 0, what, place`,
    values: [fileId],
    columns: FILE_CONTENTS_COLUMNS,
  };
}

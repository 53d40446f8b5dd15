/** When each of the listed ones was active: counts in a few dozen buckets of the time shown, one query for all of them. */
import type { Columns, SqlQuery } from '#database/sql-query.ts';
import type { Buckets } from './histogram.ts';
import type { Matches } from './matches.ts';
import { moment } from './moment.ts';
import { gidOf, joined, members, rowsOnce } from './principals.ts';
import type { WhoGroup } from './principals.ts';
import { raw, type Sql, sql, TRUE } from './sql-text.ts';

/** More are not told apart in the width of a column. */
const MOST_PARTS = 40;

/** Equal parts that cover from ≤ time ≤ to. */
export function courseBuckets(from: number, to: number): Buckets {
  const step = Math.max(1_000, Math.ceil((to - from + 1) / MOST_PARTS));
  return { start: from, step, count: Math.max(1, Math.ceil((to - from + 1) / step)) };
}

export const COURSE_COLUMNS = {
  gid: 'integer',
  /** `bucket:count` of the buckets that hold something, with spaces between: one text, not forty rows. */
  course: 'text',
} as const satisfies Columns;

/** `gids`: of whom; null = of all. */
export function whoCourse(
  matches: Matches,
  group: WhoGroup,
  { start, step, count }: Buckets,
  gids: readonly number[] | null,
): SqlQuery<typeof COURSE_COLUMNS> {
  const { text, values } = sql`WITH ${rowsOnce(matches)}, g AS MATERIALIZED (${members(group)}),
c AS (SELECT ${gidOf(group)} AS gid, ((epoch_ms(m.event_time) - ${start}) // ${step})::int AS bucket, count(*) AS n
  FROM ${joined(group)} WHERE m.event_time >= ${moment(start)} AND m.event_time < ${moment(start + step * count)}
    AND ${among(group, gids)}
  GROUP BY ALL)
SELECT gid, string_agg(bucket || ':' || n, ' ') AS course FROM c GROUP BY gid`;
  return { name: 'principals-course', text, values, columns: COURSE_COLUMNS };
}

function among(group: WhoGroup, gids: readonly number[] | null): Sql {
  if (gids === null) return TRUE;
  const list = gids.filter((gid) => Number.isSafeInteger(gid)).join(', ');
  return sql`${gidOf(group)} IN (SELECT unnest([${raw(list)}]::INTEGER[]))`;
}

/** Counts by bucket, as the query wrote them. */
export function courseOf(text: string, count: number): number[] {
  const course = Array<number>(count).fill(0);
  for (const part of text.split(' ')) {
    const [bucket, n] = part.split(':').map(Number);
    if (bucket !== undefined && n !== undefined && bucket >= 0 && bucket < count) course[bucket] = n;
  }
  return course;
}

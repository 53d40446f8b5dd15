/**
 * Many series side by side: which are the busiest, and the counts over time of all that are shown, in one question each.
 * What a series is, and which calls it counts, is said in `spike-series.ts`.
 */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { Buckets } from './histogram.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import type { SeriesName } from './series-name.ts';
import { FAMILY, NAMES, type SeriesIds, TABLE, wantedActions } from './spike-series.ts';
import { FAMILIES, type Family } from './spike-names.ts';
import { joinSql, raw, type Sql, sql } from './sql-text.ts';

/** More series than this do not stand side by side. */
export const MOST_SIDE_BY_SIDE = 48;

export const BUSY_COLUMNS = {
  /** Place in `FAMILIES`. */
  family: 'integer',
  key: 'integer',
  regionId: 'integer',
  accountId: 'integer',
  eventSource: 'text?',
  name: 'text?',
  ownAccount: 'text?',
  region: 'text?',
  account: 'text?',
  calls: 'integer',
  /** Series of the family that there are. */
  every: 'integer',
} as const satisfies Columns;

export interface BusyScope {
  /** Milliseconds: from ≤ time < to. */
  readonly from: number;
  readonly to: number;
  /** Null = all. */
  readonly families: readonly Family[] | null;
  readonly reads: boolean;
}

/** Those with most calls of each family in turn: the busiest of each, then the second of each. Other orders would show the sums alone. */
export function busiestSeries(matches: Matches, scope: BusyScope): SqlQuery<typeof BUSY_COLUMNS> {
  const parts = (scope.families ?? FAMILIES).map((family) => busiestOf(matches, family, scope));
  const { text, values } =
    sql`SELECT family, key, "regionId", "accountId", "eventSource", name, "ownAccount", region, account,
  calls, every FROM (${joinSql(parts, '\nUNION ALL\n')}) s ORDER BY place, calls DESC, family
LIMIT ${raw(String(MOST_SIDE_BY_SIDE))}`;
  return { name: 'busiest-series', text, values, columns: BUSY_COLUMNS };
}

function busiestOf(matches: Matches, family: Family, { from, to, reads }: BusyScope): Sql {
  const { id, keys, place } = FAMILY[family];
  return sql`(SELECT ${raw(String(FAMILIES.indexOf(family)))}::int AS family, s.key::int AS key, s.region_id::int AS "regionId",
  s.account_id::int AS "accountId", ${raw(NAMES[family])}, r.value AS region, a.value AS account, s.calls, s.every, s.place
FROM (SELECT *, (count(*) OVER ())::int AS every, (row_number() OVER (ORDER BY calls DESC, key, region_id, account_id))::int AS place
  FROM (SELECT key, ${raw(place)}, count(*)::int AS calls FROM ${matchingRows(matches)} m
    JOIN (${raw(keys)}) k ON k.id = ${raw(id)} WHERE event_time >= ${moment(from)} AND event_time < ${moment(to)}
    AND action_id IN (${wantedActions(family, reads)}) GROUP BY ALL) c
  ORDER BY place LIMIT ${raw(String(MOST_SIDE_BY_SIDE))}) s
LEFT JOIN region r ON r.id = s.region_id LEFT JOIN account a ON a.id = s.account_id
LEFT JOIN ${raw(TABLE[family])} t ON t.id = s.key)`;
}

export interface NamedSeries {
  readonly ids: SeriesIds;
  readonly series: SeriesName;
}

export function namedSeries(
  { family: place, key, regionId, accountId, ...names }: RowOf<typeof BUSY_COLUMNS>,
  reads: boolean,
): NamedSeries {
  const family = FAMILIES[place] ?? 'call';
  const { eventSource, name, ownAccount, region, account } = names;
  return {
    ids: { family, key, regionId, accountId, reads },
    series: { family, eventSource, name, ownAccount, region, account },
  };
}

export const COURSES_COLUMNS = {
  /** Place of the series among those asked for. */
  series: 'integer',
  calls: 'integer',
  /** `bucket:count` of the buckets that hold something, in order, with spaces between (`courseOf` in `principals-course.ts`). */
  course: 'text',
} as const satisfies Columns;

/** Of series without any call in the buckets there is no row. */
export function seriesCourses(
  matches: Matches,
  series: readonly SeriesIds[],
  buckets: Buckets,
): SqlQuery<typeof COURSES_COLUMNS> {
  const parts = FAMILIES.flatMap((family) => {
    const own = series.flatMap((ids, place) => (ids.family === family ? [{ ids, place }] : []));
    return own.length === 0 ? [] : [coursesOf(matches, family, own, buckets)];
  });
  const none = raw('SELECT 0 AS series, 0 AS bucket, 0 AS n WHERE false');
  const { text, values } = sql`SELECT series, sum(n)::int AS calls,
  string_agg(bucket || ':' || n, ' ' ORDER BY bucket) AS course
FROM (${parts.length === 0 ? none : joinSql(parts, '\nUNION ALL\n')}) c GROUP BY series ORDER BY series`;
  return { name: 'series-courses', text, values, columns: COURSES_COLUMNS };
}

interface Placed {
  readonly ids: SeriesIds;
  readonly place: number;
}

/** One pass over the events for all series of a family. */
function coursesOf(
  matches: Matches,
  family: Family,
  own: readonly Placed[],
  { start, step, count }: Buckets,
): Sql {
  const { id, keys, place } = FAMILY[family];
  const wanted = own.map(({ ids, place: at }) => sql`(${at}, ${ids.key}, ${ids.regionId}, ${ids.accountId})`);
  const named = own.map(({ ids }) => sql`${ids.key}`);
  const reads = own.some(({ ids }) => ids.reads);
  return sql`SELECT w.series::int AS series, bucket::int AS bucket, n FROM (
  SELECT key, ${raw(place)}, ((epoch_ms(event_time) - ${start}) // ${step}) AS bucket, count(*)::int AS n
  FROM ${matchingRows(matches)} m JOIN (SELECT * FROM (${raw(keys)}) a WHERE key IN (${joinSql(named, ', ')})) k
  ON k.id = ${raw(id)} WHERE event_time >= ${moment(start)} AND event_time < ${moment(start + step * count)}
  AND action_id IN (${wantedActions(family, reads)}) GROUP BY ALL) c
JOIN (VALUES ${joinSql(wanted, ', ')}) w(series, key, region_id, account_id)
  ON w.key = c.key AND w.region_id = c.region_id AND w.account_id = c.account_id`;
}

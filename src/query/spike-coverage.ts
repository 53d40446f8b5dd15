/**
 * The hours in which the logs hold anything of an account, in each region and over its regions. Asked of all events of the
 * time that is looked at: that a filter leaves none of an hour does not mean that there were no logs.
 */
import type { RowOf, SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import { HOUR } from './spike-cells.ts';
import { LEAST_CALLS } from './spike-judge.ts';
import { isInPlace, type SeriesIds, type SpikeRange, wantedActions } from './spike-series.ts';
import { raw, type Sql, sql } from './sql-text.ts';

export const COVERAGE_COLUMNS = {
  /** Null: over all regions of the account. */
  regionId: 'integer?',
  accountId: 'integer',
  /** Counted from the first of the range, in order. */
  hours: 'text',
} as const;
export type CoverageRow = RowOf<typeof COVERAGE_COLUMNS>;

/** Those with most calls; far more than the series that are looked at lie in. */
const MOST_PLACES = 20_000;

/** Of each account in each region, and of each account. Those with too few calls for a series are left out. */
export function spikeCoverage(all: Matches, range: SpikeRange): SqlQuery<typeof COVERAGE_COLUMNS> {
  const least = raw(String(LEAST_CALLS));
  const { text, values } =
    sql`WITH cell AS MATERIALIZED (SELECT region_id, account_id, ${hourOf(range)} AS hour, count(*) AS n
  FROM ${matchingRows(all)} m WHERE ${isWithin(range)} AND action_id IN (${wantedActions('trail', true)}) GROUP BY ALL),
place AS (SELECT region_id, account_id, string_agg(hour, ',' ORDER BY hour) AS hours, sum(n) AS calls
  FROM cell GROUP BY ALL HAVING sum(n) >= ${least}
  UNION ALL SELECT NULL, account_id, string_agg(hour, ',' ORDER BY hour), sum(n)
  FROM (SELECT account_id, hour, sum(n) AS n FROM cell GROUP BY ALL) c GROUP BY account_id HAVING sum(n) >= ${least})
SELECT region_id::int AS "regionId", account_id::int AS "accountId", hours FROM place
ORDER BY calls DESC, account_id, region_id LIMIT ${raw(String(MOST_PLACES))}`;
  return { name: 'spike-coverage', text, values, columns: COVERAGE_COLUMNS };
}

export const PLACE_COVERAGE_COLUMNS = { hours: 'text' } as const;

/** The same for the place of one series. One row. */
export function placeCoverage(
  all: Matches,
  ids: SeriesIds,
  range: SpikeRange,
): SqlQuery<typeof PLACE_COVERAGE_COLUMNS> {
  const { text, values } = sql`SELECT coalesce(string_agg(hour, ',' ORDER BY hour), '') AS hours FROM
  (SELECT DISTINCT ${hourOf(range)} AS hour FROM ${matchingRows(all)} m
  WHERE ${isWithin(range)} AND ${isInPlace(ids)} AND action_id IN (${wantedActions('trail', true)})) t`;
  return { name: 'spike-place-coverage', text, values, columns: PLACE_COVERAGE_COLUMNS };
}

const hourOf = ({ firstHour }: SpikeRange): Sql =>
  sql`((epoch_ms(event_time) - ${firstHour * HOUR}) // ${raw(String(HOUR))})::int`;

function isWithin({ firstHour, hours }: SpikeRange): Sql {
  const from = firstHour * HOUR;
  return sql`event_time >= ${moment(from)} AND event_time < ${moment(from + hours * HOUR)}`;
}

/** The minutes of chosen stretches of chosen series: what a spike's edges, its peak and its chart are made from. */
import type { SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import { MINUTE } from './spike-cells.ts';
import { isOfSeries, type SeriesIds } from './spike-series.ts';
import { joinSql, raw, sql } from './sql-text.ts';

export interface Stretch {
  readonly series: SeriesIds;
  /** Minutes since 1970: from ≤ minute < to. */
  readonly from: number;
  readonly to: number;
}

export const STRETCH_COLUMNS = {
  /** Place of the stretch among those asked for. */
  stretch: 'integer',
  minute: 'integer',
  count: 'integer',
  /** Of them, those with an error. */
  errors: 'integer',
} as const;

/** Minutes that hold something, in order. Few stretches at a time: each reads the events of its time. */
export function stretchMinutes(
  matches: Matches,
  stretches: readonly Stretch[],
): SqlQuery<typeof STRETCH_COLUMNS> {
  const parts = stretches.map(
    ({ series, from, to }, place) => sql`SELECT ${raw(String(place))}::int AS stretch,
  (epoch_ms(event_time) // ${raw(String(MINUTE))})::int AS minute, count(*)::int AS count,
  count(*) FILTER (WHERE error_id <> 0)::int AS errors FROM ${matchingRows(matches)} m
  WHERE event_time >= ${moment(from * MINUTE)} AND event_time < ${moment(to * MINUTE)} AND ${isOfSeries(series)} GROUP BY 2`,
  );
  const none = raw('SELECT 0 AS stretch, 0 AS minute, 0 AS count, 0 AS errors WHERE false');
  const { text, values } = sql`SELECT * FROM (${parts.length === 0 ? none : joinSql(parts, ' UNION ALL ')}) s
ORDER BY stretch, minute`;
  return { name: 'spike-minutes', text, values, columns: STRETCH_COLUMNS };
}

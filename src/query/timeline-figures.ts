/** What a timeline's head says of the matching events: how many of what, from when to when, and what stands out. */
import type { RowOf, SqlQuery } from '#database/sql-query.ts';
import { matchingRows } from './matches.ts';
import type { Matches } from './matches.ts';
import { raw, type Sql, sql } from './sql-text.ts';

export const FIGURE_COLUMNS = {
  events: 'integer',
  /** Writes and destructive ones. */
  writes: 'integer',
  destructive: 'integer',
  denied: 'integer',
  errors: 'integer',
  sensitive: 'integer',
  withoutTime: 'integer',
  first: 'time?',
  last: 'time?',
  principals: 'integer',
  accounts: 'integer',
  addresses: 'integer',
  /** Of the only principal; null where there are several. */
  principal: 'text?',
  principalKind: 'text?',
  accountId: 'text?',
} as const;

export type Figures = RowOf<typeof FIGURE_COLUMNS>;

/** One row. Each count is over one column of ids: over several at once there would be nearly as many groups as events. */
export function timelineFigures(matches: Matches): SqlQuery<typeof FIGURE_COLUMNS> {
  const rows = matchingRows(matches);
  const distinct = (id: string): Sql =>
    sql`(SELECT count(*) FROM (SELECT ${raw(id)} FROM ${rows} m WHERE ${raw(id)} <> 0 GROUP BY 1) d)::int`;
  const { text, values } = sql`WITH c AS (SELECT action_id, outcome, count(*) AS n, min(event_time) AS first,
    max(event_time) AS last, count(event_time) AS timed FROM ${rows} m GROUP BY 1, 2),
p AS (SELECT principal, principal_kind, account_id FROM identity
  WHERE id IN (SELECT identity_id FROM ${rows} m GROUP BY 1) AND principal IS NOT NULL GROUP BY ALL)
SELECT coalesce(sum(n), 0)::int AS events,
  coalesce(sum(n) FILTER (WHERE a.verb IN ('write', 'destructive')), 0)::int AS writes,
  coalesce(sum(n) FILTER (WHERE a.verb = 'destructive'), 0)::int AS destructive,
  coalesce(sum(n) FILTER (WHERE c.outcome = 1), 0)::int AS denied,
  coalesce(sum(n) FILTER (WHERE c.outcome = 2), 0)::int AS errors,
  coalesce(sum(n) FILTER (WHERE a.verb = 'sensitive read'), 0)::int AS sensitive,
  coalesce(sum(n - timed), 0)::int AS "withoutTime", min(first) AS first, max(last) AS last,
  (SELECT count(*) FROM p)::int AS principals,
  ${distinct('account_id')} AS accounts, ${distinct('source_address_id')} AS addresses,
  (SELECT CASE WHEN count(*) = 1 THEN min(principal) END FROM p) AS principal,
  (SELECT CASE WHEN count(*) = 1 THEN min(principal_kind) END FROM p) AS "principalKind",
  (SELECT CASE WHEN count(*) = 1 THEN min(account_id) END FROM p) AS "accountId"
FROM c LEFT JOIN action a ON a.id = c.action_id`;
  return { name: 'timeline-figures', text, values, columns: FIGURE_COLUMNS };
}

export const BURST_COLUMNS = { from: 'time', count: 'integer' } as const;

/** How long the most refused stretch is, in ms. */
export const BURST = 300_000;

/** The five minutes with most refusals; no row when none was refused. */
export function mostRefused(matches: Matches): SqlQuery<typeof BURST_COLUMNS> {
  const { text, values } =
    sql`SELECT make_timestamp_ms((epoch_ms(event_time) // ${BURST}) * ${BURST})::TIMESTAMP_MS AS "from", count(*)::int AS count
FROM ${matchingRows(matches)} m WHERE outcome = 1 AND event_time IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`;
  return { name: 'most-refused', text, values, columns: BURST_COLUMNS };
}

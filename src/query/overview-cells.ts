/**
 * What the overview counts from: the matching events by who, what and how it ended. A million events are a tenth as many
 * cells or less, so that each question of the overview reads those and not the events.
 */
import type { Columns, SqlQuery } from '#database/sql-query.ts';
import { matchingRows } from './matches.ts';
import type { Matches } from './matches.ts';
import { members } from './principals.ts';
import { raw, type Sql, sql } from './sql-text.ts';

/** A kept table's name, or the query itself where nothing is kept. */
export type Cells = string | SqlQuery;

/** Rows of (id of an identity, gid of its principal, …): the same whatever the filter, so it is kept beside the cells. */
export function principalIds(): SqlQuery {
  const { text, values } = members('principal');
  return { name: 'overview-principals', text, values, columns: { gid: 'integer' } };
}

/** To be read from, after FROM. */
export function relation(table: Cells): Sql {
  return typeof table === 'string' ? raw(table) : sql`(${{ text: table.text, values: table.values }})`;
}

const CELL_COLUMNS = { events: 'integer' } as const satisfies Columns;

/**
 * Rows of (principal_id, action_id, outcome, call_id, verb, events, bytes, first, last). `principal_id`: an identity of the
 * same principal, 0 = nobody. `call_id`: an action of the same service and name. Not by account, region or identity: there
 * are ten times as many of those, and grouping them costs as much as all the rest.
 */
export function overviewCells(matches: Matches, principals: Cells = principalIds()): SqlQuery {
  const { text, values } = sql`WITH p AS MATERIALIZED (SELECT id, gid FROM ${relation(principals)} p),
a AS MATERIALIZED (SELECT id, verb, min(id) OVER (PARTITION BY event_source, event_name) AS call_id FROM action),
cell AS (SELECT p.gid AS principal_id, m.action_id, m.outcome, count(*)::int AS events, sum(m.record_length)::DOUBLE AS bytes,
    min(m.event_time) AS first, max(m.event_time) AS last
  FROM ${matchingRows(matches)} m JOIN p ON p.id = m.identity_id GROUP BY p.gid, m.action_id, m.outcome)
SELECT c.*, coalesce(a.call_id, 0) AS call_id, a.verb AS verb FROM cell c LEFT JOIN a ON a.id = c.action_id`;
  return { name: 'overview-cells', text, values, columns: CELL_COLUMNS };
}

/** To stand first in a question: afterwards `cell` is the table to read. */
export function withCells(cells: Cells): Sql {
  return typeof cells === 'string'
    ? sql`WITH cell AS NOT MATERIALIZED (SELECT * FROM ${raw(cells)})`
    : sql`WITH cell AS MATERIALIZED (${{ text: cells.text, values: cells.values }})`;
}

export const OVERVIEW_TOTALS_COLUMNS = {
  events: 'integer',
  denied: 'integer',
  errors: 'integer',
  principals: 'integer',
  /** Lengths of the records as they stand in the files, unpacked. */
  bytes: 'number',
  first: 'time?',
  last: 'time?',
} as const satisfies Columns;

/** One row. */
export function overviewTotals(cells: Cells): SqlQuery<typeof OVERVIEW_TOTALS_COLUMNS> {
  const { text, values } = sql`${withCells(cells)}
SELECT coalesce(sum(events), 0)::int AS events, coalesce(sum(events) FILTER (WHERE outcome = 1), 0)::int AS denied,
  coalesce(sum(events) FILTER (WHERE outcome = 2), 0)::int AS errors,
  (count(DISTINCT principal_id) FILTER (WHERE principal_id <> 0))::int AS principals,
  coalesce(sum(bytes), 0)::DOUBLE AS bytes, min(first) AS first, max(last) AS last FROM cell`;
  return { name: 'overview-totals', text, values, columns: OVERVIEW_TOTALS_COLUMNS };
}

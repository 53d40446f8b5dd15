/**
 * Single events of a timeline: all of a window when it holds few, else the first of each name and outcome in each lane; and
 * what was seen for the first time. Over rows of `timeline-rows.ts`.
 */
import type { RowOf, SqlQuery } from '#database/sql-query.ts';
import { raw, type Sql, sql } from './sql-text.ts';
import type { LaneSlice } from './timeline-lanes.ts';
import { between, placedLanes } from './timeline-rows.ts';

/** A window with no more of them is shown event by event. */
export const MOST_SINGLE_EVENTS = 2_000;
/** Kinds of events of a lane that are worth a mark. */
const KINDS_A_LANE = 40;
const FIRSTS_A_LANE = 12;

export const TIMELINE_EVENT_COLUMNS = {
  /** Of the lane in the list asked about. */
  place: 'integer',
  /** Of the event, the first of its kind where it stands for several. */
  row_id: 'number',
  time: 'time',
  /** Of the last one. */
  until: 'time',
  count: 'integer',
  outcome: 'integer',
  level: 'integer',
  eventName: 'text?',
  eventSource: 'text?',
  verb: 'text?',
} as const;

export type TimelineEventRow = RowOf<typeof TIMELINE_EVENT_COLUMNS>;

const NAMED = 's.event_name AS "eventName", s.event_source AS "eventSource", s.verb AS verb';

/** Rows of the lanes in a slice, as `r` with the place as `w.place`. */
function inLanes(rows: Sql, { lanes, first, end }: LaneSlice): Sql {
  return sql`FROM ${rows} r JOIN ${placedLanes(lanes)} w
  ON w.lane = r.lane AND w.part = r.part AND w.place >= ${first} AND w.place < ${end}`;
}

/** Every event of a window, in order of time. Callers know that there are few. */
export function timelineEvents(
  rows: Sql,
  slice: LaneSlice,
  from: number,
  to: number,
): SqlQuery<typeof TIMELINE_EVENT_COLUMNS> {
  const { text, values } =
    sql`SELECT e.place::int AS place, e.row_id::DOUBLE AS row_id, e.time, e.time AS until, 1 AS count,
  e.outcome::int AS outcome, e.level::int AS level, ${raw(NAMED)}
FROM (SELECT w.place, r.row_id, r.event_time AS time, r.outcome, r.level, r.action_id ${inLanes(rows, slice)}
  WHERE ${between(from, to)} ORDER BY r.event_time, r.row_id LIMIT ${raw(String(MOST_SINGLE_EVENTS + 1))}) e
LEFT JOIN action s ON s.id = e.action_id ORDER BY e.time, e.row_id`;
  return { name: 'timeline-events', text, values, columns: TIMELINE_EVENT_COLUMNS };
}

/** For each lane the first event of each name and outcome in a window, those that change or failed before reads, rare ones first. */
export function timelineKinds(
  rows: Sql,
  slice: LaneSlice,
  from: number,
  to: number,
): SqlQuery<typeof TIMELINE_EVENT_COLUMNS> {
  const { text, values } = sql`WITH c AS (SELECT w.place, r.action_id, r.outcome, max(r.level) AS level,
    count(*)::int AS count, min(r.event_time) AS time, max(r.event_time) AS until, arg_min(r.row_id, r.event_time) AS row_id
  ${inLanes(rows, slice)} WHERE ${between(from, to)} GROUP BY 1, 2, 3),
k AS (SELECT *, row_number() OVER (PARTITION BY place ORDER BY level DESC, count, time, action_id) AS rank FROM c)
SELECT k.place::int AS place, k.row_id::DOUBLE AS row_id, k.time, k.until, k.count, k.outcome::int AS outcome,
  k.level::int AS level, ${raw(NAMED)}
FROM k LEFT JOIN action s ON s.id = k.action_id WHERE k.rank <= ${KINDS_A_LANE} ORDER BY k.time, k.row_id`;
  return { name: 'timeline-kinds', text, values, columns: TIMELINE_EVENT_COLUMNS };
}

export const FIRST_COLUMNS = {
  ...TIMELINE_EVENT_COLUMNS,
  /** What was new with this event: the lane itself, an address or a region in it. */
  what: 'text',
  value: 'text?',
} as const;

export type FirstRow = RowOf<typeof FIRST_COLUMNS>;

/** The first event of each lane, and the first from each address and region in it: over the whole time, whatever is zoomed to. */
export function timelineFirsts(rows: Sql, slice: LaneSlice): SqlQuery<typeof FIRST_COLUMNS> {
  const first = (what: string, id: string): Sql => sql`SELECT w.place, ${what} AS what, ${raw(id)} AS id,
  min(r.event_time) AS time, arg_min(r.row_id, r.event_time) AS row_id ${inLanes(rows, slice)} GROUP BY 1, 3`;
  // What else is to be known of these events is looked up for the few that are left.
  const { text, values } =
    sql`WITH f AS (${first('lane', '0')} UNION ALL ${first('address', 'r.source_address_id')}
  UNION ALL ${first('region', 'r.region_id')}),
k AS MATERIALIZED (SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY place, what ORDER BY time, id) AS rank FROM f) x
  WHERE rank <= ${FIRSTS_A_LANE}),
e AS (SELECT row_id, action_id, outcome, level FROM ${rows} r WHERE row_id IN (SELECT row_id FROM k))
SELECT k.place::int AS place, k.row_id::DOUBLE AS row_id, k.time, k.time AS until, 1 AS count, e.outcome::int AS outcome,
  e.level::int AS level, ${raw(NAMED)}, k.what, coalesce(a.value, g.value) AS value
FROM k JOIN e ON e.row_id = k.row_id LEFT JOIN action s ON s.id = e.action_id
LEFT JOIN source_address a ON k.what = 'address' AND a.id = k.id
LEFT JOIN region g ON k.what = 'region' AND g.id = k.id
WHERE k.what = 'lane' OR a.value IS NOT NULL OR g.value IS NOT NULL
ORDER BY k.time, k.row_id`;
  return { name: 'timeline-firsts', text, values, columns: FIRST_COLUMNS };
}

/** Where an event stands in a kept timeline, in order of time; no row when it is not on it. */
export function placeInTimeline(
  table: string,
  fileId: number,
  recordOffset: number,
): SqlQuery<{ position: 'number' }> {
  const { text, values } = sql`SELECT r.rowid::DOUBLE AS position FROM ${raw(table)} r
WHERE r.row_id IN (SELECT rowid FROM event WHERE file_id = ${fileId} AND record_offset = ${recordOffset}) LIMIT 1`;
  return { name: 'timeline-place', text, values, columns: { position: 'number' } };
}

/** The event at a place of a kept timeline. */
export function eventAtPlace(table: string, position: number): SqlQuery<{ row_id: 'number' }> {
  const { text, values } =
    sql`SELECT row_id::DOUBLE AS row_id FROM ${raw(table)} WHERE rowid = ${position} LIMIT 1`;
  return { name: 'timeline-at', text, values, columns: { row_id: 'number' } };
}

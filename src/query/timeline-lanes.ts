/** The lanes of a timeline with what is needed to name them, and how densely they are filled. Over rows of `timeline-rows.ts`. */
import type { RowOf, SqlQuery } from '#database/sql-query.ts';
import type { Buckets } from './histogram.ts';
import { raw, type Sql, sql } from './sql-text.ts';
import { between, isByCredential, placedLanes } from './timeline-rows.ts';
import type { LaneId, LaneKind } from './timeline-rows.ts';

/** More lanes than this are counted together as others. */
export const MOST_LANES = 200;

export const LANE_COLUMNS = {
  lane: 'integer',
  part: 'integer',
  events: 'integer',
  bad: 'integer',
  first: 'time',
  last: 'time',
  /** Of all lanes, those that are not answered too. */
  lanes: 'integer',
  total: 'integer',
  /** Service, address or account; null for lanes of people. */
  value: 'text?',
  principal: 'text?',
  principalKind: 'text?',
  accountId: 'text?',
  accessKeyId: 'text?',
  arn: 'text?',
  roleName: 'text?',
  sessionName: 'text?',
  /** Address of a part. */
  address: 'text?',
} as const;

export type LaneRow = RowOf<typeof LANE_COLUMNS>;

const NO_IDENTITY = `NULL::VARCHAR AS principal, NULL::VARCHAR AS "principalKind", NULL::VARCHAR AS "accountId",
  NULL::VARCHAR AS "accessKeyId", NULL::VARCHAR AS arn, NULL::VARCHAR AS "roleName", NULL::VARCHAR AS "sessionName"`;
const IDENTITY = `NULL::VARCHAR AS value, s.principal AS principal, s.principal_kind AS "principalKind",
  s.account_id AS "accountId", s.access_key_id AS "accessKeyId", s.arn AS arn, s.role_name AS "roleName",
  s.session_name AS "sessionName"`;

function namesOf(kind: LaneKind): { readonly columns: string; readonly table: string } {
  switch (kind) {
    case 'service':
      return { columns: `s.event_source AS value, ${NO_IDENTITY}`, table: 'action' };
    case 'address':
      return { columns: `s.value AS value, ${NO_IDENTITY}`, table: 'source_address' };
    case 'account':
      return { columns: `s.value AS value, ${NO_IDENTITY}`, table: 'account' };
    case 'principal':
    case 'session':
    case 'chain':
      return { columns: IDENTITY, table: 'identity' };
  }
}

/** The lanes with most events, those first. */
export function timelineLanes(rows: Sql, kind: LaneKind, top = MOST_LANES): SqlQuery<typeof LANE_COLUMNS> {
  const { columns, table } = namesOf(kind);
  const address = isByCredential(kind) ? 'p.value' : 'NULL::VARCHAR';
  const { text, values } = sql`WITH c AS (SELECT r.lane, r.part, count(*)::int AS events,
    count(*) FILTER (WHERE r.level = 2)::int AS bad, min(r.event_time) AS first, max(r.event_time) AS last
  FROM ${rows} r GROUP BY 1, 2),
t AS (SELECT *, (count(*) OVER ())::int AS lanes, (sum(events) OVER ())::int AS total
  FROM c ORDER BY events DESC, first, lane, part LIMIT ${raw(String(Math.max(0, Math.trunc(top))))})
SELECT t.*, ${raw(columns)}, ${raw(address)} AS address
FROM t LEFT JOIN ${raw(table)} s ON s.id = t.lane LEFT JOIN source_address p ON p.id = t.part AND t.part <> 0
ORDER BY t.events DESC, t.first, t.lane, t.part`;
  return { name: 'timeline-lanes', text, values, columns: LANE_COLUMNS };
}

export const DENSITY_COLUMNS = {
  /** Of the lane in the list asked about; −1 = of any other. */
  place: 'integer',
  bucket: 'integer',
  events: 'integer',
  /** Failed or destructive; write or sensitive read. The rest are reads. */
  bad: 'integer',
  attention: 'integer',
} as const;

export type DensityRow = RowOf<typeof DENSITY_COLUMNS>;

/** Lanes asked about by their place in the list. */
export interface LaneSlice {
  readonly lanes: readonly LaneId[];
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  /** Whether the events of no lane in the list are counted too. */
  readonly others: boolean;
}

/** Only buckets that hold something. */
export function timelineDensity(
  rows: Sql,
  { lanes, first, end, others }: LaneSlice,
  { start, step, count }: Buckets,
): SqlQuery<typeof DENSITY_COLUMNS> {
  const inSlice = sql`w.place >= ${first} AND w.place < ${end}`;
  const { text, values } =
    sql`SELECT coalesce(w.place, -1)::int AS place, ((epoch_ms(r.event_time) - ${start}) // ${step})::int AS bucket,
  count(*)::int AS events, count(*) FILTER (WHERE r.level = 2)::int AS bad,
  count(*) FILTER (WHERE r.level = 1)::int AS attention
FROM ${rows} r ${raw(others ? 'LEFT' : '')} JOIN ${placedLanes(lanes)} w ON w.lane = r.lane AND w.part = r.part
WHERE ${between(start, start + step * count)} AND ${others ? sql`(w.place IS NULL OR (${inSlice}))` : inSlice}
GROUP BY 1, 2`;
  return { name: 'timeline-density', text, values, columns: DENSITY_COLUMNS };
}

export const LANE_NAME_COLUMNS = { eventName: 'text?', outcome: 'integer', count: 'integer' } as const;

/** The event names that occur most in one lane between two times; null = in all others than those. */
export function laneNames(
  rows: Sql,
  lane: LaneId | { readonly notIn: readonly LaneId[] },
  from: number,
  to: number,
  top = 5,
): SqlQuery<typeof LANE_NAME_COLUMNS> {
  const isOfLane =
    'lane' in lane
      ? sql`r.lane = ${lane.lane} AND r.part = ${lane.part}`
      : sql`NOT EXISTS (SELECT 1 FROM ${placedLanes(lane.notIn)} w WHERE w.lane = r.lane AND w.part = r.part)`;
  const { text, values } = sql`WITH c AS (SELECT r.action_id AS id, r.outcome, count(*) AS n FROM ${rows} r
  WHERE ${between(from, to)} AND ${isOfLane} GROUP BY 1, 2)
SELECT s.event_name AS "eventName", c.outcome::int AS outcome, sum(c.n)::int AS count FROM c LEFT JOIN action s ON s.id = c.id
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ${raw(String(Math.max(0, Math.trunc(top))))}`;
  return { name: 'timeline-names', text, values, columns: LANE_NAME_COLUMNS };
}

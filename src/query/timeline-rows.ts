/**
 * The matching events as a timeline needs them: in order of time, each with the lane it lies in as integers, so that every
 * zoom is a count over numbers. Kept once for a filter and a kind of lanes (`session.keep`); `rowid` of the kept table is then
 * the place in time. Events without a time are not on it.
 */
import type { SqlQuery } from '#database/sql-query.ts';
import { matchingRows } from './matches.ts';
import type { Matches } from './matches.ts';
import { moment } from './moment.ts';
import { raw, type Sql, sql } from './sql-text.ts';

/** `chain` and `session` are lanes of credentials: a long-term key, or the temporary one of a session. */
export type LaneKind = 'chain' | 'session' | 'principal' | 'service' | 'address' | 'account';

/**
 * The lane of an event: an id of the small table of its kind (of several that mean the same the lowest), and for a
 * long-term key the address it was used from, 0 otherwise.
 */
export interface LaneId {
  readonly lane: number;
  readonly part: number;
}

/** Up to so many addresses a long-term key has a lane for each; used from more, it has one. */
const MOST_PARTS = 8;

export function isByCredential(kind: LaneKind): boolean {
  return kind === 'chain' || kind === 'session';
}

/** How a drawn bar is coloured: 2 = failed or destructive, 1 = write or sensitive read, 0 = read. */
const LEVELS = `SELECT id, CASE verb WHEN 'destructive' THEN 2 WHEN 'read' THEN 0 ELSE 1 END::TINYINT AS level FROM action`;

/** `hasLineage`: the table `lineage` has been filled. */
export function timelineRows(matches: Matches, kind: LaneKind, hasLineage: boolean): SqlQuery {
  const { text, values } = sql`${unordered(matches, kind, hasLineage)}
ORDER BY m.event_time, m.row_id`;
  return { name: 'timeline-rows', text, values, columns: { row_id: 'number' } };
}

/** The same where nothing can be kept, to be written after FROM. */
export function unkeptRows(matches: Matches, kind: LaneKind, hasLineage: boolean): Sql {
  return sql`(${unordered(matches, kind, hasLineage)})`;
}

function unordered(matches: Matches, kind: LaneKind, hasLineage: boolean): Sql {
  const { tables, lane, part, joins } = laneSql(matches, kind, hasLineage);
  return sql`${tables}
SELECT m.row_id, m.event_time, ${raw(lane)}::INT AS lane, ${raw(part)}::INT AS part,
  CASE WHEN m.outcome <> 0 THEN 2::TINYINT ELSE coalesce(v.level, 0) END AS level,
  m.outcome, m.action_id, m.source_address_id, m.region_id
FROM ${matchingRows(matches)} m LEFT JOIN (${raw(LEVELS)}) v ON v.id = m.action_id
${raw(joins)}
WHERE m.event_time IS NOT NULL`;
}

interface LaneSql {
  readonly tables: Sql;
  readonly lane: string;
  readonly part: string;
  readonly joins: string;
}

function laneSql(matches: Matches, kind: LaneKind, hasLineage: boolean): LaneSql {
  if (kind === 'address') return { tables: raw(''), lane: 'm.source_address_id', part: '0', joins: '' };
  if (kind === 'account') return { tables: raw(''), lane: 'm.account_id', part: '0', joins: '' };
  const id = kind === 'service' ? 'action_id' : 'identity_id';
  const joins = `LEFT JOIN l ON l.id = m.${id}`;
  const lane = `coalesce(l.lane, m.${id})`;
  const map = sql`WITH l AS MATERIALIZED (${raw(laneMap(kind, hasLineage))})`;
  if (!isByCredential(kind)) return { tables: map, lane, part: '0', joins };
  const split = sql`${map}, split AS MATERIALIZED (SELECT l.lane FROM ${matchingRows(matches)} m
  JOIN l ON l.id = m.identity_id WHERE l.parted AND m.event_time IS NOT NULL GROUP BY 1
  HAVING count(DISTINCT m.source_address_id) BETWEEN 2 AND ${MOST_PARTS})`;
  return {
    tables: split,
    lane,
    part: 'CASE WHEN sp.lane IS NULL THEN 0 ELSE m.source_address_id END',
    joins: `${joins} LEFT JOIN split sp ON sp.lane = l.lane`,
  };
}

/** Which ids mean the same: of them all the lowest stands for the lane. */
function laneMap(kind: LaneKind, hasLineage: boolean): string {
  if (kind === 'service') return 'SELECT id, min(id) OVER (PARTITION BY event_source) AS lane FROM action';
  if (!isByCredential(kind))
    return 'SELECT id, min(id) OVER (PARTITION BY principal, principal_kind, account_id) AS lane FROM identity';
  const known = hasLineage ? 'ln.session, ' : '';
  return `SELECT i.id, min(i.id) OVER (PARTITION BY coalesce(${known}nullif(i.access_key_id, ''),
    CASE WHEN i.session_created IS NOT NULL THEN concat(i.arn, '@', i.session_created) END,
    concat_ws(' ', 'by', i.account_id, i.principal_kind, i.principal))) AS lane,
  starts_with(coalesce(i.access_key_id, ''), 'AKIA') AS parted
FROM identity i ${hasLineage ? 'LEFT JOIN lineage ln ON ln.id = i.id' : ''}`;
}

/** Lanes with the place each has on the screen, to be joined with the rows; ids are our own numbers. */
export function placedLanes(lanes: readonly LaneId[]): Sql {
  if (lanes.length === 0) return raw('(SELECT 0 AS lane, 0 AS part, 0 AS place WHERE false)');
  const rows = lanes.map(({ lane, part }, place) => `(${whole(lane)}, ${whole(part)}, ${place})`);
  return raw(`(SELECT * FROM (VALUES ${rows.join(', ')}) v(lane, part, place))`);
}

export function whole(id: number): string {
  if (!Number.isSafeInteger(id)) throw new RangeError(`Not an id: ${id}`);
  return String(id);
}

export function between(from: number, to: number): Sql {
  return sql`r.event_time >= ${moment(from)} AND r.event_time < ${moment(to)}`;
}

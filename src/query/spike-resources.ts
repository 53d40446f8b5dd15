/**
 * On what the calls of a spike were made, beside the time before it: AWS's attribution by resource, for any spike. What a call acts on
 * is not in a table: it is read from the texts of the events (`cloudtrail/resources.ts`), of so many of them as tell the shares.
 */
import { resourceLabel } from '#cloudtrail/resources.ts';
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import type { AttributionRow, SpikeTimes } from './spike-attribution.ts';
import { isOfSeries, type SeriesIds } from './spike-series.ts';
import { raw, sql } from './sql-text.ts';
import { groupThings, type ThingCount } from './thing-groups.ts';

/** Calls that are read of either side; a share of half is then told to within four points in a hundred, 95 times of 100. */
export const READ_CALLS = 1_500;
/** Characters of a text: what is acted on stands at its beginning. */
const LONGEST = 2_000;
const PARTS = 1_000_000;

export const RESOURCE_CALL_COLUMNS = {
  isWithin: 'flag',
  eventSource: 'text?',
  eventName: 'text?',
  resources: 'text?',
  requestParameters: 'text?',
  responseElements: 'text?',
  /** Of all calls, read or not. */
  allWithin: 'integer',
  allBefore: 'integer',
} as const satisfies Columns;

export type ResourceCall = RowOf<typeof RESOURCE_CALL_COLUMNS>;

/** The calls within the spike and before it; of many an even part, the same at each asking. */
export function resourceCalls(
  matches: Matches,
  series: SeriesIds,
  { baselineFrom, start, end }: SpikeTimes,
): SqlQuery<typeof RESOURCE_CALL_COLUMNS> {
  const text = (column: string) => raw(`left(e.${column}, ${LONGEST})`);
  const { text: query, values } =
    sql`WITH c AS MATERIALIZED (SELECT row_id, action_id, event_time >= ${moment(start)} AS is_within FROM ${matchingRows(matches)} m
  WHERE event_time >= ${moment(baselineFrom)} AND event_time < ${moment(end)} AND ${isOfSeries(series)}),
n AS (SELECT count(*) FILTER (WHERE is_within) AS within, count(*) FILTER (WHERE NOT is_within) AS before FROM c),
s AS (SELECT c.*, n.within::int AS "allWithin", n.before::int AS "allBefore" FROM c, n
  WHERE hash(row_id) % ${raw(String(PARTS))} < ${raw(String(READ_CALLS * PARTS))} // (CASE WHEN is_within THEN n.within ELSE n.before END) LIMIT ${raw(String(READ_CALLS * 3))})
SELECT s.is_within AS "isWithin", a.event_source AS "eventSource", a.event_name AS "eventName", ${text('resources')} AS resources,
  ${text('request_parameters')} AS "requestParameters", ${text('response_elements')} AS "responseElements", "allWithin", "allBefore"
FROM s JOIN event e ON e.rowid = s.row_id LEFT JOIN action a ON a.id = s.action_id`;
  return { name: 'spike-resources', text: query, values, columns: RESOURCE_CALL_COLUMNS };
}

/** Where what stands behind a slash lies in what stands before it. */
const PATH_SERVICES = new Set(['s3', 's3express', 'logs', 'ssm']);

/** What one call acted on. */
export function thingOf(call: ResourceCall): ThingCount {
  const service = (call.eventSource ?? '').split('.')[0] ?? '';
  return {
    label: resourceLabel(call),
    isPath: PATH_SERVICES.has(service),
    within: call.isWithin ? 1 : 0,
    before: call.isWithin ? 0 : 1,
  };
}

export interface ResourceCounts {
  /** As `attributionCounts` gives those of the other attributes. */
  readonly rows: readonly AttributionRow[];
  /** Calls that were read, where they are a part of all; else null. */
  readonly read: number | null;
}

const TOP = 5;

/** `all`: any of the calls. Where only a part of the calls was read, as many as all would be in the same shares. */
export function resourceCounts(
  things: readonly ThingCount[],
  all: Pick<ResourceCall, 'allWithin' | 'allBefore'> | undefined,
): ResourceCounts {
  if (all === undefined || things.every(({ label }) => label === null)) return NOTHING;
  const read = { within: sumOf(things, 'within'), before: sumOf(things, 'before') };
  const times = {
    within: read.within === 0 ? 0 : all.allWithin / read.within,
    before: read.before === 0 ? 0 : all.allBefore / read.before,
  };
  const rows = groupThings(things).map(({ label, within, before }) => ({
    attribute: 'resource',
    value: label,
    within: Math.round(within * times.within),
    before: Math.round(before * times.before),
    allWithin: all.allWithin,
    allBefore: all.allBefore,
  }));
  const listed = new Set([...top(rows, 'within'), ...top(rows, 'before')]);
  const isPart = read.within + read.before < all.allWithin + all.allBefore;
  return { rows: [...listed], read: isPart ? read.within + read.before : null };
}

const NOTHING: ResourceCounts = { rows: [], read: null };

type Side = 'within' | 'before';

const sumOf = (things: readonly ThingCount[], side: Side): number =>
  things.reduce((sum, thing) => sum + thing[side], 0);

const top = (rows: readonly AttributionRow[], side: Side): AttributionRow[] =>
  rows
    .filter((row) => row[side] > 0)
    .toSorted((a, b) => b[side] - a[side])
    .slice(0, TOP);

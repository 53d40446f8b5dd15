/**
 * Who and what made the calls of a spike, beside the time before it. As CloudTrail Insights defines it (record contents for Insights
 * events, `attributions`): of each attribute the five values with most calls a minute, within the spike and in the baseline, the
 * rest as “other”. Beyond AWS's three also source address, access key, and event name where the series is not of one API. What the
 * calls were made on is counted apart (`spike-resources.ts`): it is in no table.
 */
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import { MINUTE } from './spike-cells.ts';
import { isOfSeries, type SeriesIds } from './spike-series.ts';
import { joinSql, raw, sql } from './sql-text.ts';

/** What tables hold. */
const COUNTED = [
  'principal',
  'accessKeyId',
  'sourceIPAddress',
  'userAgent',
  'eventName',
  'errorCode',
] as const satisfies readonly FieldKey[];

/** In the order in which a cause is looked for. */
export const ATTRIBUTES = [...COUNTED, 'resource'] as const satisfies readonly FieldKey[];
export type Attribute = (typeof ATTRIBUTES)[number];

const TOP = 5;
const BASELINE = 7 * 24 * 60 * MINUTE;

const SOURCE: Readonly<
  Record<(typeof COUNTED)[number], { readonly id: string; readonly table: string; readonly value: string }>
> = {
  principal: { id: 'identity_id', table: 'identity', value: 'principal' },
  accessKeyId: { id: 'identity_id', table: 'identity', value: 'access_key_id' },
  sourceIPAddress: { id: 'source_address_id', table: 'source_address', value: 'value' },
  userAgent: { id: 'user_agent_id', table: 'user_agent', value: 'value' },
  eventName: { id: 'action_id', table: 'action', value: 'event_name' },
  errorCode: { id: 'error_id', table: 'error', value: 'value' },
};

/** Milliseconds; the baseline is from ≤ time < start, the spike start ≤ time < end. */
export interface SpikeTimes {
  readonly baselineFrom: number;
  readonly start: number;
  readonly end: number;
}

/** Seven days before the spike, or as far as the logs reach back. */
export function spikeTimes(start: number, end: number, firstTime: number): SpikeTimes {
  return { baselineFrom: Math.min(start, Math.max(firstTime, start - BASELINE)), start, end };
}

export const ATTRIBUTION_COLUMNS = {
  attribute: 'text',
  /** Null: the calls that have none; for errors, those that succeeded. */
  value: 'text?',
  within: 'integer',
  before: 'integer',
  allWithin: 'integer',
  allBefore: 'integer',
} as const;

export type AttributionRow = {
  readonly attribute: string;
  readonly value: string | null;
  readonly within: number;
  readonly before: number;
  readonly allWithin: number;
  readonly allBefore: number;
};

/** Of each attribute the values with most calls within the spike, and those with most before it. */
export function attributionCounts(
  matches: Matches,
  series: SeriesIds,
  { baselineFrom, start, end }: SpikeTimes,
): SqlQuery<typeof ATTRIBUTION_COLUMNS> {
  const attributes = COUNTED.filter((one) => !isFixed(series, one));
  const parts = attributes.map((attribute) => {
    const { id, table, value } = SOURCE[attribute];
    return sql`SELECT ${attribute} AS attribute, s.${raw(value)} AS value, sum(within)::int AS within, sum(before)::int AS before
  FROM (SELECT ${raw(id)} AS id, sum(within) AS within, sum(before) AS before FROM c GROUP BY 1) g
  LEFT JOIN ${raw(table)} s ON s.id = g.id GROUP BY 2`;
  });
  const { text, values } =
    sql`WITH c AS MATERIALIZED (SELECT identity_id, source_address_id, user_agent_id, action_id, error_id,
  count(*) FILTER (WHERE event_time >= ${moment(start)}) AS within, count(*) FILTER (WHERE event_time < ${moment(start)}) AS before
  FROM ${matchingRows(matches)} m WHERE event_time >= ${moment(baselineFrom)} AND event_time < ${moment(end)}
  AND ${isOfSeries(series)} GROUP BY ALL),
v AS (${joinSql(parts, ' UNION ALL ')}),
r AS (SELECT *, row_number() OVER (PARTITION BY attribute ORDER BY within DESC, value) AS a,
  row_number() OVER (PARTITION BY attribute ORDER BY before DESC, value) AS b,
  sum(within) OVER (PARTITION BY attribute)::int AS "allWithin", sum(before) OVER (PARTITION BY attribute)::int AS "allBefore" FROM v)
SELECT attribute, value, within, before, "allWithin", "allBefore" FROM r
WHERE (a <= ${raw(String(TOP))} AND within > 0) OR (b <= ${raw(String(TOP))} AND before > 0) ORDER BY attribute, within DESC, value`;
  return { name: 'spike-attribution', text, values, columns: ATTRIBUTION_COLUMNS };
}

/** What all calls of the series have in common explains nothing. */
function isFixed({ family }: SeriesIds, attribute: Attribute): boolean {
  if (family === 'call') return attribute === 'eventName';
  if (family === 'error') return attribute === 'errorCode';
  if (family === 'principal') return attribute === 'principal';
  return family === 'address' && attribute === 'sourceIPAddress';
}

export interface AttributedValue {
  readonly value: string | null;
  readonly count: number;
  readonly perMinute: number;
}

export interface AttributionList {
  readonly values: readonly AttributedValue[];
  /** All values but the listed ones; 0 when there are none. */
  readonly other: Omit<AttributedValue, 'value'>;
}

export interface Attribution {
  readonly attribute: Attribute;
  readonly spike: AttributionList;
  readonly baseline: AttributionList;
}

/** The value that most of the rise came from. */
export interface Cause {
  readonly attribute: Attribute;
  readonly value: string | null;
  /** Share of the rise that is its own, 0 to 1. */
  readonly share: number;
  readonly within: number;
  /** Its calls in the baseline. */
  readonly before: number;
}

export interface Explained {
  readonly attributions: readonly Attribution[];
  /** Null when no value stands out: all rose, or fell, alike. */
  readonly cause: Cause | null;
  /** What most of the rise was made on, where that is known and not the cause itself. */
  readonly onResource: Cause | null;
}

/** The rows of `attributionCounts` and `resourceCounts`, as lists by mean calls a minute, and the cause. */
export function explainSpike(rows: readonly AttributionRow[], times: SpikeTimes): Explained {
  const minutes = {
    within: Math.max(1, (times.end - times.start) / MINUTE),
    before: Math.max(1, (times.start - times.baselineFrom) / MINUTE),
  };
  const attributions: Attribution[] = [];
  const causes: Cause[] = [];
  for (const attribute of ATTRIBUTES) {
    const own = rows.filter((row) => row.attribute === attribute);
    if (own.length === 0) continue;
    attributions.push({
      attribute,
      spike: listOf(own, 'within', minutes.within),
      baseline: listOf(own, 'before', minutes.before),
    });
    causes.push(...causesOf(own, attribute, minutes));
  }
  const cause = bestCause(causes);
  const onResource = bestCause(causes.filter(({ attribute }) => attribute === 'resource'));
  return { attributions, cause, onResource: cause === onResource ? null : onResource };
}

function listOf(
  rows: readonly AttributionRow[],
  side: 'within' | 'before',
  minutes: number,
): AttributionList {
  const all = rows[0]?.[side === 'within' ? 'allWithin' : 'allBefore'] ?? 0;
  const values = rows
    .filter((row) => row[side] > 0)
    .toSorted((a, b) => b[side] - a[side])
    .slice(0, TOP)
    .map((row) => ({ value: row.value, count: row[side], perMinute: row[side] / minutes }));
  const rest = all - values.reduce((sum, { count }) => sum + count, 0);
  return { values, other: { count: rest, perMinute: rest / minutes } };
}

/** Less than this share of a rise is no explanation of it. */
const LEAST_SHARE = 0.5;
/** A value that rose by no more than its usual share of all calls explains nothing either. */
const LEAST_BEYOND_USUAL = 0.1;

interface Minutes {
  readonly within: number;
  readonly before: number;
}

function causesOf(rows: readonly AttributionRow[], attribute: Attribute, minutes: Minutes): Cause[] {
  const total = rows[0];
  if (total === undefined) return [];
  const rise = total.allWithin / minutes.within - total.allBefore / minutes.before;
  return rows.flatMap(({ value, within, before }) => {
    const own = within / minutes.within - before / minutes.before;
    const share = rise === 0 ? 0 : Math.min(1, own / rise);
    const usual = total.allBefore === 0 ? 0 : before / total.allBefore;
    if (value === null || share < LEAST_SHARE || share - usual < LEAST_BEYOND_USUAL) return [];
    return [{ attribute, value, share, within, before }];
  });
}

/** The greatest share; of equals (within a twentieth) the first in the order of `ATTRIBUTES`. */
function bestCause(causes: readonly Cause[]): Cause | null {
  const most = Math.max(0, ...causes.map(({ share }) => share));
  return causes.find(({ share }) => share >= most - 0.05) ?? null;
}

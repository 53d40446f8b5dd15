/**
 * The series of calls in which spikes are looked for, counted in the engine: five families, each a row for a series with
 * its hours packed into one text, so that a million events are some hundred rows.
 *
 * As CloudTrail Insights does it, management calls count when they write, calls on data whether they read or write, and errors of
 * either; `reads` adds the reading management calls. Insights and aggregated events are no calls and never counted.
 */
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import type { SqlQuery } from '#database/sql-query.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import { HOUR, MINUTE } from './spike-cells.ts';
import type { SeriesName } from './series-name.ts';
import { LEAST_CALLS } from './spike-judge.ts';
import type { Family } from './spike-names.ts';
import { raw, type Sql, sql, TRUE } from './sql-text.ts';

/** Milliseconds; whole hours. */
export interface SpikeRange {
  readonly firstHour: number;
  readonly hours: number;
}

export interface SeriesScope {
  readonly range: SpikeRange;
  /** Also management calls that only read. */
  readonly reads: boolean;
}

/** Of each family, those with most calls; how many more there are is said in `left`. */
const MOST_SERIES = 3_000;
/** Eleven years; of longer logs the last. */
const MOST_HOURS = 100_000;
/** Days without any event after which a log is another one: a clock that jumped, files of another year. */
const APART_DAYS = 60;
const DAY = 24 * HOUR;

export const SPIKE_RANGE_COLUMNS = {
  first: 'time?',
  last: 'time?',
  /** Events within, and before or after by more than `APART_DAYS`. */
  inside: 'integer',
  outside: 'integer',
} as const;

/** From when to when there are logs: the stretch that holds most events, without those months away from it. One row. */
export function spikeRange(matches: Matches): SqlQuery<typeof SPIKE_RANGE_COLUMNS> {
  const { text, values } =
    sql`WITH day AS (SELECT epoch_ms(event_time) // ${raw(String(DAY))} AS day, count(*) AS n, min(event_time) AS first,
  max(event_time) AS last FROM ${matchingRows(matches)} m WHERE event_time IS NOT NULL GROUP BY 1),
part AS (SELECT *, sum(CASE WHEN day - before > ${raw(String(APART_DAYS))} THEN 1 ELSE 0 END) OVER (ORDER BY day) AS part
  FROM (SELECT *, lag(day) OVER (ORDER BY day) AS before FROM day) d),
whole AS (SELECT min(first) AS first, max(last) AS last, sum(n)::int AS inside FROM part GROUP BY part)
SELECT max(first) AS first, max(last) AS last, coalesce(max(inside), 0)::int AS inside,
  (coalesce((SELECT sum(n) FROM day), 0) - coalesce(max(inside), 0))::int AS outside
FROM (SELECT * FROM whole ORDER BY inside DESC, first DESC LIMIT 1) w`;
  return { name: 'spike-range', text, values, columns: SPIKE_RANGE_COLUMNS };
}

/** Whole hours; null when there is nothing. */
export function rangeOf({ first, last }: { first: number | null; last: number | null }): SpikeRange | null {
  if (first === null || last === null) return null;
  const [from, to] = [Math.floor(first / HOUR), Math.floor(last / HOUR) + 1];
  const hours = Math.min(MOST_HOURS, to - from);
  return { firstHour: to - hours, hours };
}

export const SERIES_COLUMNS = {
  /** Ids by which the series is asked for again, in this data set: of the family's own table, region, account; 0 where none. */
  key: 'integer',
  regionId: 'integer',
  accountId: 'integer',
  eventSource: 'text?',
  /** What the family is about: event name, error code, principal, address; null for `trail`, or where the record has none. */
  name: 'text?',
  /** The account that a principal belongs to, where that is known. */
  ownAccount: 'text?',
  region: 'text?',
  account: 'text?',
  calls: 'integer',
  /** For `MinuteReader`: of each call its minute. Texts cost a fifth of what counting by minute in the engine does. */
  packed: 'text',
  /** Series of the family that there are; more than the rows when there are too many. */
  all: 'integer',
} as const;

export function spikeSeries(
  matches: Matches,
  family: Family,
  { range, reads }: SeriesScope,
): SqlQuery<typeof SERIES_COLUMNS> {
  const { id, keys, place } = FAMILY[family];
  const from = range.firstHour * HOUR;
  const { text, values } = sql`WITH wanted AS (${wantedActions(family, reads)}), keys AS (${raw(keys)}),
series AS MATERIALIZED (SELECT key, ${raw(place)}, count(*)::int AS calls, string_agg(${minuteOf(from)}) AS packed
  FROM ${matchingRows(matches)} m JOIN keys k ON k.id = ${raw(id)} WHERE event_time >= ${moment(from)}
  AND event_time < ${moment(from + range.hours * HOUR)} AND action_id IN (SELECT id FROM wanted)
  GROUP BY ALL HAVING count(*) >= ${raw(String(LEAST_CALLS))})
SELECT s.key::int AS key, s.region_id::int AS "regionId", s.account_id::int AS "accountId", ${raw(NAMES[family])},
  r.value AS region, a.value AS account, s.calls, s.packed, (SELECT count(*) FROM series)::int AS "all"
FROM (SELECT * FROM series ORDER BY calls DESC, key, region_id, account_id LIMIT ${raw(String(MOST_SERIES))}) s
LEFT JOIN region r ON r.id = s.region_id
LEFT JOIN account a ON a.id = s.account_id LEFT JOIN ${raw(TABLE[family])} t ON t.id = s.key
ORDER BY s.calls DESC, s.key, s.region_id, s.account_id`;
  return { name: `spike-series-${family}`, text, values, columns: SERIES_COLUMNS };
}

/** Several rows of a small table may be one and the same for us: an API has a row for each `eventType` it came with. */
const API_KEYS = 'SELECT id, min(id) OVER (PARTITION BY event_source, event_name) AS key FROM action';
export const PRINCIPAL_KEYS =
  'SELECT id, min(id) OVER (PARTITION BY principal, account_id) AS key FROM identity WHERE principal IS NOT NULL';
const IN_REGION = 'region_id, account_id';
const IN_ACCOUNT = '0 AS region_id, account_id';

const DENIED = OUTCOMES.indexOf('denied');

/** `id`: the column of an event that a series goes by, `keys`: (id, key) of its values. */
export const FAMILY: Readonly<
  Record<Family, { readonly id: string; readonly keys: string; readonly place: string }>
> = {
  trail: { id: '0', keys: 'SELECT 0 AS id, 0 AS key', place: IN_REGION },
  call: { id: 'action_id', keys: API_KEYS, place: IN_REGION },
  error: { id: 'error_id', keys: 'SELECT id, id AS key FROM error WHERE id <> 0', place: IN_REGION },
  denied: { id: 'outcome', keys: `SELECT ${DENIED} AS id, 0 AS key`, place: IN_ACCOUNT },
  principal: { id: 'identity_id', keys: PRINCIPAL_KEYS, place: IN_ACCOUNT },
  address: {
    id: 'source_address_id',
    keys: 'SELECT id, id AS key FROM source_address WHERE id <> 0',
    place: IN_ACCOUNT,
  },
};

export const TABLE: Readonly<Record<Family, string>> = {
  trail: 'error',
  call: 'action',
  error: 'error',
  denied: 'error',
  principal: 'identity',
  address: 'source_address',
};

const NO_NAMES = 'NULL::VARCHAR AS "eventSource", NULL::VARCHAR AS name, NULL::VARCHAR AS "ownAccount"';
export const NAMES: Readonly<Record<Family, string>> = {
  trail: NO_NAMES,
  denied: NO_NAMES,
  call: 't.event_source AS "eventSource", t.event_name AS name, NULL::VARCHAR AS "ownAccount"',
  error: 'NULL::VARCHAR AS "eventSource", t.value AS name, NULL::VARCHAR AS "ownAccount"',
  principal: 'NULL::VARCHAR AS "eventSource", t.principal AS name, t.account_id AS "ownAccount"',
  address: 'NULL::VARCHAR AS "eventSource", t.value AS name, NULL::VARCHAR AS "ownAccount"',
};

const NO_CALLS = `coalesce(event_category, '') IN ('Insight', 'Aggregated')
  OR coalesce(event_type, '') IN ('AwsCloudTrailInsight', 'AwsAggregatedEvent')`;
const READS = `coalesce(read_only, verb IN ('read', 'sensitive read'), false)`;
const ON_DATA = `coalesce(event_category = 'Data', false) OR coalesce(NOT management_event, false)`;

/** Ids of the actions that a family counts. */
export function wantedActions(family: Family, reads: boolean): Sql {
  const all = reads || family === 'error' || family === 'denied' || family === 'trail';
  const counted = all ? TRUE : raw(`(NOT ${READS} OR ${ON_DATA})`);
  return sql`SELECT id FROM action WHERE NOT (${raw(NO_CALLS)}) AND ${counted}`;
}

/** Counted from the beginning of the range. */
const minuteOf = (from: number): Sql =>
  sql`((epoch_ms(event_time) - ${from}) // ${raw(String(MINUTE))})::int`;

export const ONE_SERIES_COLUMNS = {
  /** For `MinuteReader`. */
  packed: 'text',
} as const;

/** The minutes of one series, the same as `spikeSeries` counts. One row. */
export function oneSeries(
  matches: Matches,
  ids: SeriesIds,
  range: SpikeRange,
): SqlQuery<typeof ONE_SERIES_COLUMNS> {
  const from = range.firstHour * HOUR;
  const { text, values } =
    sql`SELECT coalesce(string_agg(${minuteOf(from)}), '') AS packed FROM ${matchingRows(matches)} m
  WHERE event_time >= ${moment(from)} AND event_time < ${moment(from + range.hours * HOUR)} AND ${isOfSeries(ids)}`;
  return { name: 'spike-one-series', text, values, columns: ONE_SERIES_COLUMNS };
}

export const SERIES_IDS_COLUMNS = { key: 'integer', regionId: 'integer', accountId: 'integer' } as const;

/** The ids of a series that is known by name; no row where the loaded logs hold none of that name. */
export function seriesIds(series: SeriesName): SqlQuery<typeof SERIES_IDS_COLUMNS> {
  const { family, eventSource, name, ownAccount, region, account } = series;
  const keys: Readonly<Record<Family, Sql>> = {
    trail: raw('SELECT 0 AS key'),
    denied: raw('SELECT 0 AS key'),
    call: sql`SELECT min(id) AS key FROM action WHERE event_source IS NOT DISTINCT FROM ${eventSource}
  AND event_name IS NOT DISTINCT FROM ${name}`,
    error: sql`SELECT min(id) AS key FROM error WHERE id <> 0 AND value IS NOT DISTINCT FROM ${name}`,
    address: sql`SELECT min(id) AS key FROM source_address WHERE id <> 0 AND value IS NOT DISTINCT FROM ${name}`,
    principal: sql`SELECT min(id) AS key FROM identity WHERE principal = ${name} AND account_id IS NOT DISTINCT FROM ${ownAccount}`,
  };
  const regionOf = FAMILY[family].place === IN_REGION ? region : null;
  const { text, values } = sql`SELECT k.key::int AS key, r.id::int AS "regionId", a.id::int AS "accountId"
FROM (${keys[family]}) k, (${idOf('region', regionOf)}) r, (${idOf('account', account)}) a
WHERE k.key IS NOT NULL AND r.id IS NOT NULL AND a.id IS NOT NULL`;
  return { name: 'spike-series-ids', text, values, columns: SERIES_IDS_COLUMNS };
}

/** What a record does not have is 0 in the events, and no row of a small table. */
function idOf(table: 'region' | 'account', value: string | null): Sql {
  return value === null
    ? raw('SELECT 0 AS id')
    : sql`SELECT min(id) AS id FROM ${raw(table)} WHERE value = ${value}`;
}

/** Which series is meant, by ids. */
export interface SeriesIds {
  readonly family: Family;
  readonly key: number;
  readonly regionId: number;
  readonly accountId: number;
  readonly reads: boolean;
}

/** Of a row of `matchingRows`: is it of the series? */
export function isOfSeries(ids: SeriesIds): Sql {
  const { family, key, reads } = ids;
  return sql`(${isInPlace(ids)} AND ${isKey(family, key)} AND action_id IN (${wantedActions(family, reads)}))`;
}

/** Of a row of `matchingRows`: is it of the account of the series, and of its region where it is of one? */
export function isInPlace({ family, regionId, accountId }: SeriesIds): Sql {
  const isThere = FAMILY[family].place === IN_REGION ? sql`region_id = ${regionId} AND ` : raw('');
  return sql`${isThere}account_id = ${accountId}`;
}

/** The rows of the small table that mean the same as the one that stands for them. */
function isKey(family: Family, key: number): Sql {
  switch (family) {
    case 'trail':
      return TRUE;
    case 'denied':
      return sql`outcome = ${DENIED}`;
    case 'error':
      return sql`error_id = ${key}`;
    case 'address':
      return sql`source_address_id = ${key}`;
    case 'call':
      return sql`action_id IN (SELECT same.id FROM action one JOIN action same
  ON same.event_source IS NOT DISTINCT FROM one.event_source AND same.event_name IS NOT DISTINCT FROM one.event_name WHERE one.id = ${key})`;
    case 'principal':
      return sql`identity_id IN (SELECT same.id FROM identity one JOIN identity same
  ON same.principal = one.principal AND same.account_id IS NOT DISTINCT FROM one.account_id WHERE one.id = ${key})`;
  }
}

/** Counts over time: buckets chosen by the range, stacked by outcome or by verb. */
import type { SqlQuery } from '#database/sql-query.ts';
import { facetColumn } from './facet-columns.ts';
import { matchingRows, type Matches } from './matches.ts';
import { moment } from './moment.ts';
import { raw, type Sql, sql } from './sql-text.ts';
import type { Stack } from './stacks.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** More cannot be told apart on a screen, nor drawn in time. */
export const MOST_BUCKETS = 200;

/** Steps a reader can name; beyond a day only for logs of years. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 7, 30, 90, 365, 3_650].map((n) => n * DAY),
];

export interface Buckets {
  /** Milliseconds; the first bucket begins here. */
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/**
 * Buckets that cover from ≤ time < to. `offset`: milliseconds that local time is ahead of UTC, so that days begin at
 * local midnight (one offset for all: around a change of summer time days begin an hour off).
 */
export function chooseBuckets(from: number, to: number, offset = 0): Buckets {
  for (const step of STEPS) {
    const start = Math.floor((from + offset) / step) * step - offset;
    const count = Math.max(1, Math.ceil((to - start) / step));
    if (count <= MOST_BUCKETS) return { start, step, count };
  }
  return { start: from, step: Math.max(1, Math.ceil((to - from) / MOST_BUCKETS)), count: MOST_BUCKETS };
}

export const HISTOGRAM_COLUMNS = {
  /** From 0; begins at start + bucket × step. */
  bucket: 'integer',
  /** One of `STACKS` (`stacks.ts`); null for events without it. */
  series: 'text?',
  count: 'integer',
} as const;

/** Only buckets that hold something; in order. */
export function histogram(
  matches: Matches,
  buckets: Buckets,
  stack: Stack,
): SqlQuery<typeof HISTOGRAM_COLUMNS> {
  const { text, values } = sql`WITH c AS (
  SELECT ${bucketOf(buckets)} AS bucket, ${raw(stack === 'outcome' ? 'outcome' : 'action_id')} AS id, count(*) AS n
  FROM ${matchingRows(matches)} m WHERE ${within(buckets)} GROUP BY ALL)
SELECT bucket::int AS bucket, ${raw(facetColumn(stack)?.value ?? 'NULL')} AS series, sum(n)::int AS count
FROM c ${raw(stack === 'outcome' ? '' : 'LEFT JOIN action s ON s.id = c.id')} GROUP BY 1, 2 ORDER BY 1, 2`;
  return { name: 'histogram', text, values, columns: HISTOGRAM_COLUMNS };
}

export const BUCKET_NAME_COLUMNS = { eventName: 'text?', count: 'integer' } as const;

/** The event names that occur most between two times, such as those of a bucket. */
export function topNamesBetween(
  matches: Matches,
  from: number,
  to: number,
  top = 5,
): SqlQuery<typeof BUCKET_NAME_COLUMNS> {
  const { text, values } =
    sql`WITH c AS (SELECT action_id AS id, count(*) AS n FROM ${matchingRows(matches)} m
  WHERE event_time >= ${moment(from)} AND event_time < ${moment(to)} GROUP BY 1)
SELECT s.event_name AS "eventName", sum(n)::int AS count FROM c LEFT JOIN action s ON s.id = c.id
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${raw(String(Math.max(0, Math.trunc(top))))}`;
  return { name: 'bucket-names', text, values, columns: BUCKET_NAME_COLUMNS };
}

export const TIME_RANGE_COLUMNS = { first: 'time?', last: 'time?', withoutTime: 'integer' } as const;

/** First and last time of the matches, and how many of them have none. */
export function timeRangeOf(matches: Matches): SqlQuery<typeof TIME_RANGE_COLUMNS> {
  const { text, values } = sql`SELECT min(event_time) AS first, max(event_time) AS last,
  count(*) FILTER (WHERE event_time IS NULL)::int AS "withoutTime" FROM ${matchingRows(matches)} m`;
  return { name: 'time-range', text, values, columns: TIME_RANGE_COLUMNS };
}

function bucketOf({ start, step }: Buckets): Sql {
  return sql`((epoch_ms(event_time) - ${start}) // ${step})`;
}

function within({ start, step, count }: Buckets): Sql {
  return sql`event_time >= ${moment(start)} AND event_time < ${moment(start + step * count)}`;
}

/**
 * Of which account and region files are loaded, and when: cells of an hour, or of a longer step where the time is long.
 *
 * A cell is covered when an event of it is loaded, or when a loaded file's name says that it was delivered then (CloudTrail
 * User Guide, finding log files). CloudTrail writes no file where nothing happened, so an uncovered cell alone means little;
 * a stretch of them is a gap by the same measure as in `gaps.ts`: more than three times as long as nearly all pauses of that
 * account and region, or more than a day.
 *
 * What it cannot tell: whether a gap is a missing file or a quiet time. Only digests can.
 */
import type { SqlQuery } from '#database/sql-query.ts';
import { addValue, withTime } from './edit-filter.ts';
import { EMPTY_FILTER } from './filter.ts';
import type { Filter } from './filter.ts';
import { gapThreshold } from './gaps.ts';
import { chooseBuckets } from './histogram.ts';
import type { Buckets } from './histogram.ts';
import { moment } from './moment.ts';
import { sql } from './sql-text.ts';
import type { TimeWindow } from './time-window.ts';

const HOUR = 3_600_000;
/** As long after an event its file may be delivered (CloudTrail: within 15 minutes, five on average). */
const DELIVERY_DELAY = 15 * 60_000;
/** Pairs of account and region; whoever writes logs could name any number of them. */
export const MOST_PAIRS = 1_000;

/** Hours, or the next longer step of which the screen can show all. */
export function coverageBuckets({ from, to }: TimeWindow, offset = 0): Buckets {
  const buckets = chooseBuckets(from, to, offset);
  if (buckets.step >= HOUR) return buckets;
  const start = Math.floor((from + offset) / HOUR) * HOUR - offset;
  return { start, step: HOUR, count: Math.max(1, Math.ceil((to - start) / HOUR)) };
}

export const COVERAGE_COLUMNS = {
  /** Null: the record does not say. */
  account: 'text?',
  region: 'text?',
  slot: 'integer',
  events: 'integer',
  /** Pairs of account and region that there are; the busiest are answered. */
  pairs: 'integer',
} as const;

/** Events by account, region and bucket; only where there are some. */
export function coverageCells({ start, step, count }: Buckets): SqlQuery<typeof COVERAGE_COLUMNS> {
  const { text, values } = sql`WITH cell AS (
  SELECT account_id, region_id, (epoch_ms(event_time) - ${start}) // ${step} AS slot, count(*) AS n FROM event
  WHERE event_time >= ${moment(start)} AND event_time < ${moment(start + step * count)} GROUP BY ALL),
pair AS (SELECT account_id, region_id, count(*) OVER () AS pairs,
  row_number() OVER (ORDER BY sum(n) DESC, account_id, region_id) AS place FROM cell GROUP BY 1, 2)
SELECT a.value AS account, r.value AS region, slot::int AS slot, n::int AS events, pairs::int AS pairs
FROM cell JOIN pair USING (account_id, region_id)
LEFT JOIN account a ON a.id = account_id LEFT JOIN region r ON r.id = region_id
WHERE place <= ${MOST_PAIRS}`;
  return { name: 'coverage-cells', text, values, columns: COVERAGE_COLUMNS };
}

/** A file that was delivered, as its name tells. */
export interface Delivery {
  readonly account: string | null;
  readonly region: string | null;
  readonly at: number;
}

export interface Pair {
  readonly account: string | null;
  readonly region: string | null;
}

export interface CoverageCell extends Pair {
  readonly slot: number;
  readonly events: number;
}

/** Whole slots, both included. */
export interface SlotSpan {
  readonly first: number;
  readonly last: number;
}

/** `quiet`: nothing, but not for so long that it would stand out. */
export type SlotState = 'events' | 'delivered' | 'quiet' | 'gap';

export interface Stretch extends SlotSpan {
  readonly state: SlotState;
}

export interface CoverageRow extends Pair {
  /** By slot. */
  readonly events: Uint32Array;
  readonly deliveries: Uint32Array;
  readonly covered: number;
  /** All slots, in order, neighbours of one state together. */
  readonly stretches: readonly Stretch[];
  readonly gaps: number;
}

/** One row for each account and region, in that order; those that are not named come last. */
export function coverageRows(
  cells: readonly CoverageCell[],
  deliveries: readonly Delivery[],
  { start, step, count }: Buckets,
): CoverageRow[] {
  const rows = new Map<string, Pair & { events: Uint32Array; deliveries: Uint32Array }>();
  const rowOf = ({ account, region }: Pair) => {
    const key = JSON.stringify([account, region]);
    const known = rows.get(key);
    if (known !== undefined || rows.size >= 2 * MOST_PAIRS) return known;
    const row = { account, region, events: new Uint32Array(count), deliveries: new Uint32Array(count) };
    rows.set(key, row);
    return row;
  };
  const add = (counts: Uint32Array | undefined, slot: number, more: number): void => {
    if (counts !== undefined && slot >= 0 && slot < count) counts[slot] = (counts[slot] ?? 0) + more;
  };
  for (const cell of cells) add(rowOf(cell)?.events, cell.slot, cell.events);
  for (const delivery of deliveries) {
    const slot = Math.floor((delivery.at - start) / step);
    if (slot >= 0 && slot < count) add(rowOf(delivery)?.deliveries, slot, 1);
  }
  return [...rows.values()].toSorted(byName).map((row) => {
    const stretches = stretchesOf(row.events, row.deliveries, step);
    return {
      ...row,
      stretches,
      covered: row.events.reduce((sum, n, at) => sum + (n + (row.deliveries[at] ?? 0) > 0 ? 1 : 0), 0),
      gaps: stretches.filter(({ state }) => state === 'gap').length,
    };
  });
}

function byName(a: Pair, b: Pair): number {
  return compareNames(a.account, b.account) || compareNames(a.region, b.region);
}

function compareNames(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function stretchesOf(events: Uint32Array, deliveries: Uint32Array, step: number): Stretch[] {
  const runs: { first: number; last: number; state: SlotState }[] = [];
  events.forEach((n, at) => {
    const state = n > 0 ? 'events' : (deliveries[at] ?? 0) > 0 ? 'delivered' : 'quiet';
    const run = runs.at(-1);
    if (run?.state === state) run.last = at;
    else runs.push({ first: at, last: at, state });
  });
  const threshold = thresholdOf(runs, step);
  return runs.map((run, at) => {
    const isEnd = at === 0 || at === runs.length - 1;
    // Where files come rarely, nobody can say that one is missing before the first or after the last.
    const limit = isEnd && threshold.isRare ? Infinity : threshold.longest;
    const length = (run.last - run.first + 1) * step;
    return run.state === 'quiet' && length + (isEnd ? 0 : step) > limit ? { ...run, state: 'gap' } : run;
  });
}

/** From one covered slot to the next, the longest that is no gap. The longest pause is no measure of itself. */
function thresholdOf(runs: readonly Stretch[], step: number): { longest: number; isRare: boolean } {
  const pauses = runs.flatMap(({ first, last, state }, at) => {
    if (state !== 'quiet') return Array.from({ length: last - first }, () => step);
    return at === 0 || at === runs.length - 1 ? [] : [(last - first + 2) * step];
  });
  const sorted = pauses.toSorted((a, b) => a - b);
  const usual = sorted.length > 1 ? (sorted[Math.floor(0.95 * (sorted.length - 1))] ?? null) : null;
  const longest = Math.max(step, usual === null ? gapThreshold(Infinity) : gapThreshold(usual));
  return { longest, isRare: usual === null || longest >= gapThreshold(Infinity) };
}

export function timeOf({ start, step }: Buckets, { first, last }: SlotSpan): TimeWindow {
  return { from: start + first * step, to: start + (last + 1) * step };
}

/**
 * The events of an account and region, in some slots or in all. Where only files were delivered their events may lie before;
 * null stands for events that do not name one.
 */
export function coverageFilter(row: CoverageRow, buckets: Buckets, span: SlotSpan | null): Filter {
  const filter = addValue(
    addValue(EMPTY_FILTER, { field: 'recipientAccountId' }, row.account, 'include'),
    { field: 'awsRegion' },
    row.region,
    'include',
  );
  if (span === null) return filter;
  const { from, to } = timeOf(buckets, span);
  const hasEvents = row.events.subarray(span.first, span.last + 1).some((n) => n > 0);
  const hasFiles = row.deliveries.subarray(span.first, span.last + 1).some((n) => n > 0);
  return withTime(filter, hasFiles && !hasEvents ? from - DELIVERY_DELAY : from, to);
}

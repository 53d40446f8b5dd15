/**
 * Where the loaded logs have a hole, so that “no data” is never read as “no activity”.
 *
 * CloudTrail delivers a file about every five minutes for each account and region, and none where nothing happened
 * (CloudTrail User Guide, getting and viewing log files; the names of files have a grain of five minutes). So a time is
 * covered when an event of it is loaded, or when a loaded file's name says that it was delivered then. A stretch with
 * neither is a gap when it is longer than a quarter of an hour and more than three times as long as nearly all (95 %) of the
 * stretches in these logs: those of a quiet account are quiet for hours, and that is no hole. A day with nothing at all
 * always is one.
 *
 * What it cannot tell: whether a gap is a missing file or a time in which nothing happened (only digests can), and, unless
 * the filter names one (`gap-scope.ts`), a hole in one region or account while others deliver.
 */
import type { SqlQuery } from '#database/sql-query.ts';
import { type GapScope, scopeCondition } from './gap-scope.ts';
import { raw, sql } from './sql-text.ts';

/** Milliseconds; from the last thing loaded before it to the first one after. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
/** The grain of delivery. */
const SLOT = 5 * MINUTE;
export const LEAST_GAP = 15 * MINUTE;
/** Twice is not enough: the sample, a busy account, is then without data six times in two weeks. */
const TIMES_USUAL = 3;
const MOST_QUIET = 24 * 60 * MINUTE;
const MOST_GAPS = 2_000;

const LONG = raw(`least(${MOST_QUIET}, greatest(${LEAST_GAP}, ${TIMES_USUAL} * coalesce(usual, 0)))`);

/** Longer ones are gaps. `usual`: as long as 95 % of the stretches without an event, or null where there are too few. */
export function gapThreshold(usual: number | null): number {
  return Math.min(MOST_QUIET, Math.max(LEAST_GAP, TIMES_USUAL * (usual ?? 0)));
}

export const PAUSE_COLUMNS = {
  usual: 'number?',
  from: 'number?',
  to: 'number?',
  /** First and last event of all; null when there is none. */
  first: 'number?',
  last: 'number?',
} as const;

/**
 * The stretches without any event, in all that is loaded or in the scope's part of it, that are longer than the threshold; in each row also the usual
 * length, in a row of its own when there are none. The longest stretch does not count for what is usual: with a hole
 * between two short logs it would be the measure of itself.
 */
export function longPauses(scope: GapScope | null = null): SqlQuery<typeof PAUSE_COLUMNS> {
  const { text, values } =
    sql`WITH slot AS (SELECT epoch_ms(event_time) // ${raw(String(SLOT))} AS slot, min(event_time) AS first, max(event_time) AS last
  FROM event WHERE event_time IS NOT NULL AND ${scopeCondition(scope)} GROUP BY 1),
pause AS (SELECT epoch_ms(lag(last) OVER (ORDER BY slot)) AS a, epoch_ms(first) AS b,
  (slot - lag(slot) OVER (ORDER BY slot)) * ${raw(String(SLOT))} AS length FROM slot),
ranked AS (SELECT length, row_number() OVER (ORDER BY length) AS place, count(*) OVER () AS n
  FROM pause WHERE length IS NOT NULL),
usual AS (SELECT max(length) AS usual FROM ranked WHERE n > 1 AND place = floor(0.95 * (n - 1)) + 1)
SELECT usual::DOUBLE AS usual, a::DOUBLE AS "from", b::DOUBLE AS "to",
  (SELECT epoch_ms(min(first)) FROM slot)::DOUBLE AS first, (SELECT epoch_ms(max(last)) FROM slot)::DOUBLE AS last FROM usual
LEFT JOIN pause ON b - a > ${LONG} ORDER BY b - a DESC LIMIT ${raw(String(MOST_GAPS))}`;
  return { name: 'long-pauses', text, values, columns: PAUSE_COLUMNS };
}

/** Long pauses without those in which files were delivered; in order. `deliveries` in any order. */
export function gapsOf(pauses: readonly Gap[], deliveries: readonly number[], threshold: number): Gap[] {
  const times = deliveries.toSorted((a, b) => a - b);
  let next = 0;
  return pauses
    .toSorted((a, b) => a.from - b.from)
    .flatMap((pause) => {
      const edges = [pause.from];
      while ((times[next] ?? Infinity) <= pause.from) next += 1;
      for (; (times[next] ?? Infinity) < pause.to; next += 1) edges.push(times[next] ?? pause.to);
      return [...edges, pause.to]
        .map((to, at, all) => ({ from: all[at - 1] ?? to, to }))
        .filter(({ from, to }) => to - from > threshold);
    });
}

export interface Coverage {
  /** First and last time that something loaded speaks of; both Infinity when there is nothing of the scope. */
  readonly first: number;
  readonly last: number;
  readonly gaps: readonly Gap[];
  readonly threshold: number;
  /** Of the accounts and regions that the filter names, not of all that is loaded. */
  readonly isScoped: boolean;
}

/** The gaps of a range, cut to it; what lies before and after everything loaded belongs to them. */
export function gapsWithin({ first, last, gaps, threshold }: Omit<Coverage, 'isScoped'>, range: Gap): Gap[] {
  const outside = [
    { from: range.from, to: Math.min(first, range.to) },
    { from: Math.max(last, range.from), to: range.to },
  ].filter(({ from, to }) => to - from > threshold);
  return [...outside, ...gaps]
    .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from);
}

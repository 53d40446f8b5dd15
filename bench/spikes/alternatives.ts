/**
 * What is usually done instead, over the same lengths of time: each bucket gets a score, and is an alarm above a threshold.
 * They are given what the plain forms lack: a least number of calls beyond the usual (the same as ours), and a least
 * scatter of one call, without which a first call ever would be infinitely far from the mean.
 */
import { DAY, MINUTES } from './series.ts';
import { SCALES } from '../../src/query/spike-cells.ts';

export const ALTERNATIVES = ['mean + kσ', 'ratio to mean', 'seasonal robust z'] as const;
export type Alternative = (typeof ALTERNATIVES)[number];
/** The thresholds that each is usually given. */
export const USUAL_THRESHOLD: Record<Alternative, number> = {
  'mean + kσ': 3,
  'ratio to mean': 3,
  'seasonal robust z': 3.5,
};

/** A bucket with its score; minutes from the beginning of the series. */
export interface Scored {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

const WEEK = 7 * DAY;
const LEAST_SCORE = { up: 2, down: 0.5 };

export interface ScoreOptions {
  readonly direction: 'up' | 'down';
  readonly leastExtra: number;
}

export function scoreSeries(minutes: Int32Array, options: ScoreOptions): Record<Alternative, Scored[]> {
  const found: Record<Alternative, Scored[]> = {
    'mean + kσ': [],
    'ratio to mean': [],
    'seasonal robust z': [],
  };
  for (const scale of SCALES) {
    if (options.direction === 'down' && scale < 60) continue;
    const buckets = bucketsOf(minutes, scale);
    scoreTrailing(buckets, scale, options, found);
    scoreSeasonal(buckets, scale, options, found['seasonal robust z']);
  }
  return found;
}

function bucketsOf(minutes: Int32Array, scale: number): Int32Array {
  if (scale === 1) return minutes;
  const buckets = new Int32Array(MINUTES / scale);
  for (let i = 0; i < MINUTES; i++) {
    const at = Math.floor(i / scale);
    buckets[at] = (buckets[at] ?? 0) + (minutes[i] ?? 0);
  }
  return buckets;
}

function scoreTrailing(
  buckets: Int32Array,
  scale: number,
  { direction, leastExtra }: ScoreOptions,
  found: Record<Alternative, Scored[]>,
): void {
  const width = WEEK / scale;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < buckets.length; i++) {
    const n = buckets[i] ?? 0;
    if (i >= width) {
      const mean = sum / width;
      const sigma = Math.max(1, Math.sqrt(Math.max(0, squares / width - mean * mean)));
      const extra = direction === 'up' ? n - mean : mean - n;
      if (extra >= leastExtra) {
        const place = { start: i * scale, end: (i + 1) * scale };
        push(found['mean + kσ'], place, extra / sigma, direction);
        const ratio = direction === 'up' ? n / Math.max(1, mean) : mean / Math.max(0.01 * mean, n);
        push(found['ratio to mean'], place, ratio, direction);
      }
    }
    const old = i >= width ? (buckets[i - width] ?? 0) : 0;
    sum += n - old;
    squares += n * n - old * old;
  }
}

function push(
  list: Scored[],
  place: { readonly start: number; readonly end: number },
  score: number,
  direction: 'up' | 'down',
): void {
  if (score >= LEAST_SCORE[direction]) list.push({ ...place, score });
}

/** Against the buckets of the same hour of the day (for the longest ones: the same bucket of the day) in the week before. */
function scoreSeasonal(
  buckets: Int32Array,
  scale: number,
  { direction, leastExtra }: ScoreOptions,
  found: Scored[],
): void {
  const span = Math.max(1, 60 / scale);
  const day = DAY / scale;
  const values = new Int32Array(7 * span);
  for (let from = 7 * day; from < buckets.length; from += span) {
    if (!couldScore(buckets, from, span, leastExtra, direction)) continue;
    for (let back = 1; back <= 7; back++)
      for (let i = 0; i < span; i++) values[(back - 1) * span + i] = buckets[from - back * day + i] ?? 0;
    values.sort();
    const median = values[values.length >> 1] ?? 0;
    const scatter = Math.max(1, 1.4826 * deviation(values, median));
    for (let i = from; i < from + span; i++) {
      const extra = direction === 'up' ? (buckets[i] ?? 0) - median : median - (buckets[i] ?? 0);
      if (extra >= leastExtra)
        push(found, { start: i * scale, end: (i + 1) * scale }, extra / scatter, direction);
    }
  }
}

function couldScore(
  buckets: Int32Array,
  from: number,
  span: number,
  least: number,
  direction: 'up' | 'down',
): boolean {
  if (direction === 'down') return true;
  for (let i = from; i < from + span; i++) if ((buckets[i] ?? 0) >= least) return true;
  return false;
}

function deviation(values: Int32Array, median: number): number {
  const away = Int32Array.from(values, (value) => Math.abs(value - median)).toSorted();
  return away[away.length >> 1] ?? 0;
}

/** What the bars show and where they stand, without drawing them. */
import { OUTCOMES } from '#cloudtrail/outcome.ts';
import { VERBS } from '#cloudtrail/verbs.ts';
import { lengthText } from '#lib/zone-range.ts';
import type { Buckets } from '#query/histogram.ts';
import type { Stack } from '#query/stacks.ts';
import type { TimeWindow } from '#query/time-window.ts';

/** Names of the colours in `ui/tokens.css`. */
export type Tone = 'series-1' | 'series-2' | 'series-3' | 'series-4' | 'series-none';

export interface Series {
  /** One of the stack's words; null = the event has none. */
  readonly name: string | null;
  readonly tone: Tone;
  readonly total: number;
  /** By bucket. */
  readonly counts: readonly number[];
}

export interface Bars {
  readonly buckets: Buckets;
  readonly stack: Stack;
  /** From the bottom of the bars to their top. */
  readonly series: readonly Series[];
  readonly totals: readonly number[];
  readonly total: number;
  readonly highest: number;
}

interface BarRow {
  readonly bucket: number;
  readonly series: string | null;
  readonly count: number;
}

/** What is to be noticed stands on top and in red. */
const ORDER: Readonly<Record<Stack, readonly (readonly [name: string, tone: Tone])[]>> = {
  outcome: [
    [OUTCOMES[0], 'series-1'],
    [OUTCOMES[2], 'series-2'],
    [OUTCOMES[1], 'series-3'],
  ],
  verb: [
    [VERBS[0], 'series-1'],
    [VERBS[3], 'series-4'],
    [VERBS[1], 'series-2'],
    [VERBS[2], 'series-3'],
  ],
};

export function barsOf(rows: readonly BarRow[], buckets: Buckets, stack: Stack): Bars {
  const names: (readonly [string | null, Tone])[] = [...ORDER[stack]];
  if (rows.some((row) => row.series === null)) names.push([null, 'series-none']);
  const totals = Array.from({ length: buckets.count }, () => 0);
  const series = names.map(([name, tone]) => {
    const counts = Array.from({ length: buckets.count }, () => 0);
    let total = 0;
    for (const row of rows) {
      if (row.series !== name) continue;
      counts[row.bucket] = row.count;
      totals[row.bucket] = (totals[row.bucket] ?? 0) + row.count;
      total += row.count;
    }
    return { name, tone, total, counts };
  });
  const total = series.reduce((sum, one) => sum + one.total, 0);
  return { buckets, stack, series, totals, total, highest: Math.max(0, ...totals) };
}

/** Whole buckets, both included. */
export interface BucketSpan {
  readonly first: number;
  readonly last: number;
}

export function spanBetween(a: number, b: number): BucketSpan {
  return { first: Math.min(a, b), last: Math.max(a, b) };
}

/** The time of whole buckets, as far as it lies in the range that is shown. */
export function windowOfSpan(
  { start, step }: Buckets,
  { first, last }: BucketSpan,
  shown: TimeWindow,
): TimeWindow {
  return {
    from: Math.max(start + first * step, shown.from),
    to: Math.min(start + (last + 1) * step, shown.to),
  };
}

/** The bucket under a point of the plot; points beside it belong to the nearest one. */
export function bucketAt(x: number, width: number, { count }: Buckets): number {
  return Math.min(count - 1, Math.max(0, Math.floor((x / Math.max(1, width)) * count)));
}

/** How many events of each series lie in a span, without those of which there are none. */
export function countsIn({ series }: Bars, { first, last }: BucketSpan): { series: Series; count: number }[] {
  return series
    .map((one) => ({ series: one, count: sum(one.counts.slice(first, last + 1)) }))
    .filter(({ count }) => count > 0);
}

export function totalIn({ totals }: Bars, { first, last }: BucketSpan): number {
  return sum(totals.slice(first, last + 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export interface CountAxis {
  readonly top: number;
  /** Counts with a line and a label; zero is the base line. */
  readonly marks: readonly number[];
}

/** A round number at or over the highest bar, and the half of it where that is whole. */
export function countAxis(highest: number): CountAxis {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  const top = [1, 2, 3, 4, 5, 6, 8, 10].map((n) => n * magnitude).find((n) => n >= highest) ?? 10 * magnitude;
  return { top, marks: top % 2 === 0 ? [top / 2, top] : [top] };
}

/** Wider ones would be walls. */
const WIDEST_BAR = 40;
/** A single denied call among a thousand others has to be seen. */
const LOWEST_BAR = 1;

/** One path for each series: a thousand elements would take a hundred times as long to lay out. */
export function barPaths(
  { series, buckets, totals }: Bars,
  width: number,
  height: number,
  top: number,
): string[] {
  const slot = width / buckets.count;
  const bar = Math.min(WIDEST_BAR, slot >= 3 ? slot - 1 : slot * 0.92);
  const inset = (slot - bar) / 2;
  const filled = totals.map(() => 0);
  return series.map(({ counts }) => {
    let path = '';
    counts.forEach((count, at) => {
      if (count === 0) return;
      const base = filled[at] ?? 0;
      const rise = Math.min(height - base, Math.max(LOWEST_BAR, (count / top) * height));
      filled[at] = base + rise;
      path += `M${round(at * slot + inset)} ${round(height - base - rise)}h${round(bar)}v${round(rise)}h${round(-bar)}z`;
    });
    return path;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** `per minute`, `per 3 hours`. */
export function stepText(step: number): string {
  return `per ${lengthText(step).replace(/^1 /, '')}`;
}

/** A series in words; what is not known is said, not left out. */
export function seriesName({ name }: Pick<Series, 'name'>): string {
  return name ?? 'not known';
}

/** All spikes of the loaded logs: the line drawn over what was judged series by series, and each spike with its edges and figures. */
import type { Matches } from './matches.ts';
import { type Ask, type JudgedLogs, type JudgedSeries, type JudgeOptions, judgeLogs } from './judge-logs.ts';
import { type Scale } from './spike-cells.ts';
import { type Course, courseOf } from './spike-course.ts';
import { type CellSpike, chooseSpikes, type Direction, scaleOf, type Sensitivity } from './spike-judge.ts';
import { isRegional } from './spike-parts.ts';
import type { SeriesIds } from './spike-series.ts';
import type { SeriesName } from './series-name.ts';
import { minutesOf, spanOf, wholeHours } from './spike-span.ts';
import { type Surprise, surpriseOf, SURPRISES } from './spike-words.ts';

export type { Ask } from './judge-logs.ts';

export interface SpikeOptions extends JudgeOptions {
  readonly sensitivity: Sensitivity;
}

export interface Spike {
  readonly series: SeriesName;
  readonly ids: SeriesIds;
  readonly direction: Direction;
  /** Milliseconds; start ≤ time < end, whole minutes. */
  readonly start: number;
  readonly end: number;
  readonly peak: { readonly at: number; readonly count: number };
  readonly observed: number;
  readonly expected: number;
  /** Observed ÷ expected, as AWS shows it; null where nothing at all was to be expected. */
  readonly ratio: number | null;
  /** ln of the chance that its most surprising stretch comes about by itself. */
  readonly logP: number;
  /** The same in words, among all that was tested. */
  readonly surprise: Surprise;
  /** Minutes of that stretch. */
  readonly scale: Scale;
  /** Days before it that it was compared with. */
  readonly days: number;
  readonly course: Course;
}

export interface SpikeReport {
  /** Milliseconds; null when no event has a time. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** Hours that the logs reach over; below `LEAST_HISTORY_HOURS` nothing can be said. */
  readonly hours: number;
  /** Events months away from the others, which were not looked at. */
  readonly outside: number;
  readonly series: number;
  /** Series that were too many to look at. */
  readonly left: number;
  readonly tests: number;
  /** The most surprising first; of equally surprising ones that with most calls beyond, or short of, what was expected. */
  readonly spikes: readonly Spike[];
  /** How many more there are than are told. */
  readonly more: number;
}

/** More than anybody reads. */
const MOST_SPIKES = 200;

export async function findSpikes(ask: Ask, matches: Matches, options: SpikeOptions): Promise<SpikeReport> {
  return spikesIn(await judgeLogs(ask, matches, options), options.sensitivity);
}

/** Asks nothing and takes a few milliseconds. */
export function spikesIn(logs: JudgedLogs, sensitivity: Sensitivity): SpikeReport {
  const { range, hours, outside, series, left, tests, reads } = logs;
  const found = withoutSilentTrails(chosen(logs, sensitivity));
  const spikes = found.slice(0, MOST_SPIKES).map((one) => spikeOf(one, { reads, tests }));
  return {
    range,
    hours,
    outside,
    series,
    left,
    tests,
    spikes: spikes.toSorted(bySurprise),
    more: Math.max(0, found.length - MOST_SPIKES),
  };
}

interface Found {
  readonly judged: JudgedSeries;
  readonly spike: CellSpike;
}

function chosen({ judged, tests }: JudgedLogs, sensitivity: Sensitivity): Found[] {
  const { bySeries } = chooseSpikes(
    judged.map(({ judgement }) => judgement),
    sensitivity,
    tests,
  );
  return judged
    .flatMap((one, at) => (bySeries[at] ?? []).map((spike) => ({ judged: one, spike })))
    .toSorted((a, b) => a.spike.best.logP - b.spike.best.logP);
}

/** Where all of an account falls silent in a region, each of its series does: said once. */
function withoutSilentTrails(found: readonly Found[]): Found[] {
  const silent = found.filter(({ judged, spike }) => judged.family === 'trail' && spike.direction === 'down');
  return found.filter((one) => {
    if (one.spike.direction === 'up' || one.judged.family === 'trail') return true;
    return !silent.some((other) => isSamePlace(one.judged, other.judged) && overlap(one, other));
  });
}

function isSamePlace({ row, family }: JudgedSeries, { row: trail }: JudgedSeries): boolean {
  return row.accountId === trail.accountId && (!isRegional(family) || row.regionId === trail.regionId);
}

function overlap(a: Found, b: Found): boolean {
  const [from, to] = [a, b].map(({ judged, spike }) => [
    judged.cells.firstHour + spike.firstCell,
    judged.cells.firstHour + spike.lastCell,
  ]);
  return (from?.[0] ?? 0) <= (to?.[1] ?? 0) && (to?.[0] ?? 0) <= (from?.[1] ?? 0);
}

/** Of p-values that are all next to nothing the smaller one means nothing; the bigger spike does. */
function bySurprise(a: Spike, b: Spike): number {
  const order = SURPRISES.indexOf(a.surprise) - SURPRISES.indexOf(b.surprise);
  return order === 0 ? Math.abs(b.observed - b.expected) - Math.abs(a.observed - a.expected) : order;
}

interface Told {
  readonly reads: boolean;
  readonly tests: number;
}

function idsOf({ row, family }: JudgedSeries, reads: boolean): SeriesIds {
  return { family, key: row.key, regionId: row.regionId, accountId: row.accountId, reads };
}

function spikeOf({ judged, spike }: Found, { reads, tests }: Told): Spike {
  const { firstHour } = judged.cells;
  const { from, to } = minutesOf(spike, firstHour);
  const rows = judged.minutes?.filter(({ minute }) => minute >= from && minute < to) ?? null;
  const span =
    rows === null
      ? wholeHours(spike, judged.cells)
      : spanOf(spike, firstHour, {
          minutes: rows.map(({ minute }) => minute),
          counts: rows.map(({ count }) => count),
        });
  const { eventSource, name, ownAccount, region, account } = judged.row;
  return {
    ...span,
    series: { family: judged.family, eventSource, name, ownAccount, region, account },
    ids: idsOf(judged, reads),
    direction: spike.direction,
    ratio: span.expected > 0 ? span.observed / span.expected : null,
    logP: spike.best.logP,
    surprise: surpriseOf(spike.best.logP, tests),
    scale: scaleOf(spike.best),
    days: spike.best.baseline.days,
    course: courseOf(judged.cells, spike),
  };
}

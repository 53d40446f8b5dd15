/** All spikes of the loaded logs: the line drawn over what was judged series by series, and each spike with its edges and figures. */
import {
  type Ask,
  type JudgedLogs,
  type JudgedSeries,
  judgeLogs,
  type JudgeOptions,
  type LogsToJudge,
} from './judge-logs.ts';
import { type Scale } from './spike-cells.ts';
import { type Course, courseOf } from './spike-course.ts';
import { chooseSpikes, type Direction, scaleOf } from './spike-judge.ts';
import type { Sensitivity, Family } from './spike-names.ts';
import type { SeriesIds } from './spike-series.ts';
import { type Found, saidOnce, type Told, type Together } from './spike-silence.ts';
import type { SeriesName } from './series-name.ts';
import { minutesOf, spanOf, wholeHours } from './spike-span.ts';
import { type Surprise, surpriseOf, SURPRISES } from './spike-words.ts';

export type { Ask } from './judge-logs.ts';
export type { Together } from './spike-silence.ts';

export interface SpikeOptions extends JudgeOptions {
  readonly sensitivity: Sensitivity;
  /** Kinds of series that are told; null = all. */
  readonly families?: readonly Family[] | null;
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
  /** Where several trails fell silent in the same hours; null otherwise. */
  readonly together: Together | null;
}

export interface SpikeReport {
  /** Of all events of the time that is looked at, matching or not. Milliseconds; null when none has a time. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** Hours that the logs reach over; below `LEAST_HISTORY_HOURS` nothing can be said. */
  readonly hours: number;
  /** Of them, the longest stretch without a hole in the logs of an account: the history there is. */
  readonly unbroken: number;
  /** Events months away from the others, which were not looked at. */
  readonly outside: number;
  readonly series: number;
  /** Series that were too many to look at. */
  readonly left: number;
  readonly tests: number;
  /** The most surprising first; of equally surprising ones that with most calls beyond, or short of, what was expected. */
  readonly spikes: readonly Spike[];
  /** How many more of the chosen kinds there are than are told. */
  readonly more: number;
  /** How many there are of the kinds that are not chosen. */
  readonly others: number;
}

/** More than anybody reads. */
const MOST_SPIKES = 200;

export async function findSpikes(ask: Ask, logs: LogsToJudge, options: SpikeOptions): Promise<SpikeReport> {
  return spikesIn(await judgeLogs(ask, logs, options), options.sensitivity, options.families ?? null);
}

/** Asks nothing and takes a few milliseconds. The line is drawn over all kinds of series, whichever are told. */
export function spikesIn(
  logs: JudgedLogs,
  sensitivity: Sensitivity,
  families: readonly Family[] | null = null,
): SpikeReport {
  const { range, hours, unbroken, outside, series, left, tests, reads } = logs;
  const all = saidOnce(chosen(logs, sensitivity));
  const found = families === null ? all : all.filter(({ judged }) => families.includes(judged.family));
  const spikes = found.slice(0, MOST_SPIKES).map((one) => spikeOf(one, { reads, tests }));
  return {
    range,
    hours,
    unbroken,
    outside,
    series,
    left,
    tests,
    spikes: spikes.toSorted(bySurprise),
    more: Math.max(0, found.length - MOST_SPIKES),
    others: all.length - found.length,
  };
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

/** Of p-values that are all next to nothing the smaller one means nothing; the bigger spike does. */
function bySurprise(a: Spike, b: Spike): number {
  const repeated = Number(isRepeated(a)) - Number(isRepeated(b));
  if (repeated !== 0) return repeated;
  const order = SURPRISES.indexOf(a.surprise) - SURPRISES.indexOf(b.surprise);
  return order === 0 ? Math.abs(b.observed - b.expected) - Math.abs(a.observed - a.expected) : order;
}

const isRepeated = ({ together }: Spike): boolean => together !== null && !together.isFirst;

interface Asked {
  readonly reads: boolean;
  readonly tests: number;
}

function idsOf({ row, family }: JudgedSeries, reads: boolean): SeriesIds {
  return { family, key: row.key, regionId: row.regionId, accountId: row.accountId, reads };
}

function spikeOf({ judged, spike, together }: Told, { reads, tests }: Asked): Spike {
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
    together,
  };
}

/**
 * All spikes of the loaded logs: asks the engine for the series, judges them one by one, draws the line over all of them, and asks
 * for the minutes of what is beyond it.
 */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { Matches } from './matches.ts';
import { HOUR, type Scale, type SeriesCells, unpackCells } from './spike-cells.ts';
import {
  type CellSpike,
  chooseSpikes,
  type Direction,
  judgeSeries,
  type Judgement,
  scaleOf,
  type Sensitivity,
} from './spike-judge.ts';
import { type Stretch, stretchMinutes } from './spike-minutes.ts';
import { type Course, courseOf } from './spike-course.ts';
import { cutCells, isRegional, type Part, Trails } from './spike-parts.ts';
import {
  FAMILIES,
  type Family,
  rangeOf,
  type SeriesIds,
  type SERIES_COLUMNS,
  type SpikeRange,
  spikeRange,
  spikeSeries,
} from './spike-series.ts';
import { minutesOf, spanOf } from './spike-span.ts';
import type { SeriesName } from './series-name.ts';
import { type Surprise, surpriseOf, SURPRISES } from './spike-words.ts';

export type Ask = <C extends Columns>(query: SqlQuery<C>) => Promise<RowOf<C>[]>;

export interface SpikeOptions {
  readonly sensitivity: Sensitivity;
  /** Also management calls that only read. */
  readonly reads: boolean;
  /** Called between series, to let a page paint or to end by throwing. */
  readonly pause?: () => Promise<void>;
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

/** More than anybody reads; their minutes are asked for so many at a time. */
const MOST_SPIKES = 200;
const AT_A_TIME = 25;

interface Judged {
  readonly row: RowOf<typeof SERIES_COLUMNS>;
  readonly family: Family;
  readonly cells: SeriesCells;
  readonly judgement: Judgement;
}

export async function findSpikes(ask: Ask, matches: Matches, options: SpikeOptions): Promise<SpikeReport> {
  const [first] = await ask(spikeRange(matches));
  const range = first === undefined ? null : rangeOf(first);
  if (first === undefined || range === null) return NOTHING;
  const judged: Judged[] = [];
  const trails = new Trails();
  let left = 0;
  for (const family of FAMILIES) {
    const rows = await ask(spikeSeries(matches, family, { range, reads: options.reads }));
    left += Math.max(0, (rows[0]?.all ?? 0) - rows.length);
    for (const row of rows) {
      const cells = unpackCells(row.packed, range.firstHour, range.hours);
      if (family === 'trail') trails.add(row, cells.busy);
      judged.push(
        ...judgeParts(row, family, cells, trails.partsOf(row, family), wholeHours(first.last, range)),
      );
      await options.pause?.();
    }
  }
  const tests = judged.reduce((all, { judgement }) => all + judgement.tests, 0);
  const found = withoutSilentTrails(chosen(judged, options.sensitivity));
  const spikes = await measured(ask, matches, found.slice(0, MOST_SPIKES), { reads: options.reads, tests });
  return {
    range: { from: first.first ?? 0, to: first.last ?? 0 },
    hours: range.hours,
    outside: first.outside,
    series: new Set(judged.map(({ row }) => row)).size,
    left,
    tests,
    spikes: spikes.toSorted(bySurprise),
    more: Math.max(0, found.length - MOST_SPIKES),
  };
}

const NOTHING: SpikeReport = {
  range: null,
  hours: 0,
  outside: 0,
  series: 0,
  left: 0,
  tests: 0,
  spikes: [],
  more: 0,
};

/** The hour in which the logs end is not whole. */
function wholeHours(last: number | null, { firstHour }: SpikeRange): number {
  return Math.floor((last ?? 0) / HOUR) - firstHour;
}

function judgeParts(
  row: RowOf<typeof SERIES_COLUMNS>,
  family: Family,
  cells: SeriesCells,
  parts: readonly Part[],
  until: number,
): Judged[] {
  return parts.map((part) => {
    const own = cutCells(cells, part);
    return { row, family, cells: own, judgement: judgeSeries(own, until - part.from) };
  });
}

interface Found {
  readonly judged: Judged;
  readonly spike: CellSpike;
}

function chosen(judged: readonly Judged[], sensitivity: Sensitivity): Found[] {
  const { bySeries } = chooseSpikes(
    judged.map(({ judgement }) => judgement),
    sensitivity,
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

function isSamePlace({ row, family }: Judged, { row: trail }: Judged): boolean {
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

async function measured(ask: Ask, matches: Matches, found: readonly Found[], told: Told): Promise<Spike[]> {
  const spikes: Spike[] = [];
  for (let at = 0; at < found.length; at += AT_A_TIME) {
    const some = found.slice(at, at + AT_A_TIME);
    const stretches = some.map(({ judged, spike }): Stretch => {
      const series = idsOf(judged, told.reads);
      return { series, ...minutesOf(spike, judged.cells.firstHour) };
    });
    const rows = await ask(stretchMinutes(matches, stretches));
    some.forEach((one, place) => {
      const own = rows.filter(({ stretch }) => stretch === place);
      spikes.push(spikeOf(one, own, told));
    });
  }
  return spikes;
}

function idsOf({ row, family }: Judged, reads: boolean): SeriesIds {
  return { family, key: row.key, regionId: row.regionId, accountId: row.accountId, reads };
}

function spikeOf(
  { judged, spike }: Found,
  rows: readonly { readonly minute: number; readonly count: number }[],
  { reads, tests }: Told,
): Spike {
  const counts = { minutes: rows.map(({ minute }) => minute), counts: rows.map(({ count }) => count) };
  const span = spanOf(spike, judged.cells.firstHour, counts);
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

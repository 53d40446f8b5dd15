/**
 * All series of the loaded logs, judged one by one: what is asked of the engine, and all that is kept of it. How sensitive
 * the search is comes later (`find-spikes.ts`), so that another step asks nothing again.
 */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import type { Matches } from './matches.ts';
import { HOUR, type MinuteCount, MinuteReader, type SeriesCells } from './spike-cells.ts';
import { judgeSeries, type Judgement, mergeCandidates } from './spike-judge.ts';
import { spikeCoverage } from './spike-coverage.ts';
import { cutCells, Trails } from './spike-parts.ts';
import { rangeOf, type SERIES_COLUMNS, type SpikeRange, spikeRange, spikeSeries } from './spike-series.ts';
import { FAMILIES, type Family } from './spike-names.ts';
import { minutesOf } from './spike-span.ts';

export type Ask = <C extends Columns>(query: SqlQuery<C>) => Promise<RowOf<C>[]>;

export interface LogsToJudge {
  /** What is counted. */
  readonly matches: Matches;
  /** All events of the same time: how far the logs reach, and what they cover. */
  readonly all: Matches;
}

export interface JudgeOptions {
  /** Also management calls that only read. */
  readonly reads: boolean;
  /** Called between series, to let a page paint or to end by throwing. */
  readonly pause?: () => Promise<void>;
}

/** A series, without its text of minutes. */
export type SeriesRow = Omit<RowOf<typeof SERIES_COLUMNS>, 'packed'>;

/** A part of a series in which something could be a spike. */
export interface JudgedSeries {
  readonly row: SeriesRow;
  readonly family: Family;
  readonly cells: SeriesCells;
  readonly judgement: Judgement;
  /** Around what could be a spike; null where that were too many to keep. */
  readonly minutes: readonly MinuteCount[] | null;
}

export interface JudgedLogs {
  /** Of all events of the time that is looked at. Milliseconds; null when none has a time. */
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly hours: number;
  readonly unbroken: number;
  readonly outside: number;
  readonly series: number;
  readonly left: number;
  readonly reads: boolean;
  /** All that was tested, also in series that are not kept. */
  readonly tests: number;
  readonly judged: readonly JudgedSeries[];
}

/** Kept at most: some 50 MB, and far more than logs that are not made for it need. */
const MOST_MINUTES = 2_000_000;
const MOST_CELLS = 1_000_000;

export async function judgeLogs(
  ask: Ask,
  { matches, all }: LogsToJudge,
  options: JudgeOptions,
): Promise<JudgedLogs> {
  const [first] = await ask(spikeRange(all));
  const range = first === undefined ? null : rangeOf(first);
  if (first === undefined || range === null) return { ...NOTHING, reads: options.reads };
  const trails = new Trails(await ask(spikeCoverage(all, range)));
  const judge = new Judge(range, wholeHours(first.last, range), trails);
  let [left, series] = [0, 0];
  for (const family of FAMILIES) {
    const rows = await ask(spikeSeries(matches, family, { range, reads: options.reads }));
    left += Math.max(0, (rows[0]?.all ?? 0) - rows.length);
    series += rows.length;
    for (const row of rows) {
      judge.add(row, family);
      await options.pause?.();
    }
  }
  return {
    range: { from: first.first ?? 0, to: first.last ?? 0 },
    hours: range.hours,
    unbroken: trails.longest,
    outside: first.outside,
    series,
    left,
    reads: options.reads,
    tests: judge.tests,
    judged: judge.judged,
  };
}

const NOTHING = { range: null, hours: 0, unbroken: 0, outside: 0, series: 0, left: 0, tests: 0, judged: [] };

/** The hour in which the logs end is not whole. */
function wholeHours(last: number | null, { firstHour }: SpikeRange): number {
  return Math.floor((last ?? 0) / HOUR) - firstHour;
}

class Judge {
  tests = 0;
  readonly judged: JudgedSeries[] = [];
  private readonly reader: MinuteReader;
  private readonly trails: Trails;
  private readonly until: number;
  private minutesKept = 0;
  private cellsKept = 0;

  constructor({ firstHour, hours }: SpikeRange, until: number, trails: Trails) {
    this.reader = new MinuteReader(firstHour, hours);
    this.trails = trails;
    this.until = until;
  }

  add({ packed, ...row }: RowOf<typeof SERIES_COLUMNS>, family: Family): void {
    this.reader.read(packed);
    const cells = this.reader.cells();
    for (const part of this.trails.partsOf(row, family)) {
      const own = cutCells(cells, part);
      const judgement = judgeSeries(own, this.until - part.from);
      this.tests += judgement.tests;
      if (judgement.candidates.length === 0 || this.cellsKept > MOST_CELLS) continue;
      this.cellsKept += own.hours;
      this.judged.push({ row, family, cells: own, judgement, minutes: this.minutesOf(own, judgement) });
    }
  }

  private minutesOf({ firstHour }: SeriesCells, { candidates }: Judgement): MinuteCount[] | null {
    if (this.minutesKept > MOST_MINUTES) return null;
    const minutes: MinuteCount[] = [];
    let known = -Infinity;
    for (const { from, to } of mergeCandidates(candidates).map((one) => minutesOf(one, firstHour))) {
      minutes.push(...this.reader.between(Math.max(from, known), to));
      known = Math.max(known, to);
    }
    this.minutesKept += minutes.length;
    return minutes;
  }
}

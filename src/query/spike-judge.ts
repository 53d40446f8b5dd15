/**
 * Which stretches of a series are spikes or drops. Two steps: `judgeSeries` finds what could be one, series by series, so
 * that a caller can pause in between; `chooseSpikes` draws the line over all of them together, because a limit for one
 * test alone would let a thousand series raise alarms by chance.
 */
import { logLowerTail, logUpperTail } from '#lib/count-model.ts';
import { discoveryLimit } from '#lib/false-discovery.ts';
import { type Baseline, HOUR_SCALE, LEAST_HISTORY_HOURS, SeriesBaseline } from './spike-baseline.ts';
import { DAY_HOURS, WEEK_DAYS } from './spike-model.ts';
import type { Sensitivity } from './spike-names.ts';
import { hoursOf, type Scale, SCALES, type SeriesCells } from './spike-cells.ts';

export const DIRECTIONS = ['up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

interface Line {
  /** Of what is called a spike, the share that may be none (Benjamini–Hochberg). */
  readonly falseShare: number;
  /** And no single test above this, however many true spikes there are. */
  readonly mostLogP: number;
  readonly leastRatio: number;
  readonly leastExtra: number;
}

/** `plain`: only what nobody would miss. `fine`: also what might be chance, for a closer look. */
export const LINES: Readonly<Record<Sensitivity, Line>> = {
  plain: { falseShare: 1e-4, mostLogP: Math.log(1e-12), leastRatio: 3, leastExtra: 20 },
  normal: { falseShare: 2e-3, mostLogP: Math.log(5e-6), leastRatio: 1.6, leastExtra: 10 },
  fine: { falseShare: 1e-2, mostLogP: Math.log(1e-5), leastRatio: 1.4, leastExtra: 6 },
};
const LOOSEST = LINES.fine;
/** A series with fewer calls than this in all can have no spike. */
export const LEAST_CALLS = LOOSEST.leastExtra;
/** A drop is one to nearly nothing. */
const DROP_SHARE = 0.1;
/** Where fewer calls than this are usual in six hours, silence says nothing. */
const LEAST_FOR_DROP = 15;

export interface Candidate {
  readonly direction: Direction;
  readonly scaleIndex: number;
  /** Last hour of the stretch, counted as in `SeriesCells`. */
  readonly cell: number;
  readonly count: number;
  readonly baseline: Baseline;
  /** Calls a minute that were to be expected around then. */
  readonly usualPerMinute: number;
  /** ln of the chance of such a count, or a more extreme one, if nothing had changed. */
  readonly logP: number;
}

export interface Judgement {
  /** Hours × scales × directions that were looked at, zeros included. */
  readonly tests: number;
  readonly candidates: readonly Candidate[];
}

/** Adjacent hours of a series that are beyond the line, as one. */
export interface CellSpike {
  readonly direction: Direction;
  readonly firstCell: number;
  readonly lastCell: number;
  /** The most surprising of its stretches. */
  readonly best: Candidate;
}

export const scaleOf = ({ scaleIndex }: Candidate): Scale => SCALES[scaleIndex] ?? 60;

/** `until`: hours from here on are not whole (the logs end in them), so their silence means nothing. */
export function judgeSeries(cells: SeriesCells, until = cells.hours): Judgement {
  const judged = Math.max(0, cells.hours - LEAST_HISTORY_HOURS);
  if (judged === 0) return { tests: 0, candidates: [] };
  const baseline = new SeriesBaseline(cells);
  const candidates = [...rises(cells, baseline), ...drops(cells, baseline, until)];
  return { tests: judged * (SCALES.length + DROP_SCALES.length), candidates };
}

function rises(cells: SeriesCells, baseline: SeriesBaseline): Candidate[] {
  const found: Candidate[] = [];
  cells.levels.forEach((level, scaleIndex) => {
    for (const busy of cells.busy) {
      const count = level[busy] ?? 0;
      if (count < LOOSEST.leastExtra) continue;
      if (baseline.isUsual(scaleIndex, busy, count / LOOSEST.leastRatio)) continue;
      // Bursts are costly to look for, and make nothing more surprising.
      const calm = baseline.calm(scaleIndex, busy);
      if (calm === null || logRise(count, calm) > LOOSEST.mostLogP) continue;
      const expectation = baseline.withBursts(calm, scaleIndex, busy);
      const logP = logRise(count, expectation);
      if (logP > LOOSEST.mostLogP) continue;
      const usualPerMinute = (baseline.up(HOUR_SCALE, busy)?.mean ?? expectation.mean) / 60;
      found.push({
        direction: 'up',
        scaleIndex,
        cell: busy,
        count,
        baseline: expectation,
        usualPerMinute,
        logP,
      });
    }
  });
  return withoutEchoes(found);
}

/** 0 where the rise is too small to be told. */
function logRise(count: number, baseline: Baseline): number {
  const isSmall = count - baseline.mean < LOOSEST.leastExtra || count < baseline.mean * LOOSEST.leastRatio;
  return isSmall ? 0 : logUpperTail(count, baseline);
}

/** A stretch of hours that is only high because of one hour within it adds nothing. */
function withoutEchoes(found: readonly Candidate[]): Candidate[] {
  const excess = new Map<number, number>();
  for (const one of found) {
    if (hoursOf(scaleOf(one)) > 1) continue;
    excess.set(one.cell, Math.max(excess.get(one.cell) ?? 0, one.count - one.baseline.mean));
  }
  return found.filter((one) => {
    const width = hoursOf(scaleOf(one));
    if (width === 1) return true;
    let explained = 0;
    for (let at = one.cell - width + 1; at <= one.cell; at++) explained += excess.get(at) ?? 0;
    return explained < 0.5 * (one.count - one.baseline.mean);
  });
}

const DROP_SCALES = [3, 4, 5] as const;

function drops(cells: SeriesCells, baseline: SeriesBaseline, until: number): Candidate[] {
  const calls = cells.busy.reduce((all, cell) => all + (cells.levels[3]?.[cell] ?? 0), 0);
  if (calls * 6 < LEAST_FOR_DROP * cells.hours) return [];
  const found: Candidate[] = [];
  for (const scaleIndex of DROP_SCALES) {
    const level = cells.levels[scaleIndex];
    if (level === undefined) continue;
    for (let cell = WEEK_DAYS * DAY_HOURS; cell < Math.min(until, cells.hours); cell++) {
      const count = level[cell] ?? 0;
      if (isLow(level, cell, count)) continue;
      const expectation = baseline.down(scaleIndex, cell);
      if (expectation === null || expectation.mean < LEAST_FOR_DROP) continue;
      if (count > expectation.mean * DROP_SHARE) continue;
      const logP = logLowerTail(count, expectation);
      const usualPerMinute = expectation.mean / (SCALES[scaleIndex] ?? 60);
      if (logP <= LOOSEST.mostLogP)
        found.push({
          direction: 'down',
          scaleIndex,
          cell,
          count,
          baseline: expectation,
          usualPerMinute,
          logP,
        });
    }
  }
  return found;
}

/** A quick look: as low as this on two days of the last seven, or not low at all. */
function isLow(level: Int32Array, cell: number, count: number): boolean {
  let as = 0;
  for (let day = 1; day <= WEEK_DAYS; day++)
    if ((level[cell - day * DAY_HOURS] ?? 0) * DROP_SHARE < count + 0.5) as += 1;
  return as >= 2;
}

export interface Chosen {
  /** The greatest ln p that is still called a spike. */
  readonly limit: number;
  /** For each series its spikes, in order of time. */
  readonly bySeries: readonly (readonly CellSpike[])[];
}

/** `tests`: all that were made, where only those judgements are given that found something. */
export function chooseSpikes(
  judgements: readonly Judgement[],
  sensitivity: Sensitivity = 'normal',
  tests = judgements.reduce((all, one) => all + one.tests, 0),
): Chosen {
  const line = LINES[sensitivity];
  const passing = judgements.map(({ candidates }) => candidates.filter((one) => passes(one, line)));
  const logPs = passing.flatMap((candidates) => candidates.map(({ logP }) => logP));
  const limit = Math.min(line.mostLogP, discoveryLimit(logPs, tests, line.falseShare));
  const bySeries = passing.map((candidates) =>
    mergeCandidates(candidates.filter(({ logP }) => logP <= limit)),
  );
  return { limit, bySeries };
}

function passes({ direction, count, baseline }: Candidate, line: Line): boolean {
  if (direction === 'down') return true;
  return count - baseline.mean >= line.leastExtra && count >= baseline.mean * line.leastRatio;
}

/** Hours that touch become one, whatever their scales. */
export function mergeCandidates(candidates: readonly Candidate[]): CellSpike[] {
  const spikes: CellSpike[] = [];
  for (const direction of DIRECTIONS) {
    const own = candidates.filter((one) => one.direction === direction);
    const parts = own
      .map((one): CellSpike => {
        const firstCell = one.cell - hoursOf(scaleOf(one)) + 1;
        return { direction, firstCell, lastCell: one.cell, best: one };
      })
      .toSorted((a, b) => a.firstCell - b.firstCell);
    let open: CellSpike | null = null;
    for (const part of parts) {
      if (open !== null && part.firstCell <= open.lastCell + 1) open = joined(open, part);
      else {
        if (open !== null) spikes.push(open);
        open = part;
      }
    }
    if (open !== null) spikes.push(open);
  }
  return spikes.toSorted((a, b) => a.firstCell - b.firstCell);
}

function joined(a: CellSpike, b: CellSpike): CellSpike {
  return {
    direction: a.direction,
    firstCell: Math.min(a.firstCell, b.firstCell),
    lastCell: Math.max(a.lastCell, b.lastCell),
    best: b.best.logP < a.best.logP ? b.best : a.best,
  };
}

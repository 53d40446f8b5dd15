/** From the hours of a spike to its minutes: where it begins and ends, its peak, and what was to be expected in it. */
import { HOUR_SCALE } from './spike-baseline.ts';
import { type CellSpike, scaleOf } from './spike-judge.ts';
import { HOUR, MINUTE, type SeriesCells } from './spike-cells.ts';

/** Counts of the minutes that hold any, by minute since 1970, in order. */
export interface MinuteCounts {
  readonly minutes: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

export interface SpikeSpan {
  /** Milliseconds, whole minutes; from ≤ time < to. */
  readonly start: number;
  readonly end: number;
  readonly peak: { readonly at: number; readonly count: number };
  readonly observed: number;
  readonly expected: number;
}

/** A rise may begin before the first hour that was beyond the line, and end after the last. */
const ROOM = 60;

/** The times that have to be known of a spike, in minutes since 1970: from ≤ minute < to. */
export function minutesOf(
  spike: CellSpike,
  firstHour: number,
): { readonly from: number; readonly to: number } {
  const from = (firstHour + spike.firstCell) * 60;
  const to = (firstHour + spike.lastCell + 1) * 60;
  return spike.direction === 'up' ? { from: from - ROOM, to: to + ROOM } : { from, to };
}

/**
 * Of a rise: the stretch with the most calls above halfway between
 * expected and risen (the greatest sum of a run; Kadane), so that neither a quiet minute within ends it nor usual calls beside it belong to
 * it. Of a drop: from the last call before to the first one after.
 */
export function spanOf(spike: CellSpike, firstHour: number, { minutes, counts }: MinuteCounts): SpikeSpan {
  const { from, to } = minutesOf(spike, firstHour);
  const length = scaleOf(spike.best);
  const ratePerMinute = spike.best.usualPerMinute;
  const risen = spike.best.count / length;
  const run =
    spike.direction === 'down'
      ? { from, to }
      : bestRun(minutes, counts, { from, to }, Math.max((ratePerMinute + risen) / 2, risen / 3));
  let observed = 0;
  let peak = { at: run.from, count: 0 };
  for (let i = 0; i < minutes.length; i++) {
    const minute = minutes[i] ?? -1;
    if (minute < run.from || minute >= run.to) continue;
    const count = counts[i] ?? 0;
    observed += count;
    if (count > peak.count) peak = { at: minute, count };
  }
  return {
    start: run.from * MINUTE,
    end: run.to * MINUTE,
    peak: { at: peak.at * MINUTE, count: peak.count },
    observed,
    expected: ratePerMinute * (run.to - run.from),
  };
}

/** The same where its minutes are not known: all hours of which any part was beyond the line. */
export function wholeHours(spike: CellSpike, { firstHour, levels }: SeriesCells): SpikeSpan {
  const { firstCell, lastCell, best } = spike;
  const [minutes, calls] = [levels[0], levels[HOUR_SCALE]];
  let observed = 0;
  let peak = { cell: firstCell, count: 0 };
  for (let cell = firstCell; cell <= lastCell; cell++) {
    observed += calls?.[cell] ?? 0;
    const count = minutes?.[cell] ?? 0;
    if (count > peak.count) peak = { cell, count };
  }
  return {
    start: (firstHour + firstCell) * HOUR,
    end: (firstHour + lastCell + 1) * HOUR,
    peak: { at: (firstHour + peak.cell) * HOUR, count: peak.count },
    observed,
    expected: best.usualPerMinute * 60 * (lastCell - firstCell + 1),
  };
}

interface Run {
  readonly from: number;
  readonly to: number;
}

function bestRun(minutes: ArrayLike<number>, counts: ArrayLike<number>, within: Run, usual: number): Run {
  let best = { from: within.from, to: within.from + 1, sum: -Infinity };
  let open = { from: within.from, sum: 0, last: within.from };
  for (let i = 0; i < minutes.length; i++) {
    const minute = minutes[i] ?? -1;
    if (minute < within.from || minute >= within.to) continue;
    const before = open.sum - usual * (minute - open.last);
    const gain = (counts[i] ?? 0) - usual;
    open =
      before > 0
        ? { from: open.from, sum: before + gain, last: minute + 1 }
        : { from: minute, sum: gain, last: minute + 1 };
    if (open.sum > best.sum) best = { from: open.from, to: minute + 1, sum: open.sum };
  }
  return best;
}

export const hourOfTime = (ms: number): number => Math.floor(ms / HOUR);

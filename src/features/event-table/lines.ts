/**
 * Which line of the table shows what while runs are collapsed: a run is one line, its first event; once opened, its other
 * events follow in lines of their own. Arithmetic over the few runs that are open, whatever the number of lines.
 */

export interface OpenRun {
  /** Its number among the runs. */
  readonly run: number;
  /** Where its first event stands in the order of events. */
  readonly first: number;
  /** How many events it holds. */
  readonly length: number;
}

export interface LinePlace {
  readonly run: number;
  /** 0 = the line of the run itself, 1 = the event after its first. */
  readonly member: number;
  /** The opened run that this line belongs to; null for one that is closed. */
  readonly opened: OpenRun | null;
}

/** Sorted by `run`. */
export type OpenRuns = readonly OpenRun[];

export const NO_RUNS: OpenRuns = [];

export function lineCount(runs: number, opened: OpenRuns): number {
  return opened.reduce((lines, { length }) => lines + length - 1, runs);
}

export function placeOfLine(opened: OpenRuns, line: number): LinePlace {
  let more = 0;
  for (const one of opened) {
    const start = one.run + more;
    if (line < start) break;
    if (line < start + one.length) return { run: one.run, member: line - start, opened: one };
    more += one.length - 1;
  }
  return { run: line - more, member: 0, opened: null };
}

/** The line of an event: that of its run while the run is closed. */
export function lineOfPlace(opened: OpenRuns, run: number, member: number): number {
  let line = run;
  for (const one of opened) {
    if (one.run < run) line += one.length - 1;
    else if (one.run === run) line += Math.min(member, one.length - 1);
  }
  return line;
}

export function toggleRun(opened: OpenRuns, run: OpenRun): OpenRuns {
  const others = opened.filter((one) => one.run !== run.run);
  return others.length < opened.length ? others : [...others, run].toSorted((a, b) => a.run - b.run);
}

/** Where a line is after a run was opened or closed: what was a line of the closed run is the run's own. */
export function lineAfter(before: OpenRuns, after: OpenRuns, line: number): number {
  const { run, member } = placeOfLine(before, line);
  return lineOfPlace(after, run, member);
}

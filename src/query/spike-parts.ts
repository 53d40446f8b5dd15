/**
 * Which parts of the time the logs of an account cover. A series of zeros from before its logs begin, or from days whose
 * files are missing, is no history: what comes after would all be spikes.
 */
import { type SeriesCells, unpackNumbers } from './spike-cells.ts';
import type { CoverageRow } from './spike-coverage.ts';
import type { Family } from './spike-names.ts';

/** Cells: from ≤ cell < to. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Of a region, or of an account over its regions. */
export const isRegional = (family: Family): boolean =>
  family === 'trail' || family === 'call' || family === 'error';

interface Place {
  readonly regionId: number;
  readonly accountId: number;
}

/** An account is silent for longer than this, and than so many times its usual pause, only when its logs are missing. */
const LEAST_HOLE = 48;
const TIMES_USUAL = 20;

/** `busy`: cells that hold a call, in order. */
export function coveredParts(busy: readonly number[], hours: number): Part[] {
  const [first, last] = [busy[0], busy.at(-1)];
  if (first === undefined || last === undefined) return [];
  const hole = Math.max(LEAST_HOLE, (TIMES_USUAL * (last - first)) / Math.max(1, busy.length - 1));
  const parts: Part[] = [];
  let from = first;
  busy.forEach((cell, at) => {
    const next = busy[at + 1];
    if (next !== undefined && next - cell <= hole) return;
    // Silence until the logs end is judged, for as long as it may be no hole.
    parts.push({ from, to: next === undefined ? Math.min(hours, cell + 1 + LEAST_HOLE) : cell + 1 });
    from = next ?? from;
  });
  return parts;
}

/** The covered parts of each account in each region, and of each account. */
export class Trails {
  /** Hours of the longest stretch without a hole, from its first call to its last. */
  readonly longest: number;
  private readonly parts = new Map<string, readonly Part[]>();

  constructor(rows: readonly CoverageRow[]) {
    let longest = 0;
    for (const { regionId, accountId, hours } of rows) {
      const busy = unpackNumbers(hours);
      const parts = coveredParts(busy, Infinity);
      const end = (busy.at(-1) ?? -1) + 1;
      this.parts.set(placeKey(regionId, accountId), parts);
      for (const { from, to } of parts) longest = Math.max(longest, Math.min(to, end) - from);
    }
    this.longest = longest;
  }

  partsOf({ regionId, accountId }: Place, family: Family): readonly Part[] {
    return this.parts.get(placeKey(isRegional(family) ? regionId : null, accountId)) ?? [];
  }
}

const placeKey = (regionId: number | null, accountId: number): string => `${regionId ?? 'all'} ${accountId}`;

/** A series without what lies outside a part. */
export function cutCells(cells: SeriesCells, part: Part): SeriesCells {
  const to = Math.min(cells.hours, part.to);
  if (part.from === 0 && to === cells.hours) return cells;
  return {
    firstHour: cells.firstHour + part.from,
    hours: Math.max(0, to - part.from),
    levels: cells.levels.map((level) => level.slice(part.from, to)),
    busy: cells.busy.filter((cell) => cell >= part.from && cell < to).map((cell) => cell - part.from),
  };
}

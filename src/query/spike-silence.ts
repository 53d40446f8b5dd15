/** Silence is told once: not for each series of a trail that fell silent, and not for each trail of logs that all did. */
import type { JudgedSeries } from './judge-logs.ts';
import type { CellSpike } from './spike-judge.ts';
import { isRegional } from './spike-parts.ts';

export interface Found {
  readonly judged: JudgedSeries;
  readonly spike: CellSpike;
}

/** Several trails that fell silent in the same hours. */
export interface Together {
  readonly trails: number;
  readonly accounts: number;
  /** The one that stands for all; the others come after everything else. */
  readonly isFirst: boolean;
}

export interface Told extends Found {
  readonly together: Together | null;
}

/** In the order they came in, but for trails that another one stands for: those are last. */
export function saidOnce(found: readonly Found[]): Told[] {
  const told = withoutSilentTrails(found);
  const known = togetherOf(told.filter(isSilentTrail));
  const all = told.map((one) => ({ ...one, together: known.get(one) ?? null }));
  const isRepeated = ({ together }: Told): boolean => together !== null && !together.isFirst;
  return [...all.filter((one) => !isRepeated(one)), ...all.filter(isRepeated)];
}

const isSilentTrail = ({ judged, spike }: Found): boolean =>
  judged.family === 'trail' && spike.direction === 'down';

/** Where all of an account falls silent in a region, each of its series does. */
function withoutSilentTrails(found: readonly Found[]): Found[] {
  const silent = found.filter(isSilentTrail);
  return found.filter((one) => {
    if (one.spike.direction === 'up' || one.judged.family === 'trail') return true;
    return !silent.some((other) => isSamePlace(one.judged, other.judged) && overlap(one, other));
  });
}

function isSamePlace({ row, family }: JudgedSeries, { row: trail }: JudgedSeries): boolean {
  return row.accountId === trail.accountId && (!isRegional(family) || row.regionId === trail.regionId);
}

function overlap(a: Found, b: Found): boolean {
  const [one, other] = [hoursOf(a), hoursOf(b)];
  return one.from <= other.to && other.from <= one.to;
}

/** Each with those that share most of its hours; the one of which most was expected stands for them. */
function togetherOf(silent: readonly Found[]): Map<Found, Together> {
  const known = new Map<Found, Together>();
  const first = silent.toSorted((a, b) => missing(b) - missing(a));
  for (const one of first) {
    if (known.has(one)) continue;
    const group = first.filter((other) => !known.has(other) && sharesMost(one, other));
    if (group.length < 2) continue;
    const accounts = new Set(group.map(({ judged }) => judged.row.accountId)).size;
    for (const other of group) known.set(other, { trails: group.length, accounts, isFirst: other === one });
  }
  return known;
}

const missing = ({ spike }: Found): number => spike.best.baseline.mean - spike.best.count;

/** More than half of the longer one. */
function sharesMost(a: Found, b: Found): boolean {
  const [one, other] = [hoursOf(a), hoursOf(b)];
  const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from) + 1;
  return shared * 2 > Math.max(one.to - one.from, other.to - other.from) + 1;
}

/** First and last, since 1970. */
function hoursOf({ judged: { cells }, spike }: Found): { readonly from: number; readonly to: number } {
  return { from: cells.firstHour + spike.firstCell, to: cells.firstHour + spike.lastCell };
}

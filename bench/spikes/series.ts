/**
 * Made-up series of calls by minute over 28 days, with spikes and drops put in and labelled. What they look like follows
 * what trails show: day and night, weekdays, growth, nightly jobs, bursts at any hour, hours without anything.
 */
import { createDice, type Dice } from './dice.ts';

export const DAYS = 28;
export const DAY = 1_440;
export const MINUTES = DAYS * DAY;
/** 2025-09-01, a Monday, 00:00 UTC; in hours. */
export const FIRST_HOUR = Date.UTC(2025, 8, 1) / 3_600_000;

export const KINDS = ['steady', 'rhythm', 'growth', 'batch', 'bursts', 'office'] as const;
export type Kind = (typeof KINDS)[number];
export const RATES = [0.01, 0.1, 1, 10, 100, 1_000] as const;
export const FACTORS = [2, 3, 5, 10] as const;
export const LENGTHS = [1, 5, 15, 60, 360] as const;
export const DROP_LENGTHS = [60, 180, 360, 1_440] as const;

/** What was put in. `factor` 0: a drop to silence. Minutes from the beginning of the series. */
export interface Label {
  readonly factor: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
  /** Calls added, or taken away. */
  readonly calls: number;
}

export interface LabelledSeries {
  readonly kind: Kind;
  readonly rate: number;
  readonly minutes: Int32Array;
  readonly labels: readonly Label[];
}

/** Series number `index` of a run; rates and kinds take turns. */
export function makeSeries(seed: number, index: number): LabelledSeries {
  const dice = createDice(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const rate = RATES[index % RATES.length] ?? 1;
  const kind = KINDS[Math.floor(index / RATES.length) % KINDS.length] ?? 'steady';
  const season = seasonOf(kind, rate, dice);
  const minutes = drawn(season, kind, rate, dice);
  if (kind === 'batch') addJobs(minutes, season, rate, dice);
  const burst = kind === 'bursts' ? addBursts(minutes, rate, dice) : 0;
  return { kind, rate, minutes, labels: inject(minutes, season, { rate, burst }, dice) };
}

/** Calls a minute that are to be expected, without jobs and bursts. */
function seasonOf(kind: Kind, rate: number, dice: Dice): Float64Array {
  const season = new Float64Array(MINUTES);
  const noon = dice.between(0, 24);
  const swing = kind === 'steady' ? 0 : dice.between(0.4, 0.9);
  const weekend = kind === 'steady' || kind === 'batch' ? 1 : dice.between(0.15, 0.9);
  const growth = kind === 'growth' ? dice.between(0.01, 0.05) : 0;
  const [opens, closes] = [dice.between(5, 10), dice.between(15, 22)];
  let sum = 0;
  for (let minute = 0; minute < MINUTES; minute++) {
    const hour = (minute / 60) % 24;
    const day = Math.floor(minute / DAY);
    const isWeekend = day % 7 >= 5;
    const daily = 1 + swing * Math.cos(((hour - noon) * Math.PI) / 12);
    const isOpen = hour >= opens && hour < closes && !isWeekend;
    const shape = kind === 'office' ? Number(isOpen) : daily * (isWeekend ? weekend : 1);
    const value = shape * (1 + growth) ** (minute / DAY);
    season[minute] = value;
    sum += value;
  }
  const scale = (rate * MINUTES) / sum;
  for (let minute = 0; minute < MINUTES; minute++) season[minute] = (season[minute] ?? 0) * scale;
  return season;
}

/** Scatter of three kinds: by minute, slowly over hours, and that of counting. */
function drawn(season: Float64Array, kind: Kind, rate: number, dice: Dice): Int32Array {
  const minutes = new Int32Array(MINUTES);
  const bySlow = dice.between(0.03, 0.15);
  const byMinute = dice.between(0.05, 0.3);
  // In some series one act is several calls.
  const bundle = kind === 'bursts' || kind === 'office' ? dice.pick([1, 2, 3]) : 1;
  let slow = 0;
  for (let minute = 0; minute < MINUTES; minute++) {
    if (minute % 15 === 0) slow = 0.9 * slow + Math.sqrt(1 - 0.81) * bySlow * dice.normal();
    const noise = rate < 0.5 ? slow : slow + byMinute * dice.normal();
    minutes[minute] = bundle * dice.poisson(((season[minute] ?? 0) * Math.exp(noise)) / bundle);
  }
  return minutes;
}

/** One or two jobs at their hour, each day, on weekdays, or once a week. */
function addJobs(minutes: Int32Array, season: Float64Array, rate: number, dice: Dice): void {
  const jobs = dice.uniform() < 0.5 ? 1 : 2;
  for (let job = 0; job < jobs; job++) {
    const at = Math.floor(dice.between(0, DAY));
    const often = dice.pick(['daily', 'daily', 'weekdays']);
    const length = Math.floor(dice.between(2, 30));
    const size = Math.max(6, rate * 60 * dice.between(1, 8));
    const late = dice.between(0, 12);
    for (let day = 0; day < DAYS; day++) {
      if (often === 'weekdays' && day % 7 >= 5) continue;
      const start = day * DAY + at + Math.floor(late * dice.uniform());
      addCalls(minutes, start, length, (size * Math.exp(0.15 * dice.normal())) / length, dice);
      for (let minute = start; minute < Math.min(MINUTES, start + length); minute++)
        season[minute] = (season[minute] ?? 0) + size / length;
    }
  }
}

/** At any hour, two to eight times a day; some bigger, some smaller. Answers the calls of a day's biggest. */
function addBursts(minutes: Int32Array, rate: number, dice: Dice): number {
  const aDay = dice.between(2, 8);
  const usual = Math.max(4, rate * dice.between(5, 40));
  const count = dice.poisson(aDay * DAYS);
  for (let burst = 0; burst < count; burst++) {
    const length = Math.floor(dice.between(1, 10));
    const size = usual * Math.exp(0.3 * dice.normal());
    addCalls(minutes, Math.floor(dice.between(0, MINUTES)), length, size / length, dice);
  }
  // The biggest of five: e^(0.3 × 1.16).
  return usual * 1.4;
}

function addCalls(minutes: Int32Array, start: number, length: number, aMinute: number, dice: Dice): number {
  let added = 0;
  for (let minute = start; minute < Math.min(MINUTES, start + length); minute++) {
    const calls = dice.poisson(aMinute);
    minutes[minute] = (minutes[minute] ?? 0) + calls;
    added += calls;
  }
  return added;
}

/** What two hours before and after reach: a job that comes early is no spike. */
function highest(season: Float64Array, minute: number): number {
  let most = 0;
  for (let at = Math.max(0, minute - 120); at <= minute + 120; at += 4)
    most = Math.max(most, season[at] ?? 0);
  return most;
}

/**
 * Four times: in five days each from the ninth on, one spike, or one in six times a drop. A spike of factor k lifts what is
 * usual within two hours of it, jobs included and at least a quarter of the mean rate, to k times; in a series of bursts
 * the biggest burst of a day is usual.
 */
function inject(
  minutes: Int32Array,
  season: Float64Array,
  { rate, burst }: { readonly rate: number; readonly burst: number },
  dice: Dice,
): Label[] {
  const labels: Label[] = [];
  for (let slot = 0; slot < 4; slot++) {
    const start = Math.floor(dice.between((8 + slot * 5) * DAY, (8 + slot * 5 + 3.9) * DAY));
    const isDrop = dice.uniform() < 1 / 6;
    const factor = isDrop ? 0 : dice.pick(FACTORS);
    const length = isDrop ? dice.pick(DROP_LENGTHS) : dice.pick(LENGTHS);
    const end = start + length;
    let calls = 0;
    for (let minute = start; minute < end; minute++) {
      const usual = Math.max(highest(season, minute), rate / 4) + burst / length;
      const change = isDrop ? -(minutes[minute] ?? 0) : dice.poisson((factor - 1) * usual);
      minutes[minute] = (minutes[minute] ?? 0) + change;
      calls += Math.abs(change);
    }
    labels.push({ factor, length, start, end, calls });
  }
  return labels;
}

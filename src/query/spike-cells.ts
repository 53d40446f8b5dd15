/**
 * A series as the judge of spikes reads it: for each hour how many calls it had, and how many its busiest minute, five
 * and fifteen minutes, beginning at any minute. That is all that a burst of a minute and a doubling over six hours need to be
 * seen, and four numbers for an hour, however many events it holds.
 */

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** Lengths of time that are judged, in minutes. Up to a quarter of an hour: the busiest such stretch within an hour. */
export const SCALES = [1, 5, 15, 60, 120, 360] as const;
export type Scale = (typeof SCALES)[number];

export interface SeriesCells {
  /** Hours since 1970 UTC; cells are counted from here. */
  readonly firstHour: number;
  /** How many hours the logs reach over; those without calls are zeros. */
  readonly hours: number;
  /** One for each of `SCALES`; for the longer ones the sum of the hours that end with the cell. */
  readonly levels: readonly Int32Array[];
  /** Cells that hold a call, in order. */
  readonly busy: readonly number[];
}

/** How many hours a cell of the scale reaches back, its own included. */
export const hoursOf = (scale: Scale): number => Math.max(1, scale / 60);

/** Whole numbers with one other character between any two. */
export function unpackNumbers(packed: string): number[] {
  const numbers: number[] = [];
  eachNumber(packed, (number) => numbers.push(number));
  return numbers;
}

function eachNumber(packed: string, take: (number: number) => void): void {
  let number = 0;
  for (let i = 0; i <= packed.length && packed !== ''; i++) {
    const code = packed.charCodeAt(i);
    if (code >= 48 && code <= 57) number = number * 10 + code - 48;
    else {
      take(number);
      number = 0;
    }
  }
}

/** Counts by minute of one series after another, in one list that is cleared in between. */
export class MinuteReader {
  private readonly firstHour: number;
  private readonly hours: number;
  private readonly minutes: Int32Array;
  private readonly isBusy: Uint8Array;
  private busy: number[] = [];

  constructor(firstHour: number, hours: number) {
    this.firstHour = firstHour;
    this.hours = hours;
    this.minutes = new Int32Array(hours * 60);
    this.isBusy = new Uint8Array(hours);
  }

  /** `packed`: of each call the minute, counted from the first hour, in any order. What lies outside is left out. */
  read(packed: string): void {
    for (const hour of this.busy) {
      this.minutes.fill(0, hour * 60, hour * 60 + 60);
      this.isBusy[hour] = 0;
    }
    this.busy = [];
    eachNumber(packed, (minute) => {
      if (minute >= this.minutes.length) return;
      this.minutes[minute] = (this.minutes[minute] ?? 0) + 1;
      const hour = Math.floor(minute / 60);
      if (this.isBusy[hour] === 1) return;
      this.isBusy[hour] = 1;
      this.busy.push(hour);
    });
    this.busy.sort((a, b) => a - b);
  }

  get busyHours(): readonly number[] {
    return this.busy;
  }

  cells(): SeriesCells {
    return cellsOfMinutes(this.minutes, this.firstHour, { hours: this.hours, busy: this.busy });
  }

  /** Minutes that hold something, counted from 1970, from ≤ minute < to. */
  between(from: number, to: number): MinuteCount[] {
    const first = this.firstHour * 60;
    const found: MinuteCount[] = [];
    for (let at = Math.max(0, from - first); at < Math.min(this.minutes.length, to - first); at++) {
      const count = this.minutes[at] ?? 0;
      if (count > 0) found.push({ minute: first + at, count });
    }
    return found;
  }
}

export interface MinuteCount {
  readonly minute: number;
  readonly count: number;
}

interface Known {
  readonly hours: number;
  /** Those that hold a call, in order. */
  readonly busy: readonly number[];
}

/** `minutes`: counts, the first of which is of the first minute of an hour. */
export function cellsOfMinutes(minutes: ArrayLike<number>, firstHour: number, known?: Known): SeriesCells {
  const hours = known?.hours ?? Math.ceil(minutes.length / 60);
  const peaks = [0, 1, 2].map(() => new Int32Array(hours));
  const calls = new Int32Array(hours);
  const busy: number[] = [];
  for (const hour of known?.busy ?? Array.from({ length: hours }, (_, at) => at)) {
    const [sum, ...most] = cellOf(minutes, hour * 60);
    if (sum === 0) continue;
    busy.push(hour);
    calls[hour] = sum;
    peaks.forEach((level, scale) => {
      level[hour] = most[scale] ?? 0;
    });
  }
  return { firstHour, hours, levels: [...peaks, calls, sliding(calls, 2), sliding(calls, 6)], busy };
}

function sliding(calls: Int32Array, width: number): Int32Array {
  const sums = new Int32Array(calls.length);
  let sum = 0;
  for (let i = 0; i < calls.length; i++) {
    sum += (calls[i] ?? 0) - (calls[i - width] ?? 0);
    sums[i] = sum;
  }
  return sums;
}

/** Stretches may begin in the hour before: none is cut in two by where hours begin. */
function cellOf(minutes: ArrayLike<number>, from: number): [number, number, number, number] {
  let sum = 0;
  const most = { minute: 0, five: 0, quarter: 0 };
  let five = sumOf(minutes, from - 5, from);
  let quarter = sumOf(minutes, from - 15, from);
  for (let at = from; at < from + 60; at++) {
    const n = minutes[at] ?? 0;
    sum += n;
    five += n - (minutes[at - 5] ?? 0);
    quarter += n - (minutes[at - 15] ?? 0);
    if (n === 0) continue;
    most.minute = Math.max(most.minute, n);
    most.five = Math.max(most.five, five);
    most.quarter = Math.max(most.quarter, quarter);
  }
  return [sum, most.minute, most.five, most.quarter];
}

function sumOf(minutes: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let at = Math.max(0, from); at < to; at++) sum += minutes[at] ?? 0;
  return sum;
}

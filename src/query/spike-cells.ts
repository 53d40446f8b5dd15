/**
 * A series as the judge of spikes reads it: for each hour how many calls it had, and how many its busiest minute, five
 * and fifteen minutes. That is all that a burst of a minute and a doubling over six hours need to be seen, and four numbers for
 * an hour, however many events it holds.
 */

export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** Lengths of time that are judged, in minutes. Up to a quarter of an hour: the busiest such stretch within an hour. */
export const SCALES = [1, 5, 15, 60, 120, 360] as const;
export type Scale = (typeof SCALES)[number];

/** Columns of an hour's packed cell after the hour's own number. */
const PER_CELL = 4;

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

/** `packed`: `hour calls in-one-minute in-five in-fifteen,…` by hour, counted from `firstHour`. What lies outside is left out. */
export function unpackCells(packed: string, firstHour: number, hours: number): SeriesCells {
  return cellsOf(unpackNumbers(packed), firstHour, hours);
}

/** Whole numbers with one other character between any two. */
export function unpackNumbers(packed: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (let i = 0; i <= packed.length && packed !== ''; i++) {
    const code = packed.charCodeAt(i);
    if (code >= 48 && code <= 57) number = number * 10 + code - 48;
    else {
      numbers.push(number);
      number = 0;
    }
  }
  return numbers;
}

/** `cells`: hour (from 0), calls, most in one minute, in five, in fifteen; and again. */
export function cellsOf(cells: ArrayLike<number>, firstHour: number, hours: number): SeriesCells {
  const [minute, five, quarter, hour] = [0, 1, 2, 3].map(() => new Int32Array(hours));
  const busy: number[] = [];
  for (let at = 0; at + PER_CELL < cells.length; at += PER_CELL + 1) {
    const place = cells[at] ?? -1;
    if (place < 0 || place >= hours) continue;
    busy.push(place);
    hour?.fill(cells[at + 1] ?? 0, place, place + 1);
    minute?.fill(cells[at + 2] ?? 0, place, place + 1);
    five?.fill(cells[at + 3] ?? 0, place, place + 1);
    quarter?.fill(cells[at + 4] ?? 0, place, place + 1);
  }
  const calls = hour ?? new Int32Array(hours);
  const peaks = [minute, five, quarter].map((level) => level ?? new Int32Array(hours));
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

/** The same from counts by minute, the first of which is the first of an hour: what the engine does in SQL. */
export function cellsOfMinutes(minutes: ArrayLike<number>, firstHour: number): SeriesCells {
  const hours = Math.ceil(minutes.length / 60);
  const cells: number[] = [];
  for (let hour = 0; hour < hours; hour++) {
    const cell = cellOf(minutes, hour * 60);
    if (cell[0] > 0) cells.push(hour, ...cell);
  }
  return cellsOf(cells, firstHour, hours);
}

function cellOf(minutes: ArrayLike<number>, from: number): [number, number, number, number] {
  let [sum, five, quarter] = [0, 0, 0];
  const most = { minute: 0, five: 0, quarter: 0 };
  for (let i = 0; i < 60; i++) {
    if (i % 5 === 0) five = 0;
    if (i % 15 === 0) quarter = 0;
    const n = minutes[from + i] ?? 0;
    sum += n;
    five += n;
    quarter += n;
    if (n > most.minute) most.minute = n;
    if (five > most.five) most.five = five;
    if (quarter > most.quarter) most.quarter = quarter;
  }
  return [sum, most.minute, most.five, most.quarter];
}

/** The scale of counts, from zero. */

export interface YAxis {
  readonly top: number;
  /** Counts with a line and a label, zero first. */
  readonly ticks: readonly number[];
}

const ROUND = [1, 2, 2.5, 5, 10];
const MOST_LINES = 5;

/** Whole, round numbers, at most five lines above zero; a little room above the highest. */
export function yAxisOf(highest: number): YAxis {
  const most = Math.max(1, Number.isFinite(highest) ? highest : 1);
  const magnitude = 10 ** Math.floor(Math.log10(most / MOST_LINES));
  const step =
    ROUND.map((round) => round * magnitude).find(
      (size) => size >= 1 && Number.isInteger(size) && most / size <= MOST_LINES,
    ) ?? Math.max(1, 10 * magnitude);
  const top = Math.max(step, most * 1.06);
  const ticks = Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
  return { top, ticks };
}

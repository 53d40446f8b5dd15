/** The few steps in which counts are coloured: the same for all pictures of a page, so that they can be compared. */

export const MOST_STEPS = 5;

export interface Step {
  /** Counts from ≤ n ≤ to. */
  readonly from: number;
  readonly to: number;
}

const ROUND = [1, 2, 5];

/** From one to the highest, each step about as many times the one before; they begin at round numbers. */
export function stepsUpTo(highest: number): readonly Step[] {
  if (highest < 1) return [];
  const ratio = highest ** (1 / MOST_STEPS);
  const starts = new Set<number>([1]);
  for (let step = 1; step < MOST_STEPS; step++) starts.add(roundNumber(ratio ** step));
  const sorted = [...starts].filter((from) => from <= highest).toSorted((a, b) => a - b);
  return sorted.map((from, place) => ({ from, to: (sorted[place + 1] ?? highest + 1) - 1 }));
}

/** The nearest of 1, 2, 5, 10, 20, 50, …, by ratio. */
function roundNumber(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const candidates = [...ROUND, 10].map((round) => round * magnitude);
  return candidates.reduce((best, one) =>
    Math.abs(Math.log(one / value)) < Math.abs(Math.log(best / value)) ? one : best,
  );
}

/** 0 for none, else 1 to the number of steps. */
export function stepOf(count: number, steps: readonly Step[]): number {
  return steps.findLastIndex(({ from }) => count >= from) + 1;
}

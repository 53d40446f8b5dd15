/** Events put side by side: up to five, in the order in which they were chosen. */
import { sameAddress } from '#query/event-detail.ts';
import { MOST_COMPARED } from '#view-state/view-state.ts';
import type { ChosenEvent } from '#view-state/view-state.ts';

/** Its number in the comparison, from 1; 0 when it is not in it. */
export function comparedAs(compared: readonly ChosenEvent[], event: ChosenEvent): number {
  return compared.findIndex((other) => sameAddress(other, event)) + 1;
}

/** Adds or takes out; null when there is no room for another. */
export function toggleCompared(
  compared: readonly ChosenEvent[],
  event: ChosenEvent,
): readonly ChosenEvent[] | null {
  const others = compared.filter((other) => !sameAddress(other, event));
  if (others.length < compared.length) return others;
  return compared.length >= MOST_COMPARED ? null : [...compared, event];
}

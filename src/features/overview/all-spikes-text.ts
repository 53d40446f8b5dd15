import { foundIn } from '#query/spike-words.ts';
import type { ListOfSpikes } from '#query/spike-words.ts';
import { countOf } from '#ui/number-text.ts';

/**
 * The word that leads to the list of spikes. It counts as the head of that list does: all of the chosen kinds, listed or
 * not, and those that are marked as expected too. `shown`: how many stand beside the word.
 */
export function allSpikesText(report: ListOfSpikes, shown: number): string {
  const found = foundIn(report);
  return found > shown ? `All ${countOf(found, 'spike')}` : 'Spikes';
}

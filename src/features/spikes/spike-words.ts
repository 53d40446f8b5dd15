/** What a line of the list says of a spike. */
import type { Spike } from '#query/find-spikes.ts';
import type { SeriesName } from '#query/series-name.ts';
import { seriesWords } from '#query/series-words.ts';
import type { Family } from '#query/spike-names.ts';
import { countOf, durationText, rateText } from '#ui/number-text.ts';

/** `1,204 calls in 5 min, 0.02 expected`. */
export function countWords({ series, observed, expected, start, end }: Spike): string {
  const { counted } = seriesWords(series);
  const what = countOf(observed, counted.replace(/s$/, ''), counted);
  return `${what} in ${durationText((end - start) / 1_000)}, ${rateText(expected)} expected`;
}

/** All of an account in a region: then it may be the logging that stopped, not the calls. */
export function mayHaveStopped({ series, direction }: Spike): boolean {
  return series.family === 'trail' && direction === 'down';
}

/** Before a name that does not tell by itself what it is. */
export function kindWords({ family }: Pick<SeriesName, 'family'>): string | null {
  const words: Partial<Record<Family, string>> = {
    error: 'error',
    principal: 'principal',
    address: 'address',
  };
  return words[family] ?? null;
}

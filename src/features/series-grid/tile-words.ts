/** What a tile says of its series. */
import { isRegional } from '#query/spike-parts.ts';
import type { SeriesName, SpikeMark } from '#query/series-name.ts';
import { isMarked } from '#query/series-name.ts';
import { seriesText, seriesWords } from '#query/series-words.ts';
import type { Family } from '#query/spike-names.ts';
import { lengthText } from '#lib/zone-range.ts';
import { countOf, countText, timesText } from '#ui/number-text.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import type { Tile } from './tiles.ts';

export const KINDS: Readonly<Record<Family, string>> = {
  call: 'API',
  error: 'error',
  denied: 'refusals',
  principal: 'principal',
  address: 'address',
  trail: 'trail',
};

const LONGEST = 200;

/** `API · eu-west-1 · 111122223333`: as short as it can be, for there is little room. */
export function placeText({ family, region, account }: SeriesName): string {
  const where = isRegional(family) ? [region ?? 'no region'] : [];
  return [KINDS[family], ...where, account ?? 'no account']
    .map((part) => cutMiddle(part, LONGEST))
    .join(' · ');
}

/** `6 h`, `hour`: what comes after “per”. */
export const perText = (step: number): string => lengthText(step).replace(/^1 /, '');

/** `1,204 calls`, `3 errors`. */
export function callsText({ series, calls }: Pick<Tile, 'series' | 'calls'>): string {
  const { counted } = seriesWords(series);
  return countOf(calls, counted.replace(/s$/, ''), counted);
}

/** `▲ ×35`, `2 spikes`, `expected`: what is unusual in it; null where nothing is. */
export function spikeBadge(
  { spikes }: Pick<Tile, 'spikes'>,
  expected: readonly SpikeMark[],
): { readonly text: string; readonly tone: 'up' | 'down' | 'expected' } | null {
  const open = spikes.filter((spike) => !isMarked(spike, expected));
  const [first] = open;
  if (first === undefined) return spikes.length === 0 ? null : { text: '△ expected', tone: 'expected' };
  const rises = open.filter(({ direction }) => direction === 'up');
  if (rises.length === 0)
    return { text: open.length === 1 ? '▼ drop' : `▼ ${open.length} drops`, tone: 'down' };
  const ratios = rises.map(({ ratio }) => ratio ?? Infinity);
  const most = Math.max(...ratios);
  const size = most === Infinity ? 'new' : timesText(most);
  return { text: rises.length === 1 ? `▲ ${size}` : `▲ ${rises.length} spikes, ${size}`, tone: 'up' };
}

/** All of it, for those who hear it. */
export function tileSentence(
  tile: Tile,
  step: number,
  time: (ms: number) => string,
  expected: readonly SpikeMark[],
): string {
  const { series, highest, spikes } = tile;
  const marked = spikes.filter((spike) => isMarked(spike, expected)).length;
  return [
    `${visibleText(cutMiddle(seriesText(series), LONGEST))}, ${KINDS[series.family]}`,
    seriesWords(series).place,
    callsText(tile),
    ...(highest.count === 0
      ? []
      : [`most ${countText(highest.count)} per ${perText(step)}, from ${time(highest.at)}`]),
    ...(spikes.length === 0 ? [] : [countOf(spikes.length, 'spike')]),
    ...(marked === 0 ? [] : [`${marked} marked as expected`]),
  ].join('; ');
}

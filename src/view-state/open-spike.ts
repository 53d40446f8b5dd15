/** Which of the spikes a view has open: the list marks it, the chart beside it shows it. */
import type { Spike } from '#query/find-spikes.ts';
import { formatSeries, isMarked } from '#query/series-name.ts';
import type { SeriesName, SpikeMark } from '#query/series-name.ts';
import type { SpikeView } from './spike-view.ts';

type Place = Pick<Spike, 'series' | 'start' | 'end'>;

/** Those of the kinds of series that are shown. */
export function shownSpikes<S extends Pick<Spike, 'series'>>(
  spikes: readonly S[],
  { families }: Pick<SpikeView, 'families'>,
): readonly S[] {
  return families === null ? spikes : spikes.filter(({ series }) => families.includes(series.family));
}

export interface ListedSpike<S = Spike> {
  readonly spike: S;
  /** Marked by whoever looked: below the others. */
  readonly isExpected: boolean;
}

/** As the list has them: of the kinds that are shown, as they are ranked, what is expected last. */
export function listedSpikes<S extends Place>(
  spikes: readonly S[],
  view: Pick<SpikeView, 'expected' | 'families'>,
): readonly ListedSpike<S>[] {
  const shown = shownSpikes(spikes, view).map((spike) => ({
    spike,
    isExpected: isMarked(spike, view.expected),
  }));
  return [...shown.filter(({ isExpected }) => !isExpected), ...shown.filter(({ isExpected }) => isExpected)];
}

/**
 * The marked one; null where nothing of that series is beyond the line at that moment. Without a mark the first that is
 * not marked as expected, and of nothing but expected ones the first.
 */
export function openSpike<S extends Place>(
  spikes: readonly S[],
  view: Pick<SpikeView, 'spike' | 'expected' | 'families'>,
): S | null {
  const { spike: mark, expected } = view;
  if (mark !== null) return spikes.find((one) => isMarked(one, [mark])) ?? null;
  const shown = shownSpikes(spikes, view);
  return shown.find((one) => !isMarked(one, expected)) ?? shown[0] ?? null;
}

/** All spikes of one series, in order of time. */
export function spikesOf<S extends Place>(spikes: readonly S[], series: SeriesName): readonly S[] {
  const text = formatSeries(series);
  return spikes.filter((spike) => formatSeries(spike.series) === text).toSorted((a, b) => a.start - b.start);
}

/** By its peak, which lies within it with every filter and step that leaves it. */
export function markOf({ series, peak }: Pick<Spike, 'series' | 'peak'>): SpikeMark {
  return { series, at: peak.at };
}

/** Marks it as expected, or takes the mark away. */
export function toggledExpected(
  expected: readonly SpikeMark[],
  spike: Place & Pick<Spike, 'peak'>,
): readonly SpikeMark[] {
  const others = expected.filter((mark) => !isMarked(spike, [mark]));
  return others.length < expected.length ? others : [...expected, markOf(spike)];
}

import { useCallback } from 'react';
import { isMarked } from '#query/series-name.ts';
import { markOf } from '#view-state/open-spike.ts';
import { useViewStore } from '#view-state/use-view-state.ts';
import type { Tile } from './tiles.ts';

/** Opens a series beside the list: its greatest spike that is not expected, or else its highest bucket. */
export function useOpenSeries(): (tile: Tile) => void {
  const store = useViewStore();
  return useCallback(
    ({ series, spikes, highest }) => {
      const { expected } = store.read().view;
      const own = spikes.filter((spike) => !isMarked(spike, expected));
      const [first = spikes[0]] = own.toSorted((a, b) => a.logP - b.logP);
      const spike = first === undefined ? { series, at: highest.at } : markOf(first);
      store.change({ spikeTab: 'list', spike, insight: null, zoom: null });
    },
    [store],
  );
}

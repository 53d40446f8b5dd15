import { VisuallyHidden } from '@mantine/core';
import { HoursPanel } from '#features/hours/hours-panel.tsx';
import { FilterPills } from '#features/search/filter-pills.tsx';
import { NothingMatches } from '#features/search/nothing-matches.tsx';
import { SeriesGrid } from '#features/series-grid/series-grid.tsx';
import { SpikesBar } from '#features/spikes/spikes-bar.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { SPIKE_TAB_NAMES } from './page-title.ts';
import { SpikeTabs } from './spike-tabs.tsx';
import { SpikesList } from './spikes-list.tsx';
import styles from './spikes-screen.module.css';

const NOTHING = <NothingMatches />;

/** Unusual activity among what matches. */
export function SpikesScreen() {
  const [{ spikeTab }] = useViewState();
  return (
    <>
      <FilterPills />
      <div className={styles['head']}>
        <SpikeTabs />
        {spikeTab !== 'hours' && <SpikesBar />}
      </div>
      <div
        id="spikes-screen"
        role="tabpanel"
        aria-labelledby={`tab-${spikeTab}`}
        className={styles['screen']}
      >
        <VisuallyHidden component="h1">{SPIKE_TAB_NAMES[spikeTab]}</VisuallyHidden>
        {spikeTab === 'list' && <SpikesList />}
        {spikeTab === 'series' && <SeriesGrid nothing={NOTHING} />}
        {spikeTab === 'hours' && <HoursPanel nothing={NOTHING} />}
      </div>
    </>
  );
}

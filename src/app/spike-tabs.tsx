import { Tabs } from '@mantine/core';
import { SPIKE_TABS } from '#view-state/spike-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { SPIKE_TAB_NAMES } from './page-title.ts';
import styles from './frame.module.css';

/** The list with a chart, many series side by side, hours and weekdays. */
export function SpikeTabs() {
  const [{ spikeTab }, change] = useViewState();
  return (
    <Tabs
      value={spikeTab}
      className={styles['tabs'] ?? ''}
      onChange={(next) => {
        const known = SPIKE_TABS.find((name) => name === next);
        if (known !== undefined && known !== spikeTab) change({ spikeTab: known });
      }}
    >
      <Tabs.List aria-label="Unusual activity">
        {SPIKE_TABS.map((name) => (
          <Tabs.Tab key={name} value={name} id={`tab-${name}`} aria-controls="spikes-screen">
            {SPIKE_TAB_NAMES[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

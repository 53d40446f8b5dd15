import { InsightsList } from '#features/insights/insights-list.tsx';
import { FilterPills } from '#features/search/filter-pills.tsx';
import { NothingMatches } from '#features/search/nothing-matches.tsx';
import { SpikesBar } from '#features/spikes/spikes-bar.tsx';
import { SpikesPanel } from '#features/spikes/spikes-panel.tsx';
import styles from './spikes-screen.module.css';

const NOTHING = <NothingMatches />;

/** Unusual activity among what matches. */
export function SpikesScreen() {
  return (
    <>
      <FilterPills />
      <div className={styles['screen']}>
        <div className={styles['head']}>
          <SpikesBar />
        </div>
        <SpikesPanel nothing={NOTHING} />
        <div className={styles['insights']}>
          <InsightsList />
        </div>
      </div>
    </>
  );
}

import { InsightDetail } from '#features/insights/insight-detail.tsx';
import { InsightsList } from '#features/insights/insights-list.tsx';
import { NothingMatches } from '#features/search/nothing-matches.tsx';
import { SpikeDetail } from '#features/spike-detail/spike-detail.tsx';
import { SpikesPanel } from '#features/spikes/spikes-panel.tsx';
import { useViewSpikes } from '#features/spikes/use-view-spikes.ts';
import type { FoundInsight } from '#session/use-insights.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { SpikesSide } from './spikes-side.tsx';
import styles from './spikes-screen.module.css';

const NOTHING = <NothingMatches />;

const insightDetail = (insight: FoundInsight) => <InsightDetail insight={insight} />;

/** The ranked list, AWS's own Insights events below it, and at the right the one that is open; the list alone where nothing is. */
export function SpikesList() {
  const [{ spike, insight }] = useViewState();
  const { data } = useViewSpikes();
  const hasDetail = spike !== null || insight !== null || (data?.spikes.length ?? 0) > 0;
  const list = (
    <>
      <SpikesPanel nothing={NOTHING} />
      <div className={styles['insights']}>
        <InsightsList />
      </div>
    </>
  );
  if (!hasDetail) return list;
  return (
    <div className={styles['split']}>
      <SpikesSide>{list}</SpikesSide>
      <div className={styles['detail']} data-scrolls>
        <SpikeDetail insightDetail={insightDetail} />
      </div>
    </div>
  );
}

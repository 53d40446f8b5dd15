import { EventDetail } from '#features/event-detail/event-detail.tsx';
import { NothingMatches } from '#features/search/nothing-matches.tsx';
import { StoryPanel } from '#features/story/story-panel.tsx';
import { LanesPanel } from '#features/timeline/lanes-panel.tsx';
import { TimelineHead } from '#features/timeline/timeline-head.tsx';
import { useTimelineSteps } from '#features/timeline/use-timeline-steps.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { TimelineTabs } from './timeline-tabs.tsx';
import styles from './timeline-screen.module.css';

const NOTHING = <NothingMatches />;

/** One subject over time: who it is, its lanes, what is known besides, and at the right the event that is open. */
export function TimelineScreen() {
  const [{ event }] = useViewState();
  const steps = useTimelineSteps();
  return (
    <div className={styles['split']}>
      <div className={styles['centre']} data-scrolls>
        <TimelineHead />
        <LanesPanel nothing={NOTHING} />
        <TimelineTabs />
      </div>
      {event === null ? (
        <aside className={styles['side']} aria-label="In words" style={{ '--side-width': '350px' }}>
          <StoryPanel />
        </aside>
      ) : (
        <EventDetail
          address={event}
          at={steps.at}
          total={steps.total}
          leftOut={steps.leftOut}
          onStep={steps.step}
          onClose={steps.close}
        />
      )}
    </div>
  );
}

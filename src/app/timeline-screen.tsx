import { VisuallyHidden } from '@mantine/core';
import { EventDetail } from '#features/event-detail/event-detail.tsx';
import { NothingMatches } from '#features/search/nothing-matches.tsx';
import { LanesPanel } from '#features/timeline/lanes-panel.tsx';
import { TimelineHead } from '#features/timeline/timeline-head.tsx';
import { useTimelineSteps } from '#features/timeline/use-timeline-steps.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { TimelineSide } from './timeline-side.tsx';
import { TimelineTabs } from './timeline-tabs.tsx';
import styles from './timeline-screen.module.css';

const NOTHING = <NothingMatches />;

/** One subject over time: who it is, its lanes, what is known besides, and at the right its story, or the event that is open. */
export function TimelineScreen() {
  const [{ event }] = useViewState();
  const steps = useTimelineSteps();
  return (
    <div className={styles['split']}>
      <div className={styles['centre']} data-scrolls>
        <VisuallyHidden component="h1">Timeline</VisuallyHidden>
        <TimelineHead />
        <LanesPanel nothing={NOTHING} />
        <TimelineTabs />
      </div>
      {event === null ? (
        <TimelineSide />
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

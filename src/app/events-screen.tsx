import { memo, useDeferredValue } from 'react';
import { CompareTray } from '#features/compare/compare-tray.tsx';
import { DifferencesButton } from '#features/differences/differences-button.tsx';
import { DifferencesPanel } from '#features/differences/differences-panel.tsx';
import { EventDetail } from '#features/event-detail/event-detail.tsx';
import { EventTable } from '#features/event-table/event-table.tsx';
import { useEventCursor } from '#features/event-table/use-event-cursor.ts';
import { ExportButton } from '#features/export/export-button.tsx';
import { FacetPanel } from '#features/facets/facet-panel.tsx';
import { HistogramPanel } from '#features/histogram/histogram-panel.tsx';
import { FilterPills } from '#features/search/filter-pills.tsx';
import { NothingMatches } from '#features/search/nothing-matches.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import styles from './frame.module.css';

// The cursor moves with every batch that is read; these do not follow it.
const Pills = memo(FilterPills);
const Facets = memo(FacetPanel);
const Histogram = memo(HistogramPanel);
const Tray = memo(CompareTray);
const NOTHING_MATCHES = <NothingMatches />;
const TOOLS = (
  <>
    <DifferencesButton />
    <ExportButton />
  </>
);

/** What narrows the events, their values and their course in time, the table, and beside it the event that is open. */
export function EventsScreen() {
  const [view] = useViewState();
  const cursor = useEventCursor();
  // The table comes first; what surrounds it is drawn in slices, so that the first rows need not wait for it.
  const surrounded = useDeferredValue(true, false);
  return (
    <>
      {surrounded && <Pills />}
      <div className={styles['split']}>
        {surrounded && <Facets />}
        <div className={styles['centre']}>
          {surrounded && <Histogram />}
          <EventTable cursor={cursor} nothingMatches={NOTHING_MATCHES} tools={TOOLS} />
          <Tray />
        </div>
        {view.against !== null && view.event === null && <DifferencesPanel />}
        {view.event !== null && (
          <EventDetail
            address={view.event}
            at={cursor.openAt === null ? null : cursor.at}
            total={cursor.rows}
            leftOut={cursor.leftOut}
            onStep={cursor.step}
            onClose={cursor.close}
          />
        )}
      </div>
    </>
  );
}

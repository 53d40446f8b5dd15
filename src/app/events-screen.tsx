import { Button } from '@mantine/core';
import { EventDetail } from '#features/event-detail/event-detail.tsx';
import { EventTable } from '#features/event-table/event-table.tsx';
import { useEventCursor } from '#features/event-table/use-event-cursor.ts';
import { FileButtons } from '#features/load-logs/file-buttons.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import styles from './frame.module.css';

/** The table, and beside it the event that is open. */
export function EventsScreen() {
  const [view, change] = useViewState();
  const cursor = useEventCursor();
  const wayOut = (
    <>
      <FileButtons filesLabel="Choose files" folderLabel="Choose a folder" />
      <Button variant="default" onClick={() => change({ screen: 'data' })}>
        See what the files are
      </Button>
    </>
  );
  return (
    <div className={styles['split']}>
      <EventTable cursor={cursor} wayOut={wayOut} />
      {view.event !== null && (
        <EventDetail
          address={view.event}
          at={cursor.openAt === null ? null : cursor.at}
          total={cursor.rows}
          onStep={cursor.step}
          onClose={cursor.close}
        />
      )}
    </div>
  );
}

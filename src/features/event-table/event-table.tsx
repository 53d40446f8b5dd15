import { VisuallyHidden } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { useSessionState } from '#session/use-session.ts';
import type { SessionState } from '#session/session.ts';
import { useKeys } from '#ui/use-keys.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { CountLine } from './count-line.tsx';
import { EventGrid } from './event-grid.tsx';
import { listingKey } from './listing.ts';
import { useColumnModel } from './use-column-model.ts';
import { RunsToggle } from './runs-toggle.tsx';
import { ROW_HEIGHT, useDensity } from './use-density.ts';
import type { EventCursor } from './use-event-cursor.ts';
import styles from './event-table.module.css';

const isReady = (state: SessionState): boolean => state.phase === 'ready';

interface EventTableProps {
  readonly cursor: EventCursor;
  /** What is said when the filter leaves nothing. */
  readonly nothingMatches: ReactNode;
  /** What can be done with the events shown. */
  readonly tools: ReactNode;
}

export function EventTable({ cursor, nothingMatches, tools }: EventTableProps) {
  const [view, change] = useViewState();
  const { zoneLabel } = useTimeText();
  const model = useColumnModel(view.columns, view.pinned, zoneLabel);
  const [density, setDensity] = useDensity();
  // Said of one place only: gone with the next step.
  const here = `${cursor.at} ${listingKey(cursor.listing)}`;
  const [note, setNote] = useState({ text: '', at: here });
  const say = useCallback((text: string) => setNote({ text, at: here }), [here]);
  const ready = useSessionState(isReady);
  useKeys({
    Enter: () => cursor.open(cursor.at ?? 0),
    Escape: () => view.event !== null && cursor.close(),
  });
  return (
    <div className={styles['screen']}>
      <VisuallyHidden component="h1">Events</VisuallyHidden>
      <div className={styles['bar']}>
        <CountLine cursor={cursor} />
        <span role="status" className={styles['note']}>
          {note.at === here && note.text}
        </span>
        <RunsToggle say={say} />
        {tools}
        <ColumnChooser
          columns={view.columns}
          onChange={(columns) => change({ columns })}
          density={density}
          onDensity={setDensity}
        />
      </div>
      {ready && cursor.count === 0 && cursor.problem === null ? (
        nothingMatches
      ) : (
        <EventGrid cursor={cursor} model={model} rowHeight={ROW_HEIGHT[density]} say={say} />
      )}
    </div>
  );
}

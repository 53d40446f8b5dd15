import { memo } from 'react';
import type { EventRow } from '#query/event-row.ts';
import { Icon } from '#ui/icon.tsx';
import { EventCell } from './event-cell.tsx';
import type { EventColumn } from './event-columns.ts';
import { severityOf } from './severity.ts';
import styles from './event-grid.module.css';

interface EventLineProps {
  readonly index: number;
  readonly position: number;
  readonly row: EventRow | undefined;
  readonly columns: readonly EventColumn[];
  readonly active: boolean;
  readonly open: boolean;
  readonly onOpen: (index: number) => void;
}

/** One event, one line; a grey bar while its page is on the way. */
export const EventLine = memo(function EventLine(props: EventLineProps) {
  const { index, position, row, columns, active, open, onOpen } = props;
  return (
    // Keys are handled by the grid, which holds the focus and points here through aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={`event-${index}`}
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={open}
      className={styles['row']}
      data-active={active || undefined}
      data-open={open || undefined}
      style={{ transform: `translateY(${position}px)` }}
      onClick={() => onOpen(index)}
    >
      {row === undefined ? <Waiting columns={columns} /> : <Cells row={row} columns={columns} />}
    </div>
  );
});

function Cells({ row, columns }: { readonly row: EventRow; readonly columns: readonly EventColumn[] }) {
  const severity = severityOf(row);
  return (
    <>
      <span
        role="gridcell"
        aria-colindex={1}
        aria-label={severity?.words ?? 'Read'}
        className={styles['mark']}
        data-tone={severity?.tone}
      >
        {severity !== null && (
          <span title={severity.words} className={styles['glyph']}>
            <Icon icon={severity.icon} size={12} />
          </span>
        )}
      </span>
      {columns.map((column, place) => (
        <EventCell key={column.key} row={row} column={column} index={place + 2} />
      ))}
    </>
  );
}

function Waiting({ columns }: { readonly columns: readonly EventColumn[] }) {
  return (
    <>
      <span role="gridcell" aria-colindex={1} aria-label="Not read yet" className={styles['mark']} />
      {columns.map((column, place) => (
        <span
          key={column.key}
          role="gridcell"
          aria-colindex={place + 2}
          aria-label="Not read yet"
          className={styles['cell']}
        >
          <span className={styles['bar']} />
        </span>
      ))}
    </>
  );
}

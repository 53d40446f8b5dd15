import { memo } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { EventRow } from '#query/event-row.ts';
import type { FirstFlag } from '#query/first-seen.ts';
import { Icon } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import { EventCell } from './event-cell.tsx';
import type { ShownColumn } from './event-columns.ts';
import { flagsIn } from './flag-columns.ts';
import { NewMark } from './new-mark.tsx';
import { severityOf } from './severity.ts';
import styles from './event-grid.module.css';

interface EventLineProps {
  readonly index: number;
  readonly position: number;
  readonly row: EventRow | undefined;
  /** What is new about it. */
  readonly flags: readonly FirstFlag[] | undefined;
  readonly columns: readonly ShownColumn[];
  readonly times: TimeText;
  readonly active: boolean;
  /** The cell with the focus; null elsewhere, and where the whole line has it. */
  readonly activeColumn: FieldKey | null;
  readonly open: boolean;
  /** Its number in the comparison; 0 = not in it. */
  readonly compared: number;
  /** Events of the run whose line this is; 1 where it is an event's own. */
  readonly runLength: number;
  readonly expanded: boolean;
  /** True for the events of a run after its first. */
  readonly member: boolean;
}

export const lineId = (index: number): string => `event-${index}`;
export const cellId = (index: number, key: FieldKey): string => `event-${index}-${key}`;

/** One event, one line; a grey bar while its page is on the way. Clicks and keys are handled by the grid. */
export const EventLine = memo(function EventLine(props: EventLineProps) {
  const { index, position, row, columns, active, activeColumn, open, compared } = props;
  return (
    <div
      role="row"
      id={lineId(index)}
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={compared > 0}
      aria-current={open ? 'true' : undefined}
      className={styles['row']}
      data-line={index}
      data-active={active || undefined}
      data-in-cell={activeColumn !== null || undefined}
      data-open={open || undefined}
      data-member={props.member || undefined}
      style={{ transform: `translateY(${position}px)` }}
    >
      {row === undefined ? <Waiting columns={columns} /> : <Cells {...props} row={row} />}
    </div>
  );
});

function Cells(props: EventLineProps & { readonly row: EventRow }) {
  const { row, columns, index, activeColumn, times, compared } = props;
  const runColumn = columns.some(({ key }) => key === 'eventName') ? 'eventName' : columns[0]?.key;
  return (
    <>
      <Mark row={row} compared={compared} />
      {columns.map((column, place) => (
        <EventCell
          key={column.key}
          id={cellId(index, column.key)}
          row={row}
          column={column}
          index={place + 2}
          active={column.key === activeColumn}
          times={times}
          mark={<NewMark flags={flagsIn(props.flags, column.key, columns)} />}
        >
          {column.key === runColumn && <RunButton {...props} />}
        </EventCell>
      ))}
    </>
  );
}

/** How many events are collapsed into the line; a press shows them. */
function RunButton({ runLength, expanded }: EventLineProps) {
  if (runLength < 2) return null;
  const words = `${expanded ? 'Close' : 'Show'} the run of ${countText(runLength)} events`;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={expanded}
      aria-label={words}
      title={`${words} (${expanded ? '←' : '→'})`}
      className={styles['run']}
      data-run
    >
      ×{countText(runLength)}
    </button>
  );
}

function Mark({ row, compared }: { readonly row: EventRow; readonly compared: number }) {
  const severity = severityOf(row);
  const words = severity?.words ?? 'Read';
  const title = compared === 0 ? words : `${words} · ${compared} in the comparison`;
  return (
    <span
      role="gridcell"
      aria-colindex={1}
      aria-label={title}
      title={severity === null && compared === 0 ? undefined : title}
      className={styles['mark']}
      data-tone={severity?.tone}
    >
      {compared > 0 ? (
        <span className={styles['compared']}>{compared}</span>
      ) : (
        severity !== null && <Icon icon={severity.icon} size={12} />
      )}
    </span>
  );
}

function Waiting({ columns }: { readonly columns: readonly ShownColumn[] }) {
  return (
    <>
      <span role="gridcell" aria-colindex={1} aria-label="Not read yet" className={styles['mark']} />
      {columns.map(({ key, left, pinned }, place) => (
        <span
          key={key}
          role="gridcell"
          aria-colindex={place + 2}
          aria-label="Not read yet"
          className={styles['cell']}
          data-pinned={pinned}
          style={left === undefined ? undefined : { left }}
        >
          <span className={styles['bar']} />
        </span>
      ))}
    </>
  );
}

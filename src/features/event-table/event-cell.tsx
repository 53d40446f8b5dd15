import type { ReactNode } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { EventRow } from '#query/event-row.ts';
import { Icon } from '#ui/icon.tsx';
import { Pill } from '#ui/pill.tsx';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import { cellText, cellTitle } from './cell-text.ts';
import type { ShownColumn } from './event-columns.ts';
import styles from './event-grid.module.css';

const CONFLICT =
  'Another record carries this eventID with different bytes. Both are kept: compare them before you trust either.';

const PARTIAL = 'Partial: the file holds less of this event than its record.';

interface EventCellProps {
  readonly id: string;
  readonly row: EventRow;
  readonly column: ShownColumn;
  readonly index: number;
  readonly active: boolean;
  readonly times: TimeText;
  /** At the end of the cell, however long the value. */
  readonly mark?: ReactNode;
  /** Behind the value. */
  readonly children?: ReactNode;
}

export function EventCell({ id, row, column, index, active, times, mark, children }: EventCellProps) {
  const { key, mono, left, pinned } = column;
  const text = cellText(row, key, times);
  return (
    <span
      role="gridcell"
      id={id}
      aria-colindex={index}
      className={mono ? styles['monoCell'] : styles['cell']}
      data-column={key}
      data-active={active || undefined}
      data-pinned={pinned}
      style={left === undefined ? undefined : { left }}
      title={text === null ? undefined : visibleText(cellTitle(row, key, text, times))}
    >
      {mark}
      {text === null ? (
        <span className={styles['nothing']}>–</span>
      ) : (
        <CellValue row={row} column={key} text={text} />
      )}
      {key === 'eventName' && row.conflict && (
        <span className={styles['conflict']} role="img" aria-label={CONFLICT} title={CONFLICT}>
          <Icon icon="conflict" size={12} />
        </span>
      )}
      {key === 'eventName' && row.partial !== null && (
        <span className={styles['partial']} title={PARTIAL}>
          partial
        </span>
      )}
      {children}
    </span>
  );
}

function CellValue({
  row,
  column,
  text,
}: {
  readonly row: EventRow;
  readonly column: FieldKey;
  readonly text: string;
}) {
  if (column !== 'outcome') return <Visible text={text} />;
  if (row.outcome === 'success') return <span className={styles['quiet']}>success</span>;
  return (
    <Pill tone="bad" icon={row.outcome === 'denied' ? 'failed' : 'warning'}>
      {row.outcome}
    </Pill>
  );
}

import type { FieldKey } from '#cloudtrail/fields.ts';
import type { EventRow } from '#query/event-row.ts';
import { Icon } from '#ui/icon.tsx';
import { Pill } from '#ui/pill.tsx';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { cellText, cellTitle } from './cell-text.ts';
import type { EventColumn } from './event-columns.ts';
import styles from './event-grid.module.css';

const CONFLICT =
  'Another record carries this eventID with different bytes. Both are kept: compare them before you trust either.';

interface EventCellProps {
  readonly row: EventRow;
  readonly column: EventColumn;
  readonly index: number;
}

export function EventCell({ row, column, index }: EventCellProps) {
  const text = cellText(row, column.key);
  return (
    <span
      role="gridcell"
      aria-colindex={index}
      className={column.mono ? styles['monoCell'] : styles['cell']}
      title={text === null ? undefined : visibleText(cellTitle(row, column.key, text))}
    >
      {text === null ? (
        <span className={styles['nothing']}>–</span>
      ) : (
        <CellValue row={row} column={column.key} text={text} />
      )}
      {column.key === 'eventName' && row.conflict && (
        <span className={styles['conflict']} role="img" aria-label={CONFLICT} title={CONFLICT}>
          <Icon icon="conflict" size={12} />
        </span>
      )}
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

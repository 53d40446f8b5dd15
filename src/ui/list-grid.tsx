import { useId } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { ListHeads } from './list-heads.tsx';
import type { ListColumn, ListOrdering } from './list-heads.tsx';
import { LIST_HEADS, LIST_LINE, useListHands } from './list-hands.ts';
import type { ListActs } from './list-hands.ts';
import { useLines } from './use-lines.ts';
import styles from './list-grid.module.css';

const OVERSCAN = 8;

interface ListGridProps extends ListOrdering, ListActs {
  readonly label: string;
  readonly columns: readonly ListColumn[];
  readonly rows: number;
  /** The row whose contents are shown beside the list; -1 where it is none of them. Absent: rows are not chosen. */
  readonly chosen?: number | null;
  readonly keyOf: (row: number) => string | number;
  readonly cell: (row: number, column: string) => ReactNode;
  /** What stands below a row that is open; null below one that is not. */
  readonly below?: ((row: number) => ReactNode) | undefined;
  /** What is shown is of another question. */
  readonly stale: boolean;
}

/** A long table in which only the lines in view exist. One stop of Tab: keys go from row to row. */
export function ListGrid(props: ListGridProps) {
  const { label, columns, rows, keyOf, stale, order, onOrder } = props;
  const { box, virtual } = useLines({
    count: rows,
    height: LIST_LINE,
    overscan: OVERSCAN,
    heads: LIST_HEADS,
    keyOf,
  });
  const id = useId();
  const idOf = (row: number): string => `${id}${row}`;
  const show = (row: number): void => virtual.scrollToIndex(row);
  const { at, handlers } = useListHands({ ...props, box, idOf, show });
  return (
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={rows + 1}
      aria-colcount={columns.length}
      aria-busy={stale}
      aria-activedescendant={at === null ? undefined : idOf(at)}
      tabIndex={0}
      className={styles['grid']}
      data-stale={stale || undefined}
      style={gridStyle(columns)}
      {...handlers}
    >
      <ListHeads columns={columns} order={order} onOrder={onOrder} />
      <div role="rowgroup" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            role="presentation"
            className={styles['line']}
            style={{ transform: `translateY(${item.start - LIST_HEADS}px)` }}
          >
            <Line {...props} id={idOf(item.index)} row={item.index} active={item.index === at} />
          </div>
        ))}
      </div>
    </div>
  );
}

type LineProps = Pick<ListGridProps, 'columns' | 'cell' | 'below' | 'onFold' | 'chosen'> & {
  readonly id: string;
  readonly row: number;
  readonly active: boolean;
};

function Line({ id, row, active, columns, cell, below, onFold, chosen }: LineProps) {
  const under = below?.(row) ?? null;
  return (
    <>
      <div
        role="row"
        id={id}
        tabIndex={-1}
        aria-rowindex={row + 2}
        aria-expanded={onFold === undefined ? undefined : under !== null}
        aria-selected={chosen === undefined ? undefined : chosen === row}
        className={styles['row']}
        data-row={row}
        data-active={active || undefined}
        data-chosen={chosen === row || undefined}
      >
        {columns.map((column, place) => (
          <span
            key={column.key}
            role="gridcell"
            aria-colindex={place + 1}
            className={column.end === true ? styles['numberCell'] : styles['cell']}
            data-column={column.key}
            data-first={place === 0 || undefined}
          >
            {cell(row, column.key)}
          </span>
        ))}
      </div>
      {under !== null && (
        <div role="row" className={styles['below']}>
          <div role="gridcell" aria-colindex={1} aria-colspan={columns.length}>
            {under}
          </div>
        </div>
      )}
    </>
  );
}

function gridStyle(columns: readonly ListColumn[]): CSSProperties {
  const widths = columns.map(({ width, grows }) =>
    grows === true ? `minmax(${width}px, 1fr)` : `${width}px`,
  );
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return { '--list-columns': widths.join(' '), '--list-width': `${width}px` };
}

import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import styles from './list-grid.module.css';

export interface ListColumn {
  readonly key: string;
  readonly label: string;
  /** Pixels, at least. */
  readonly width: number;
  /** Takes what is left of the width. */
  readonly grows?: boolean;
  /** Numbers stand at the end of their cell. */
  readonly end?: boolean;
  /** What it counts, where its name does not say it all. */
  readonly about?: string;
  /** What the first click on its name sorts by; absent: it cannot be sorted by. */
  readonly sorts?: 'ascending' | 'descending';
}

export interface ListOrdering {
  readonly order: { readonly column: string; readonly descending: boolean };
  /** Null: the list's own order. */
  readonly onOrder: (order: { readonly column: string; readonly descending: boolean } | null) => void;
}

interface ListHeadsProps extends ListOrdering {
  readonly columns: readonly ListColumn[];
}

/** Names of columns: a click sorts, a second the other way round, a third as at the start. One stop of Tab. */
export function ListHeads({ columns, order, onOrder }: ListHeadsProps) {
  const [focused, setFocused] = useState<string | null>(null);
  const sortable = columns.filter(({ sorts }) => sorts !== undefined);
  const stop = sortable.some(({ key }) => key === focused) ? focused : sortable[0]?.key;
  const onClick = ({ key, sorts }: ListColumn): void => {
    const first = sorts === 'descending';
    if (order.column !== key) onOrder({ column: key, descending: first });
    else onOrder(order.descending === first ? { column: key, descending: !first } : null);
  };
  return (
    <div role="rowgroup" className={styles['heads']}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its names are what takes the focus */}
      <div role="row" aria-rowindex={1} className={styles['headRow']} onKeyDown={walk}>
        {columns.map((column, place) => {
          const { key, label, sorts, about, end } = column;
          const sorted = order.column === key && sorts !== undefined;
          return (
            <span
              key={key}
              role="columnheader"
              aria-colindex={place + 1}
              aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : undefined}
              className={end === true ? styles['numberHead'] : styles['head']}
              data-first={place === 0 || undefined}
              title={about}
            >
              {sorts === undefined ? (
                label
              ) : (
                <button
                  type="button"
                  tabIndex={key === stop ? 0 : -1}
                  className={styles['headName']}
                  onClick={() => onClick(column)}
                  onFocus={() => setFocused(key)}
                >
                  {label}
                  {sorted && <span aria-hidden="true">{order.descending ? '↓' : '↑'}</span>}
                </button>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** ← and → go from name to name. */
function walk(press: KeyboardEvent<HTMLElement>): void {
  const step = press.key === 'ArrowLeft' ? -1 : press.key === 'ArrowRight' ? 1 : 0;
  if (step === 0 || press.altKey || press.shiftKey || press.ctrlKey || press.metaKey) return;
  const names = [...press.currentTarget.querySelectorAll('button')];
  const next = names[names.findIndex((name) => name === document.activeElement) + step];
  if (next === undefined) return;
  press.preventDefault();
  next.focus();
}

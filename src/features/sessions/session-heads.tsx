import { Icon } from '#ui/icon.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { columnOf, nextOrder, orderOf, SESSION_COLUMN_KEYS } from './session-order.ts';
import styles from './sessions.module.css';

/** The names of the columns: a press sorts, another turns it round. */
export function SessionHeads() {
  const [{ listOrder }, change] = useViewState();
  const order = orderOf(listOrder);
  return (
    <div role="rowgroup" className={styles['heads']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        {SESSION_COLUMN_KEYS.map((key, at) => {
          const { label, title, number } = columnOf(key);
          const sorted = order.column === key ? (order.descending ? 'descending' : 'ascending') : undefined;
          return (
            <span key={key} role="columnheader" aria-colindex={at + 1} aria-sort={sorted}>
              <button
                type="button"
                className={styles['head']}
                title={title}
                data-number={number}
                data-sorted={sorted}
                onClick={() => change({ listOrder: nextOrder(order, key) })}
              >
                {label}
                {sorted !== undefined && (
                  <Icon icon={sorted === 'ascending' ? 'previous' : 'next'} size={11} />
                )}
              </button>
            </span>
          );
        })}
        <span role="columnheader" aria-colindex={SESSION_COLUMN_KEYS.length + 1} aria-label="Menu" />
      </div>
    </div>
  );
}

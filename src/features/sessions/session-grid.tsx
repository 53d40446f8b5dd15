import { useMemo } from 'react';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import { ListGrid } from '#ui/list-grid.tsx';
import { handleRequest } from '#ui/value-handle.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { SessionCell } from './session-cell.tsx';
import { orderOf, SESSION_LIST } from './session-order.ts';
import type { SessionRow } from './session-rows.ts';
import { useSessionActions } from './use-session-actions.ts';

interface SessionGridProps {
  readonly rows: readonly SessionRow[];
  /** Rows of another filter or order, while theirs are on the way. */
  readonly stale: boolean;
}

/** The sessions of the list. A chosen one's chain is open; stepping on opens the next one's, without filling the history. */
export function SessionGrid({ rows, stale }: SessionGridProps) {
  const [{ listOrder, chain, event }, change] = useViewState();
  const times = useTimeText();
  const openMenu = useHandleMenu();
  const actionsOf = useSessionActions();
  const chosen = useMemo(
    () => (chain === null ? -1 : rows.findIndex(({ credential }) => credential.id === chain)),
    [rows, chain],
  );
  const choose = (at: number): void => {
    const row = rows[at];
    if (row === undefined) return;
    const isStep = chain !== null && event === null;
    change({ chain: row.credential.id, event: null }, isStep ? 'replace' : 'push');
  };
  return (
    <ListGrid
      label="Sessions"
      columns={SESSION_LIST}
      rows={rows.length}
      chosen={chosen}
      keyOf={(at) => rows[at]?.credential.id ?? at}
      cell={(at, column) => {
        const row = rows[at];
        return row === undefined ? null : <SessionCell column={column} row={row} times={times} />;
      }}
      stale={stale}
      order={orderOf(listOrder)}
      onOrder={(order) => change({ listOrder: order })}
      onChoose={choose}
      onOpen={choose}
      onMenu={(at, anchor) => {
        const credential = rows[at]?.credential;
        if (credential !== undefined) openMenu(handleRequest(credential.id, anchor, actionsOf(credential)));
      }}
    />
  );
}

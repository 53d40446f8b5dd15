import { useMemo, useState } from 'react';
import { useViewState } from '#view-state/use-view-state.ts';
import type { SessionRow } from './session-rows.ts';

export interface SessionCursor {
  /** The line with the focus. */
  readonly at: number | null;
  /** Id of the session whose chain is open. */
  readonly open: string | null;
  readonly moveTo: (line: number) => void;
  readonly step: (by: number) => void;
  /** Opens the chain of the session in this line. */
  readonly choose: (line: number) => void;
  readonly close: () => void;
}

/** Where the reader is in the list. With a chain open, stepping opens the next one's, without filling the history. */
export function useSessionCursor(rows: readonly SessionRow[]): SessionCursor {
  const [{ chain, event }, change] = useViewState();
  const [moved, setMoved] = useState<number | null>(null);
  const openAt = useMemo(
    () => (chain === null ? -1 : rows.findIndex(({ credential }) => credential.id === chain)),
    [rows, chain],
  );
  const at =
    openAt >= 0 ? openAt : moved === null || rows.length === 0 ? null : Math.min(moved, rows.length - 1);
  const clamp = (line: number): number => Math.max(0, Math.min(line, rows.length - 1));
  const choose = (line: number): void => {
    const row = rows[clamp(line)];
    if (row === undefined) return;
    setMoved(clamp(line));
    const isOpen = chain !== null && event === null;
    change({ chain: row.credential.id, event: null }, isOpen ? 'replace' : 'push');
  };
  const moveTo = (line: number): void => {
    if (chain === null) setMoved(clamp(line));
    else choose(line);
  };
  return {
    at,
    open: chain,
    moveTo,
    step: (by) => moveTo(at === null ? 0 : at + by),
    choose,
    close: () => change({ chain: null, event: null }),
  };
}

import { useEffect, useRef } from 'react';
import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import { pageStep, topToCentre, topToShow } from '#ui/scaled-scroll.ts';
import { useKeys } from '#ui/use-keys.ts';
import { useScaledScroll } from '#ui/use-scaled-scroll.ts';
import type { ScaledScroll } from '#ui/use-scaled-scroll.ts';
import { handleRequest } from '#ui/value-handle.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import { SessionHeads } from './session-heads.tsx';
import { SessionLine, sessionLineId } from './session-line.tsx';
import { columnOf, SESSION_COLUMN_KEYS } from './session-order.ts';
import type { SessionColumnKey } from './session-order.ts';
import type { SessionRow } from './session-rows.ts';
import { useSessionActions } from './use-session-actions.ts';
import { useSessionCursor } from './use-session-cursor.ts';
import type { SessionCursor } from './use-session-cursor.ts';
import styles from './sessions.module.css';

const HEADS = 30;
const LINE = 28;
const OVERSCAN = 8;
const COLUMNS = `${SESSION_COLUMN_KEYS.map(widthOf).join(' ')} 34px`;

function widthOf(key: SessionColumnKey): string {
  const { width, grows } = columnOf(key);
  return grows === true ? `minmax(${width}px, 1fr)` : `${width}px`;
}

interface SessionGridProps {
  readonly rows: readonly SessionRow[];
  /** Rows of another filter or order, while theirs are on the way. */
  readonly stale: boolean;
}

/** The sessions of the list: only the lines in view exist, over any number of them. */
export function SessionGrid({ rows, stale }: SessionGridProps) {
  const scroll = useScaledScroll({
    rows: rows.length,
    rowHeight: LINE,
    headerHeight: HEADS,
    overscan: OVERSCAN,
  });
  const { box, shape, moveTo } = scroll;
  const cursor = useSessionCursor(rows);
  const menuAt = useSessionMenu(rows);
  useFollow(cursor.at, shape.viewport > 0, moveTo);
  useKeys({
    j: () => cursor.step(1),
    k: () => cursor.step(-1),
    m: () => openMenuHere(cursor, menuAt),
  });
  return (
    <div
      ref={box}
      role="grid"
      aria-label="Sessions"
      aria-rowcount={rows.length + 1}
      aria-colcount={SESSION_COLUMN_KEYS.length + 1}
      aria-busy={stale}
      aria-activedescendant={cursor.at === null ? undefined : sessionLineId(cursor.at)}
      tabIndex={0}
      className={styles['grid']}
      data-stale={stale || undefined}
      style={{ '--session-columns': COLUMNS }}
      onFocus={keepFocus}
      onClick={(press) => onClick(press, cursor, menuAt)}
      onKeyDown={(press) => onGridKey(press, cursor, pageStep(shape), menuAt)}
      onContextMenu={(press) => onContextMenu(press, menuAt)}
    >
      <div className={styles['sized']}>
        <SessionHeads />
        <Lines rows={rows} scroll={scroll} cursor={cursor} />
      </div>
    </div>
  );
}

interface LinesProps {
  readonly rows: readonly SessionRow[];
  readonly scroll: ScaledScroll;
  readonly cursor: SessionCursor;
}

function Lines({ rows, scroll: { first, end, shape, positionOf }, cursor }: LinesProps) {
  const times = useTimeText();
  return (
    <div role="rowgroup" className={styles['lines']} style={{ height: shape.spacer }}>
      {rows.slice(first, end).map((row, at) => (
        <SessionLine
          key={row.credential.id}
          index={first + at}
          position={positionOf(first + at)}
          row={row}
          times={times}
          active={first + at === cursor.at}
          open={row.credential.id === cursor.open}
        />
      ))}
    </div>
  );
}

type MenuAt = (line: number, anchor: DOMRect) => void;

function useSessionMenu(rows: readonly SessionRow[]): MenuAt {
  const openMenu = useHandleMenu();
  const actionsOf = useSessionActions();
  return (line, anchor) => {
    const credential = rows[line]?.credential;
    if (credential === undefined) return;
    openMenu(handleRequest(credential.id, anchor, actionsOf(credential)));
  };
}

/** Keeps the line with the focus in view; a far jump puts it in the middle. */
function useFollow(at: number | null, isMeasured: boolean, moveTo: ScaledScroll['moveTo']): void {
  const before = useRef<number | null>(null);
  useEffect(() => {
    if (at === null || at === before.current || !isMeasured) return;
    before.current = at;
    moveTo((shape, top) => {
      const near = topToShow(shape, top, at);
      return Math.abs(near - top) > shape.viewport ? topToCentre(shape, at) : near;
    });
  }, [at, isMeasured, moveTo]);
}

/** What is clicked in the lines would take the focus away with it when it is scrolled out of existence. */
function keepFocus({ target, currentTarget }: FocusEvent<HTMLDivElement>): void {
  if (target.closest('[data-line]') !== null) currentTarget.focus({ preventScroll: true });
}

function lineOf(target: EventTarget): number | null {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
  return line === null ? null : Number(line.dataset['line']);
}

function onClick(press: MouseEvent, cursor: SessionCursor, menuAt: MenuAt): void {
  const line = lineOf(press.target);
  if (line === null) return;
  const button = press.target instanceof Element ? press.target.closest('[data-menu]') : null;
  if (button === null) cursor.choose(line);
  else menuAt(line, button.getBoundingClientRect());
}

function onContextMenu(press: MouseEvent, menuAt: MenuAt): void {
  const line = lineOf(press.target);
  if (line === null) return;
  press.preventDefault();
  menuAt(line, new DOMRect(press.clientX, press.clientY, 0, 0));
}

function openMenuHere({ at }: SessionCursor, menuAt: MenuAt): void {
  const line = at === null ? null : document.getElementById(sessionLineId(at));
  if (at !== null && line !== null) menuAt(at, line.getBoundingClientRect());
}

function onGridKey(press: KeyboardEvent, cursor: SessionCursor, page: number, menuAt: MenuAt): void {
  if (press.ctrlKey || press.altKey || press.metaKey || press.target !== press.currentTarget) return;
  const at = cursor.at ?? -1;
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => cursor.moveTo(at + 1),
    ArrowUp: () => cursor.moveTo(at - 1),
    PageDown: () => cursor.moveTo(at + page),
    PageUp: () => cursor.moveTo(at - page),
    Home: () => cursor.moveTo(0),
    End: () => cursor.moveTo(Infinity),
    Enter: () => cursor.choose(Math.max(0, at)),
    Escape: cursor.close,
    ContextMenu: () => openMenuHere(cursor, menuAt),
  };
  const act = keys[press.key];
  if (act === undefined) return;
  press.preventDefault();
  act();
}

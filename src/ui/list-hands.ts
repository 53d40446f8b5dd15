import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, RefObject } from 'react';

export const LIST_HEADS = 30;
export const LIST_LINE = 28;

export interface ListActs {
  /** Enter, or a double click. */
  readonly onOpen: (row: number) => void;
  /** The menu of a row: a click on its first cell, the right button, `m` or the menu key. */
  readonly onMenu: (row: number, anchor: DOMRect) => void;
  /** A click on something in a cell that is marked `data-act`. */
  readonly onAct?: ((row: number, act: string, column: string) => void) | undefined;
  /** A click on a row, and each step from row to row while one is chosen. */
  readonly onChoose?: ((row: number) => void) | undefined;
  /** → opens what stands below a row, ← closes it. */
  readonly onFold?: ((row: number, open: boolean) => void) | undefined;
}

interface ListHandsOptions extends ListActs {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly rows: number;
  /** Pixels of a row, where it is not the usual, and without heads. */
  readonly line?: number | undefined;
  /** The row whose contents are shown elsewhere; -1 and null: none of them. */
  readonly chosen?: number | null | undefined;
  /** Of the element of a row. */
  readonly idOf: (row: number) => string;
  readonly show: (row: number) => void;
}

/** Which row has the focus, and what keys and clicks do. */
export function useListHands(options: ListHandsOptions) {
  const { rows, show, onChoose } = options;
  const [place, setAt, isShown] = usePlace(options.chosen ?? -1);
  const at = place === null || rows === 0 ? null : Math.min(place, rows - 1);
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    if (at !== null) latest.current(at);
  }, [at]);
  const move = (to: number): void => {
    const row = Math.max(0, Math.min(rows - 1, to));
    setAt(row);
    if (isShown && row !== at) onChoose?.(row);
  };
  return {
    at,
    handlers: {
      onKeyDown: (press: KeyboardEvent<HTMLElement>) => onKey(press, at, move, options),
      onClick: (press: MouseEvent) => onClick(press, move, options),
      onDoubleClick: ({ target }: MouseEvent) => {
        const row = actOf(target) === null ? rowOf(target) : null;
        if (row !== null) options.onOpen(row);
      },
      onContextMenu: (press: MouseEvent) => {
        const row = rowOf(press.target);
        if (row === null) return;
        press.preventDefault();
        move(row);
        options.onMenu(row, new DOMRect(press.clientX, press.clientY, 0, 0));
      },
    },
  };
}

/** Moved by hand, and to the row that is chosen elsewhere, as by Back. */
function usePlace(chosen: number): readonly [number | null, (at: number) => void, boolean] {
  const [state, setState] = useState({ at: chosen < 0 ? null : chosen, chosen });
  if (chosen !== state.chosen) setState({ at: chosen < 0 ? state.at : chosen, chosen });
  return [state.at, (at) => setState({ at, chosen }), chosen >= 0];
}

function onKey(
  press: KeyboardEvent<HTMLElement>,
  at: number | null,
  move: (to: number) => void,
  options: ListHandsOptions,
): void {
  if (press.ctrlKey || press.altKey || press.metaKey || press.target !== press.currentTarget) return;
  const [heads, line] = options.line === undefined ? [LIST_HEADS, LIST_LINE] : [0, options.line];
  const page = Math.max(1, Math.floor((press.currentTarget.clientHeight - heads) / line) - 1);
  const to = stepOf(press.key, at ?? -1, page, options.rows);
  if (to !== null && options.rows > 0) move(to);
  else if (at === null || !actHere(press.key, at, options)) return;
  press.preventDefault();
}

function stepOf(key: string, at: number, page: number, rows: number): number | null {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: rows - 1,
    j: at + 1,
    k: at - 1,
  };
  return to[key] ?? null;
}

/** Pixels that ← and → move the columns by, where there is nothing to open. */
const SIDEWAYS = 120;

function actHere(key: string, at: number, options: ListHandsOptions): boolean {
  if (key === 'Enter') options.onOpen(at);
  else if (key === 'm' || key === 'ContextMenu') options.onMenu(at, anchorOf(at, options));
  else if (key !== 'ArrowRight' && key !== 'ArrowLeft') return false;
  else if (options.onFold !== undefined) options.onFold(at, key === 'ArrowRight');
  else options.box.current?.scrollBy({ left: key === 'ArrowRight' ? SIDEWAYS : -SIDEWAYS });
  return true;
}

function onClick({ target }: MouseEvent, move: (to: number) => void, options: ListHandsOptions): void {
  const row = rowOf(target);
  if (row === null) return;
  move(row);
  options.box.current?.focus({ preventScroll: true });
  const cell = closest(target, '[data-column]');
  const act = actOf(target);
  if (act === 'menu') options.onMenu(row, cell?.getBoundingClientRect() ?? anchorOf(row, options));
  else if (act !== null) options.onAct?.(row, act, cell?.dataset['column'] ?? '');
  else options.onChoose?.(row);
}

function anchorOf(row: number, { idOf, box }: ListHandsOptions): DOMRect {
  const element = document.getElementById(idOf(row))?.firstElementChild ?? box.current;
  return element?.getBoundingClientRect() ?? new DOMRect();
}

const closest = (target: EventTarget, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;

const actOf = (target: EventTarget): string | null => closest(target, '[data-act]')?.dataset['act'] ?? null;

function rowOf(target: EventTarget): number | null {
  const row = closest(target, '[data-row]')?.dataset['row'];
  return row === undefined ? null : Number(row);
}

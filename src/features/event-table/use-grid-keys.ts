import { useEffect } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { EventRow } from '#query/event-row.ts';
import { pageStep } from '#ui/scaled-scroll.ts';
import type { ScrollShape } from '#ui/scaled-scroll.ts';
import { useKeys } from '#ui/use-keys.ts';
import { cellId, lineId } from './event-line.tsx';
import { runAt } from './run-at.ts';
import type { CellActions } from './use-cell-actions.ts';
import type { EventCursor } from './use-event-cursor.ts';

export interface GridPlace {
  readonly cursor: EventCursor;
  readonly shape: ScrollShape;
  readonly order: readonly FieldKey[];
  readonly column: FieldKey | null;
  readonly setColumn: (key: FieldKey | null) => void;
  readonly rowAt: (line: number) => EventRow | undefined;
  readonly actions: CellActions;
}

/** The value that keys act on: of the chosen cell, or of the event's name where the whole line has the focus. */
function activeCell({ cursor, column, rowAt }: GridPlace): { row: EventRow; key: FieldKey } | null {
  const row = cursor.at === null ? undefined : rowAt(cursor.at);
  return row === undefined ? null : { row, key: column ?? 'eventName' };
}

/** Keys of the whole page: from event to event, and those that act on the cell with the focus. */
export function usePageKeys(place: GridPlace, box: RefObject<HTMLElement | null>): void {
  const step = (by: number) => () => {
    // From here on the grid's own keys are at hand as well.
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
    place.cursor.step(by);
  };
  const on = (act: (row: EventRow, key: FieldKey) => void) => () => {
    const cell = activeCell(place);
    if (cell !== null) act(cell.row, cell.key);
  };
  useKeys({
    j: step(1),
    k: step(-1),
    f: on(place.actions.filterFor),
    x: on(place.actions.filterOut),
    m: () => openMenuHere(place),
  });
}

/** Opens the menu of the cell with the focus. */
export function openMenuHere(place: GridPlace): void {
  const cell = activeCell(place);
  const { at } = place.cursor;
  if (cell === null || at === null) return;
  const element = document.getElementById(cellId(at, cell.key)) ?? document.getElementById(lineId(at));
  if (element !== null) place.actions.openMenu(cell.row, cell.key, element.getBoundingClientRect());
}

/** Keys of the grid itself. */
export function onGridKey(press: KeyboardEvent, place: GridPlace): void {
  if (press.ctrlKey || press.altKey || press.metaKey || press.target !== press.currentTarget) return;
  const handled = moveLine(press.key, place) || moveCell(press.key, place) || actHere(press.key, place);
  if (handled) press.preventDefault();
}

function moveLine(key: string, { cursor, shape }: GridPlace): boolean {
  const at = cursor.at ?? -1;
  const target: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + pageStep(shape),
    PageUp: at - pageStep(shape),
    Home: 0,
    End: cursor.rows - 1,
  };
  const to = target[key];
  if (to !== undefined) cursor.moveTo(to);
  return to !== undefined;
}

/** From the whole line into its cells and back; a run is opened and closed from its whole line. */
function moveCell(key: string, place: GridPlace): boolean {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
  const { cursor, order, column, setColumn } = place;
  if (column === null && foldRun(key === 'ArrowRight', place)) return true;
  if (cursor.at === null) cursor.moveTo(0);
  const at = column === null ? -1 : order.indexOf(column);
  const to = Math.min(order.length - 1, at + (key === 'ArrowLeft' ? -1 : 1));
  setColumn(order[to] ?? null);
  return true;
}

/** → opens a closed run, ← closes the one the line belongs to; false when there is none to. */
function foldRun(open: boolean, { cursor, rowAt }: GridPlace): boolean {
  if (cursor.at === null) return false;
  const run = runAt(cursor, cursor.at, rowAt(cursor.at));
  const isOpened = run !== null && cursor.opened.some((one) => one.run === run.run);
  if (run === null || isOpened === open) return false;
  cursor.toggleRun(run);
  return true;
}

function actHere(key: string, place: GridPlace): boolean {
  if (key === 'ContextMenu') openMenuHere(place);
  else if (key === ' ') compareHere(place);
  else return false;
  return true;
}

function compareHere(place: GridPlace): void {
  const cell = activeCell(place);
  if (cell !== null) place.actions.toggleCompared(cell.row);
}

/** Brings the chosen column into view, sideways only: what is in view of the lines is the business of the scroll. */
export function useColumnInView(box: RefObject<HTMLElement | null>, column: FieldKey | null): void {
  useEffect(() => {
    const grid = box.current;
    if (grid === null || column === null) return;
    const headers = [...grid.querySelectorAll<HTMLElement>('[role="columnheader"][data-column]')];
    const header = headers.find((one) => one.dataset['column'] === column);
    if (header === undefined || header.dataset['pinned'] !== undefined) return;
    const { left, right } = header.getBoundingClientRect();
    // What stays at the left: the mark, and the pinned columns.
    const fixed =
      headers.findLast((one) => one.dataset['pinned'] !== undefined) ??
      grid.querySelector('[role="columnheader"]');
    const start = (fixed ?? grid).getBoundingClientRect()[fixed === null ? 'left' : 'right'];
    const end = grid.getBoundingClientRect().left + grid.clientWidth;
    if (left < start) grid.scrollBy({ left: left - start });
    else if (right > end) grid.scrollBy({ left: Math.min(right - end, left - start) });
  }, [box, column]);
}

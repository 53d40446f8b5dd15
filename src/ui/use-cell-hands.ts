import { useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

interface CellHandsOptions {
  readonly rows: number;
  readonly columns: number;
  /** Cells in all, where the last row is not full. */
  readonly cells?: number;
  /** Of the element of a cell, which is marked with `data-cell`: its place in reading order. */
  readonly idOf: (place: CellPlace) => string;
  /** Enter, Space or a click. */
  readonly onPress: (place: CellPlace, anchor: DOMRect) => void;
  /** Led to by a key. */
  readonly onMove?: (place: CellPlace, anchor: DOMRect) => void;
}

/** Which cell of a small grid has the focus, and what keys and clicks do. The grid is one stop of Tab. */
export function useCellHands(options: CellHandsOptions) {
  const { rows, columns, idOf, onPress } = options;
  const cells = options.cells ?? rows * columns;
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen === null || cells === 0 ? null : Math.min(chosen, cells - 1);
  const placeOf = (cell: number): CellPlace => ({ row: Math.floor(cell / columns), column: cell % columns });
  const elementOf = (cell: number): HTMLElement | null => document.getElementById(idOf(placeOf(cell)));
  const press = (cell: number, element: HTMLElement | null): void =>
    onPress(placeOf(cell), element?.getBoundingClientRect() ?? new DOMRect());
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.metaKey || event.target !== event.currentTarget || cells === 0) return;
    const to = stepOf(event.key, event.ctrlKey, at, columns, cells);
    if (to !== null) {
      setChosen(to);
      const element = elementOf(to);
      element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      options.onMove?.(placeOf(to), element?.getBoundingClientRect() ?? new DOMRect());
    } else if ((event.key === 'Enter' || event.key === ' ') && at !== null) press(at, elementOf(at));
    else return;
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
    const cell = Number(element?.dataset['cell'] ?? -1);
    if (element === null || cell < 0) return;
    setChosen(cell);
    box.current?.focus({ preventScroll: true });
    press(cell, element);
  };
  return { box, at: at === null ? null : placeOf(at), handlers: { onKeyDown, onClick } };
}

/** The cell that a key leads to; the first where none was chosen. Null for keys that lead nowhere. */
export function stepOf(
  key: string,
  withControl: boolean,
  at: number | null,
  columns: number,
  cells: number,
): number | null {
  const from = at ?? 0;
  const row = Math.floor(from / columns) * columns;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: from + 1,
    ArrowLeft: from - 1,
    ArrowDown: from + columns,
    ArrowUp: from - columns,
    Home: withControl ? 0 : row,
    End: withControl ? cells - 1 : Math.min(row + columns, cells) - 1,
  };
  const to = steps[key];
  if (to === undefined) return null;
  if (at === null) return key === 'End' ? cells - 1 : 0;
  return to < 0 || to >= cells ? from : to;
}

import { useRef, useState } from 'react';
import type { MouseEvent, PointerEvent } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { useEscape } from '#ui/use-escape.ts';
import type { ShownColumn } from './event-columns.ts';

/** Pixels the pointer must go before a press is a drag. */
const THRESHOLD = 6;

interface Drag {
  readonly key: FieldKey;
  readonly startX: number;
  /** Before which column it would be put; null until it is a drag. */
  readonly dropAt: number | null;
}

export interface ColumnDrag {
  readonly dragged: FieldKey | null;
  readonly dropAt: number | null;
  readonly handlers: {
    readonly onPointerDown: (press: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (move: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onClickCapture: (click: MouseEvent) => void;
  };
}

/** Moves columns by dragging their names. Escape leaves all as it was. */
export function useColumnDrag(
  columns: readonly ShownColumn[],
  move: (key: FieldKey, to: number) => void,
): ColumnDrag {
  const [drag, setDrag] = useState<Drag | null>(null);
  const wasDragged = useRef(false);
  const dragging = drag !== null && drag.dropAt !== null;
  useEscape(dragging, () => setDrag(null));
  const end = (): void => {
    if (drag !== null && drag.dropAt !== null) {
      const from = columns.findIndex(({ key }) => key === drag.key);
      move(drag.key, drag.dropAt > from ? drag.dropAt - 1 : drag.dropAt);
    }
    setDrag(null);
  };
  return {
    dragged: dragging ? drag.key : null,
    dropAt: dragging ? drag.dropAt : null,
    handlers: {
      onPointerDown: (press) => {
        wasDragged.current = false;
        const column = columnUnder(press.target, columns);
        if (press.button === 0 && column !== undefined)
          setDrag({ key: column.key, startX: press.clientX, dropAt: null });
      },
      onPointerMove: (press) => {
        if (drag === null) return;
        if (drag.dropAt === null && Math.abs(press.clientX - drag.startX) < THRESHOLD) return;
        // Captured only now, so that a plain press stays a click on the name.
        if (drag.dropAt === null) press.currentTarget.setPointerCapture(press.pointerId);
        wasDragged.current = true;
        const dropAt = dropPlace(press.currentTarget, press.clientX);
        if (dropAt !== drag.dropAt) setDrag({ ...drag, dropAt });
      },
      onPointerUp: end,
      onPointerCancel: () => setDrag(null),
      onClickCapture: (click) => {
        if (wasDragged.current) click.stopPropagation();
        wasDragged.current = false;
      },
    },
  };
}

function columnUnder(target: EventTarget, columns: readonly ShownColumn[]): ShownColumn | undefined {
  const name = target instanceof Element ? target.closest('[data-column-name]') : null;
  const key = name?.getAttribute('data-column-name');
  return columns.find((column) => column.key === key);
}

/** The number of columns whose middle is at the left of the pointer. */
function dropPlace(row: HTMLElement, x: number): number {
  const cells = [...row.querySelectorAll('[role="columnheader"][data-column]')];
  return cells.filter((cell) => {
    const { left, width } = cell.getBoundingClientRect();
    return left + width / 2 < x;
  }).length;
}

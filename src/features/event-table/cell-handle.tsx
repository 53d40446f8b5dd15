import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { Icon } from '#ui/icon.tsx';
import { placeOf } from './cell-place.ts';
import styles from './event-grid.module.css';

const WIDTH = 26;
/** ms after scrolling in which a pointer may be moved by the page and not by a hand. */
const QUIET = 120;

interface CellHandleProps {
  readonly grid: RefObject<HTMLElement | null>;
  readonly onOpen: (line: number, key: FieldKey, anchor: DOMRect) => void;
}

interface Over {
  readonly cell: HTMLElement;
  readonly line: number;
  readonly key: FieldKey;
  readonly x: number;
  readonly y: number;
}

/**
 * The “⋯” at the right edge of the cell under the pointer: one for all cells, beside the grid, since lines hold cells and
 * nothing else. With the keyboard it is `m`, so it takes no stop of Tab.
 */
export function CellHandle({ grid, onOpen }: CellHandleProps) {
  const [over, setOver] = useState<Over | null>(null);
  useEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    let quietUntil = 0;
    const onMove = (move: PointerEvent): void => {
      if (move.pointerType === 'touch' || move.timeStamp < quietUntil) return;
      const cell = placeOf(move.target)?.cell ?? null;
      setOver((before) => (before?.cell === cell ? before : overCell(element, move.target)));
    };
    const onLeave = (move: PointerEvent): void => {
      if (!isHandle(move.relatedTarget)) setOver(null);
    };
    // While lines pass under a pointer that rests, nothing is pointed at.
    const hide = ({ timeStamp }: Event): void => {
      quietUntil = timeStamp + QUIET;
      setOver(null);
    };
    const moves = ['scroll', 'wheel', 'keydown'] as const;
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerleave', onLeave);
    for (const move of moves) element.addEventListener(move, hide, { passive: true });
    return () => {
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerleave', onLeave);
      for (const move of moves) element.removeEventListener(move, hide);
    };
  }, [grid]);
  if (over === null) return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label="What to do with this value"
      title="What to do with this value (m)"
      aria-haspopup="menu"
      className={styles['cellHandle']}
      data-cell-handle
      style={{ transform: `translate(${over.x}px, ${over.y}px)` }}
      onPointerLeave={() => setOver(null)}
      onWheel={() => setOver(null)}
      // The focus stays where it is, in the grid.
      onMouseDown={(press) => press.preventDefault()}
      onClick={(press) => {
        onOpen(over.line, over.key, press.currentTarget.getBoundingClientRect());
      }}
    >
      <Icon icon="more" size={13} />
    </button>
  );
}

function isHandle(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-cell-handle]') !== null;
}

function overCell(grid: HTMLElement, target: EventTarget | null): Over | null {
  const place = placeOf(target);
  if (place === null || place.key === null || place.cell === null) return null;
  const around = grid.getBoundingClientRect();
  const { right, top } = place.cell.getBoundingClientRect();
  // A cell may reach beyond what is seen of the grid.
  const edge = Math.min(right - around.left, grid.clientWidth);
  return { cell: place.cell, line: place.line, key: place.key, x: edge - WIDTH, y: top - around.top };
}

import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './panel-edge.module.css';

/** Pixels for a press of an arrow key. */
const STEP = 24;

interface PanelEdgeProps {
  readonly label: string;
  /** At which side of its panel it stands. */
  readonly side: 'left' | 'right';
  readonly width: number;
  readonly narrowest: number;
  readonly widest: number;
  readonly onResize: (width: number) => void;
}

/** The edge of a panel that can be moved, by dragging, with the arrow keys, Home and End. Its panel is positioned. */
export function PanelEdge({ label, side, width, narrowest, widest, onResize }: PanelEdgeProps) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const resize = (next: number): void => onResize(Math.min(widest, Math.max(narrowest, Math.round(next))));
  const outwards = side === 'left' ? -1 : 1;
  const onPointerDown = (press: PointerEvent): void => {
    press.currentTarget.setPointerCapture(press.pointerId);
    drag.current = { x: press.clientX, width };
  };
  const onPointerMove = (move: PointerEvent): void => {
    if (drag.current !== null) resize(drag.current.width + outwards * (move.clientX - drag.current.x));
  };
  const onKeyDown = (press: KeyboardEvent): void => {
    const widths: Readonly<Record<string, number>> = {
      ArrowLeft: width - outwards * STEP,
      ArrowRight: width + outwards * STEP,
      Home: narrowest,
      End: widest,
    };
    const next = widths[press.key];
    if (next === undefined) return;
    press.preventDefault();
    resize(next);
  };
  return (
    // A separator that can be moved is a widget (WAI-ARIA window splitter).
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      className={styles[side]}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onKeyDown={onKeyDown}
    />
  );
}

import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { readPreference, writePreference } from './preferences.ts';
import styles from './side-panel.module.css';

const NARROWEST = 320;
const WIDEST = 1_000;
const USUAL = 440;

function startWidth(): number {
  const stored = Number(readPreference('detailWidth'));
  return stored >= NARROWEST && stored <= WIDEST ? stored : USUAL;
}

/** A panel at the right whose width is the reader's; on narrow windows it lies over what is beside it. */
export function SidePanel({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [width, setWidth] = useState(startWidth);
  const drag = useRef<{ x: number; width: number } | null>(null);
  const resize = (next: number): void => {
    const kept = Math.min(WIDEST, Math.max(NARROWEST, Math.round(next)));
    setWidth(kept);
    writePreference('detailWidth', String(kept));
  };
  const onPointerDown = (press: PointerEvent): void => {
    press.currentTarget.setPointerCapture(press.pointerId);
    drag.current = { x: press.clientX, width };
  };
  const onPointerMove = (move: PointerEvent): void => {
    if (drag.current !== null) resize(drag.current.width + drag.current.x - move.clientX);
  };
  const onKeyDown = (press: KeyboardEvent): void => {
    if (press.key === 'ArrowLeft') resize(width + 24);
    if (press.key === 'ArrowRight') resize(width - 24);
  };
  return (
    <aside className={styles['panel']} aria-label={label} style={{ '--panel-width': `${width}px` }}>
      {/* A separator that can be moved is a widget (WAI-ARIA window splitter). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${label}`}
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={styles['edge']}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
        onKeyDown={onKeyDown}
      />
      {children}
    </aside>
  );
}

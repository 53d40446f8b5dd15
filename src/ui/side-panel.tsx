import { useState } from 'react';
import type { ReactNode } from 'react';
import { PanelEdge } from './panel-edge.tsx';
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
  const resize = (next: number): void => {
    setWidth(next);
    writePreference('detailWidth', String(next));
  };
  return (
    <aside className={styles['panel']} aria-label={label} style={{ '--panel-width': `${width}px` }}>
      <PanelEdge
        label={`Width of ${label}`}
        side="left"
        width={width}
        narrowest={NARROWEST}
        widest={WIDEST}
        onResize={resize}
      />
      {children}
    </aside>
  );
}

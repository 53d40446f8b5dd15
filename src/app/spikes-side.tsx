import { useState } from 'react';
import type { ReactNode } from 'react';
import { PanelEdge } from '#ui/panel-edge.tsx';
import { readPreference, writePreference } from '#ui/preferences.ts';
import styles from './spikes-screen.module.css';

const NARROWEST = 280;
const WIDEST = 700;
const USUAL = 380;

function startWidth(): number {
  const stored = Number(readPreference('spikesWidth'));
  return stored >= NARROWEST && stored <= WIDEST ? stored : USUAL;
}

/** The list beside what it has open, as wide as the reader wants it. */
export function SpikesSide({ children }: { readonly children: ReactNode }) {
  const [width, setWidth] = useState(startWidth);
  const resize = (next: number): void => {
    setWidth(next);
    writePreference('spikesWidth', String(next));
  };
  return (
    <div className={styles['side']} style={{ '--side-width': `${width}px` }}>
      {children}
      <PanelEdge
        label="Width of the list"
        side="right"
        width={width}
        narrowest={NARROWEST}
        widest={WIDEST}
        onResize={resize}
      />
    </div>
  );
}

import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
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
  const panel = useRef<HTMLElement>(null);
  useFocusGivenBack(panel);
  return (
    <aside
      ref={panel}
      className={styles['panel']}
      aria-label={label}
      style={{ '--panel-width': `${width}px` }}
    >
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

/** Closed with the focus inside, a panel gives it back to where it came from: else the keyboard begins at the top again. */
function useFocusGivenBack(panel: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const own = panel.current;
    let before: HTMLElement | null = null;
    const note = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof HTMLElement && own?.contains(relatedTarget) === false)
        before = relatedTarget;
    };
    own?.addEventListener('focusin', note);
    return () => {
      own?.removeEventListener('focusin', note);
      if (own?.contains(document.activeElement) === true && before?.isConnected === true)
        before.focus({ preventScroll: true });
    };
  }, [panel]);
}

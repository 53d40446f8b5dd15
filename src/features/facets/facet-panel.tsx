import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { Icon } from '#ui/icon.tsx';
import { PanelEdge } from '#ui/panel-edge.tsx';
import { useKeys } from '#ui/use-keys.ts';
import { FacetList } from './facet-list.tsx';
import { focusValue } from './facet-keys.ts';
import { NARROWEST, usePanelPlace, WIDEST } from './use-panel-place.ts';
import styles from './facets.module.css';

/** The values that occur most, of the chosen fields, to narrow the events by. */
export function FacetPanel() {
  const place = usePanelPlace();
  const panel = useRef<HTMLElement>(null);
  const wantsFocus = useRef(false);
  const { ref: sized, width } = useElementSize();
  const ref = useMergedRef(panel, sized);
  useEffect(() => {
    if (place.isOpen && wantsFocus.current) focusValue(panel.current, 'first');
    wantsFocus.current = false;
  }, [place.isOpen]);
  const open = (): void => {
    wantsFocus.current = true;
    place.setOpen(true);
  };
  useKeys({ 'g f': () => (place.isOpen ? focusValue(panel.current, 'first') : open()) });
  if (!place.isOpen) {
    return (
      <div className={styles['closed']}>
        <button
          type="button"
          className={styles['opener']}
          aria-expanded={false}
          title="Show facets (g f)"
          onClick={open}
        >
          <Icon icon="facets" />
          <span>Facets</span>
        </button>
      </div>
    );
  }
  return (
    <section
      ref={ref}
      className={styles['panel']}
      aria-label="Facets"
      style={{ '--facet-width': place.width === null ? undefined : `${place.width}px` }}
    >
      <div className={styles['head']}>
        <span className={styles['title']}>Facets</span>
        <button
          type="button"
          className={styles['tool']}
          aria-label="Hide facets"
          title="Hide facets"
          onClick={() => place.setOpen(false)}
        >
          <Icon icon="facets" size={14} />
        </button>
      </div>
      <FacetList folded={place.folded} onFold={place.fold} />
      <PanelEdge
        label="Width of Facets"
        side="right"
        width={place.width ?? Math.round(width)}
        narrowest={NARROWEST}
        widest={WIDEST}
        onResize={place.setWidth}
      />
    </section>
  );
}

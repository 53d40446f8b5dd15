import { useState } from 'react';
import { StoryPanel } from '#features/story/story-panel.tsx';
import { FoldButton } from '#ui/fold-button.tsx';
import { PanelEdge } from '#ui/panel-edge.tsx';
import { readPreference, writePreference } from '#ui/preferences.ts';
import { useFold } from '#ui/use-fold.ts';
import styles from './timeline-screen.module.css';

const NARROWEST = 240;
const WIDEST = 700;
const USUAL = 340;

function startWidth(): number {
  const stored = Number(readPreference('storyWidth'));
  return stored >= NARROWEST && stored <= WIDEST ? stored : USUAL;
}

/** The story beside the lanes, as wide as the reader wants it; folded it leaves the lanes all the room. */
export function TimelineSide() {
  const [width, setWidth] = useState(startWidth);
  const [open, fold] = useFold('story');
  const resize = (next: number): void => {
    setWidth(next);
    writePreference('storyWidth', String(next));
  };
  if (!open) {
    return (
      <div className={styles['folded']}>
        <FoldButton what="story" open={open} onFold={fold} />
      </div>
    );
  }
  return (
    <aside className={styles['side']} aria-label="In words" style={{ '--side-width': `${width}px` }}>
      <PanelEdge
        label="Width of the story"
        side="left"
        width={width}
        narrowest={NARROWEST}
        widest={WIDEST}
        onResize={resize}
      />
      <div className={styles['foldCorner']}>
        <FoldButton what="story" open={open} onFold={fold} />
      </div>
      <div className={styles['sideBody']}>
        <StoryPanel />
      </div>
    </aside>
  );
}

import { useEffect, useRef, useState } from 'react';
import { useIntake } from './use-intake.ts';
import { droppedEntries } from './walk-entries.ts';
import styles from './drop-anywhere.module.css';

const carriesFiles = (drag: DragEvent): boolean => drag.dataTransfer?.types.includes('Files') === true;

/** The whole window takes files, at any time; while something is held over it, it says so. */
export function DropAnywhere() {
  const { drop } = useIntake();
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const show = (by: number): void => {
      depth.current = Math.max(0, depth.current + by);
      setOver(depth.current > 0);
    };
    const onEnter = (drag: DragEvent): void => {
      if (carriesFiles(drag)) show(1);
    };
    const onLeave = (drag: DragEvent): void => {
      if (carriesFiles(drag)) show(-1);
    };
    const onOver = (drag: DragEvent): void => {
      if (!carriesFiles(drag)) return;
      drag.preventDefault();
      if (drag.dataTransfer !== null) drag.dataTransfer.dropEffect = 'copy';
    };
    const onDrop = (drag: DragEvent): void => {
      if (!carriesFiles(drag) || drag.dataTransfer === null) return;
      drag.preventDefault();
      show(-depth.current);
      drop(droppedEntries(drag.dataTransfer));
    };
    const stop = new AbortController();
    const options = { signal: stop.signal };
    window.addEventListener('dragenter', onEnter, options);
    window.addEventListener('dragleave', onLeave, options);
    window.addEventListener('dragover', onOver, options);
    window.addEventListener('drop', onDrop, options);
    return () => stop.abort();
  }, [drop]);
  if (!over) return null;
  return (
    <div className={styles['veil']} aria-hidden="true">
      <p className={styles['words']}>Drop to read these logs in this tab</p>
    </div>
  );
}

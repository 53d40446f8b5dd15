import { Button, Loader } from '@mantine/core';
import { Notice } from '#ui/notice.tsx';
import { useIntake } from './use-intake.ts';
import styles from './gathering-note.module.css';

/** What happens between the drop and the reading: folders being walked, the sample being fetched, or why not. */
export function GatheringNote() {
  const { gathering, cancelGathering, message } = useIntake();
  if (gathering !== null) {
    return (
      <div className={styles['note']} role="status">
        <Loader size={14} aria-hidden="true" />
        <span className={styles['words']}>{gathering.words}</span>
        <Button size="compact-sm" variant="default" onClick={cancelGathering}>
          Cancel
        </Button>
      </div>
    );
  }
  if (message === null) return null;
  return (
    <Notice tone="bad" title="Nothing was read">
      {message}
    </Notice>
  );
}

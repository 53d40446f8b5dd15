import { Button, Progress } from '@mantine/core';
import { countOf, countText, sizeText } from '#ui/number-text.ts';
import type { ExportProgress } from './run-export.ts';
import styles from './export.module.css';

interface ExportRunningProps {
  readonly progress: ExportProgress | null;
  readonly onCancel: () => void;
}

export function ExportRunning({ progress, onCancel }: ExportRunningProps) {
  const done = progress === null ? 0 : progress.written + progress.missing;
  const share = progress === null || progress.total === 0 ? 0 : (100 * done) / progress.total;
  return (
    <div className={styles['choices']}>
      <Progress.Root size="sm" transitionDuration={0}>
        <Progress.Section value={share} aria-label="Events written" />
      </Progress.Root>
      <p className={styles['what']}>
        {progress === null
          ? 'Starting'
          : `${countText(done)} of ${countOf(progress.total, 'event')} · ${sizeText(progress.bytes)}`}
      </p>
      <div className={styles['actions']}>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

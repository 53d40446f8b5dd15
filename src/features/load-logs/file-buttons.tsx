import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useIntake } from './use-intake.ts';
import { chosenFiles } from './walk-entries.ts';
import styles from './file-buttons.module.css';

interface FileButtonsProps {
  readonly filesLabel: string;
  readonly folderLabel: string;
  readonly size?: 'xs' | 'sm' | 'md';
  /** The first button is the screen's main action. */
  readonly main?: boolean;
}

/** The two ways to choose: files, or a folder with everything in it. */
export function FileButtons({ filesLabel, folderLabel, size = 'sm', main = false }: FileButtonsProps) {
  const { choose } = useIntake();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    choose(chosenFiles(input.files));
    // So that choosing the same files again is noticed.
    input.value = '';
  };
  return (
    <>
      <Button size={size} variant={main ? 'filled' : 'default'} onClick={() => files.current?.click()}>
        {filesLabel}
      </Button>
      <Button size={size} variant="default" onClick={() => folder.current?.click()}>
        {folderLabel}
      </Button>
      <input
        ref={files}
        className={styles['hidden']}
        type="file"
        multiple
        tabIndex={-1}
        aria-label="CloudTrail log files"
        onChange={(change) => take(change.currentTarget)}
      />
      <input
        ref={folder}
        className={styles['hidden']}
        type="file"
        webkitdirectory=""
        tabIndex={-1}
        aria-label="Folder with CloudTrail log files"
        onChange={(change) => take(change.currentTarget)}
      />
    </>
  );
}

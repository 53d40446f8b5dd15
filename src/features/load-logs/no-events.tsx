import { Button } from '@mantine/core';
import { useSessionState } from '#session/use-session.ts';
import type { SessionState } from '#session/session.ts';
import { countOf } from '#ui/number-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { FileButtons } from './file-buttons.tsx';
import { UrlButton } from './url-button.tsx';
import styles from './no-events.module.css';

const filesOf = (state: SessionState): number => state.totals.files;

/** Files were read and held no events: what happened, why, and what to do. */
export function NoEvents() {
  const files = useSessionState(filesOf);
  const [, change] = useViewState();
  return (
    <div className={styles['empty']} role="status">
      <h2>No events in {files === 1 ? 'this file' : `these ${countOf(files, 'file')}`}</h2>
      <p>
        None of them held CloudTrail records that could be read. The Data screen says for each file what it is
        and why it was set aside.
      </p>
      <p>CloudTrail writes its logs to S3 as .json.gz files under AWSLogs/…/CloudTrail/.</p>
      <div className={styles['ways']}>
        <FileButtons filesLabel="Choose files" folderLabel="Choose a folder" />
        <UrlButton label="Paste presigned URLs" />
        <Button variant="default" onClick={() => change({ screen: 'data' })}>
          See what the files are
        </Button>
      </div>
    </div>
  );
}

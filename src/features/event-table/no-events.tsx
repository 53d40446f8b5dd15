import type { ReactNode } from 'react';
import { useSessionState } from '#session/use-session.ts';
import type { SessionState } from '#session/session.ts';
import { countOf } from '#ui/number-text.ts';
import styles from './event-table.module.css';

const filesOf = (state: SessionState): number => state.totals.files;

/** Files were read and held no events: what happened, why, and what to do. */
export function NoEvents({ wayOut }: { readonly wayOut: ReactNode }) {
  const files = useSessionState(filesOf);
  return (
    <div className={styles['empty']} role="status">
      <h2>No events in {files === 1 ? 'this file' : `these ${countOf(files, 'file')}`}</h2>
      <p>
        None of them held CloudTrail records that could be read. The Data screen says for each file what it is
        and why it was set aside.
      </p>
      <p>CloudTrail writes its logs to S3 as .json.gz files under AWSLogs/…/CloudTrail/.</p>
      <div className={styles['ways']}>{wayOut}</div>
    </div>
  );
}

import { Button } from '@mantine/core';
import { useSession } from '#session/use-session.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Icon } from '#ui/icon.tsx';
import { Notice } from '#ui/notice.tsx';
import { countOf, sizeText } from '#ui/number-text.ts';
import { saveFile } from '#ui/save-file.ts';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { aboutName } from './export-name.ts';
import { aboutText } from './export-statement.ts';
import type { ExportResult } from './run-export.ts';
import type { Export } from './use-export.ts';
import styles from './export.module.css';

interface ExportEndProps {
  readonly task: Export;
  readonly onClose: () => void;
}

/** What was written, and how to prove it; or that nothing was. */
export function ExportEnd({ task, onClose }: ExportEndProps) {
  return (
    <div className={styles['choices']}>
      {task.result !== null && <Written result={task.result} />}
      {task.state === 'cancelled' && <p className={styles['what']}>Cancelled. No file was saved.</p>}
      {task.state === 'failed' && (
        <Notice tone="bad" title="The export stopped, and no file was saved">
          {visibleText(task.problem ?? '')}
        </Notice>
      )}
      <div className={styles['actions']}>
        {task.result === null && (
          <Button variant="default" onClick={task.forget}>
            Back
          </Button>
        )}
        {task.result !== null && <SaveNote result={task.result} />}
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

function Written({ result }: { readonly result: ExportResult }) {
  const { name, events, bytes, sha256, missing } = result.file;
  return (
    <>
      <p role="status" aria-label="Export" className={styles['written']}>
        <Icon icon="fine" size={14} /> {countOf(events, 'event')} written, {sizeText(bytes)}
      </p>
      {missing > 0 && (
        <Notice tone="attention" title={`${countOf(missing, 'record')} could not be read again`}>
          Their files were changed, moved or removed since they were loaded. They are not in the export.
        </Notice>
      )}
      <dl className={styles['facts']}>
        <dt>File</dt>
        <dd>
          <Visible text={name} />
        </dd>
        <dt>SHA-256</dt>
        <dd className={styles['hash']}>
          {sha256} <CopyButton text={sha256} what="SHA-256 of the export" />
        </dd>
      </dl>
    </>
  );
}

/** Beside the file: a CSV file and pure records have no place of their own for it. */
function SaveNote({ result }: { readonly result: ExportResult }) {
  const session = useSession();
  const save = (): void =>
    saveFile(
      aboutName(result.file.name),
      aboutText(result.statement, result.file, session.getState().files),
      'application/json',
    );
  return (
    <Button
      variant="default"
      title="Filter, data set, hashes of the file and of the logs it came from"
      onClick={save}
    >
      Save a note about it (JSON)
    </Button>
  );
}

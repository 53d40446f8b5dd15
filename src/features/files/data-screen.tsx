import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FileReport, SessionState } from '#session/session.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { GuideSign } from '#ui/guide-link.tsx';
import { Icon } from '#ui/icon.tsx';
import { saveFile } from '#ui/save-file.ts';
import { shownFiles } from './file-filter.ts';
import type { FileFilter } from './file-filter.ts';
import { FileList } from './file-list.tsx';
import { FilesBar } from './files-bar.tsx';
import { RemovalNotice } from './removal-notice.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { StartOver } from './start-over.tsx';
import { usePartialCounts } from './use-partial-counts.ts';
import { TotalsLine } from './totals-line.tsx';
import { BUSY_REASON, useRemoval } from './use-removal.ts';
import type { Removal } from './use-removal.ts';
import styles from './files.module.css';

const filesOf = (state: SessionState): SessionState['files'] => state.files;
const removedOf = (state: SessionState): SessionState['removed'] => state.removed;
const totalsOf = (state: SessionState): SessionState['totals'] => state.totals;

interface DataScreenProps {
  readonly addButtons: ReactNode;
  readonly coverage: ReactNode;
}

/** Every file that was given: what it is, what was read, and what was not and why. */
export function DataScreen({ addButtons, coverage }: DataScreenProps) {
  const totals = useSessionState(totalsOf);
  const removal = useRemoval();
  return (
    <div className={styles['screen']}>
      <header className={styles['top']}>
        <h1>Data</h1>
        <div className={styles['buttons']}>
          {addButtons}
          <ReportButton />
          <StartOver />
          <GuideSign to="screen-data" about="this screen" />
        </div>
      </header>
      <TotalsLine totals={totals} />
      <RemovalNotice removal={removal} />
      {coverage}
      <Files removal={removal} />
      {removal.asked !== null && (
        <RemoveDialog files={removal.asked} onKeep={() => removal.ask(null)} onRemove={removal.remove} />
      )}
    </div>
  );
}

function ReportButton() {
  const session = useSession();
  const download = (): void =>
    saveFile(
      'trailscope-load-report.json',
      `${JSON.stringify(session.report(), null, 2)}\n`,
      'application/json',
    );
  return (
    <Button size="xs" variant="default" leftSection={<Icon icon="download" size={14} />} onClick={download}>
      Download load report (JSON)
    </Button>
  );
}

function Files({ removal }: { readonly removal: Removal }) {
  const files = useSessionState(filesOf);
  const removed = useSessionState(removedOf);
  const [filter, setFilter] = useState<FileFilter>('all');
  const [name, setName] = useState('');
  const partial = usePartialCounts();
  const state = { files, removed };
  const shown = shownFiles(state, filter, name);
  return (
    <>
      <FilesBar
        state={state}
        filter={filter}
        onFilter={setFilter}
        name={name}
        onName={setName}
        shown={shown}
        removal={removal}
      />
      {shown.length > 0 ? (
        <FileList
          files={shown}
          partial={partial}
          actionsOf={(file) => (
            <>
              {file.status === 'unpacked' && (
                <Button size="compact-sm" variant="default" onClick={() => setName(`${file.name}/`)}>
                  Show only its files
                </Button>
              )}
              <FileAction file={file} isRemoved={filter === 'removed'} removal={removal} />
            </>
          )}
        />
      ) : (
        <p className={styles['none']}>{name.trim() === '' ? NONE[filter] : 'No file of this name.'}</p>
      )}
    </>
  );
}

const NONE = {
  all: 'No files in the set. Add some, or drop them anywhere on this page.',
  problems:
    'No file has a problem: every record that was found is in the table, or is a duplicate of one that is.',
  'no-events': 'Every file gave events.',
  removed: 'No file is removed any more.',
} as const;

interface FileActionProps {
  readonly file: FileReport;
  readonly isRemoved: boolean;
  readonly removal: Removal;
}

function FileAction({ file, isRemoved, removal: { busy, ask, putBack } }: FileActionProps) {
  const isArchive = file.status === 'unpacked';
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        disabled={busy}
        onClick={() => (isRemoved ? putBack([file]) : ask([file]))}
      >
        {(isRemoved ? 'Put it back' : 'Remove from the set') + (isArchive ? ' with all its files' : '')}
      </Button>
      {busy && <span className={styles['muted']}>{BUSY_REASON}</span>}
    </>
  );
}

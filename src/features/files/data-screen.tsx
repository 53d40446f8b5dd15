import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SessionState } from '#session/session.ts';
import { useSession, useSessionState } from '#session/use-session.ts';
import { Icon } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import { saveFile } from '#ui/save-file.ts';
import { FILE_FILTERS, passes } from './file-filter.ts';
import type { FileFilter } from './file-filter.ts';
import { FileList } from './file-list.tsx';
import { StartOver } from './start-over.tsx';
import { TotalsLine } from './totals-line.tsx';
import styles from './files.module.css';

const filesOf = (state: SessionState): SessionState['files'] => state.files;
const totalsOf = (state: SessionState): SessionState['totals'] => state.totals;

/** Every file that was given: what it is, what was read, and what was not and why. */
export function DataScreen({ addButtons }: { readonly addButtons: ReactNode }) {
  const session = useSession();
  const files = useSessionState(filesOf);
  const totals = useSessionState(totalsOf);
  const [filter, setFilter] = useState<FileFilter>('all');
  const shown = files.filter((file) => passes(file, filter));
  const download = (): void =>
    saveFile(
      'trailscope-load-report.json',
      `${JSON.stringify(session.report(), null, 2)}\n`,
      'application/json',
    );
  return (
    <div className={styles['screen']}>
      <header className={styles['top']}>
        <h1>Data</h1>
        <div className={styles['buttons']}>
          {addButtons}
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon icon="download" size={14} />}
            onClick={download}
          >
            Download load report (JSON)
          </Button>
          <StartOver />
        </div>
      </header>
      <TotalsLine totals={totals} />
      <FilterChoice files={files} value={filter} onChange={setFilter} />
      {shown.length > 0 ? (
        <FileList files={shown} />
      ) : (
        <p className={styles['none']}>{filter === 'all' ? 'No files yet.' : NONE[filter]}</p>
      )}
    </div>
  );
}

const NONE = {
  problems:
    'No file has a problem: every record that was found is in the table, or is a duplicate of one that is.',
  'set-aside': 'No file was set aside: all of them are CloudTrail logs.',
} as const;

interface FilterChoiceProps {
  readonly files: SessionState['files'];
  readonly value: FileFilter;
  readonly onChange: (filter: FileFilter) => void;
}

const FILTERS: readonly FileFilter[] = ['all', 'problems', 'set-aside'];

function FilterChoice({ files, value, onChange }: FilterChoiceProps) {
  return (
    <SegmentedControl
      size="xs"
      className={styles['filter'] ?? ''}
      aria-label="Which files are shown"
      value={value}
      onChange={(next) => onChange(FILTERS.find((filter) => filter === next) ?? 'all')}
      data={FILTERS.map((filter) => ({
        value: filter,
        label: `${FILE_FILTERS[filter]} ${countText(files.filter((file) => passes(file, filter)).length)}`,
      }))}
    />
  );
}

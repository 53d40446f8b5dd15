import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { FILE_KIND_LABELS } from '#cloudtrail/containers.ts';
import type { FileReport } from '#session/session.ts';
import { Icon } from '#ui/icon.tsx';
import { countText, sizeText } from '#ui/number-text.ts';
import { Pill } from '#ui/pill.tsx';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { STATUS_WORDS } from './file-filter.ts';
import { FileDetails } from './file-details.tsx';
import { FileNotes } from './file-notes.tsx';
import styles from './files.module.css';

interface FileLineProps {
  readonly file: FileReport;
  /** Events that were put together from less than a whole record. */
  readonly partial: number;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly actions: ReactNode;
}

/** One file: what it is, what was read of it, and on demand what was not. */
export function FileLine({ file, partial, open, onToggle, actions }: FileLineProps) {
  return (
    <>
      <div className={styles['columns']}>
        <span role="cell" className={styles['fileName']} title={visibleText(file.name)}>
          <UnstyledButton className={styles['more']} fz="inherit" aria-expanded={open} onClick={onToggle}>
            <Icon icon={open ? 'next' : 'open'} size={12} />
            <FileName path={file.name} />
          </UnstyledButton>
        </span>
        <span role="cell">{FILE_KIND_LABELS[file.kind]}</span>
        <span role="cell">
          <Status status={file.status} />
        </span>
        <span role="cell" className={styles['number']}>
          {sizeText(file.bytes)}
        </span>
        <Count value={file.found} />
        <Count value={file.loaded} />
        <Count value={partial} />
        <Count value={file.duplicates} />
        <Count value={file.rejectedCount} bad />
      </div>
      <div role="cell" className={styles['below']}>
        <FileNotes file={file} />
        {open && <FileDetails file={file} actions={actions} />}
      </div>
    </>
  );
}

/** The name whole, since names carry account, region and time; the folder below it. */
function FileName({ path }: { readonly path: string }) {
  const slash = path.lastIndexOf('/') + 1;
  return (
    <span className={styles['baseName']}>
      <Visible text={path.slice(slash)} />
      {slash > 0 && (
        <span className={styles['folder']}>
          <Visible text={path.slice(0, slash)} />
        </span>
      )}
    </span>
  );
}

function Count({ value, bad = false }: { readonly value: number; readonly bad?: boolean }) {
  const tone = value === 0 ? styles['zero'] : bad ? styles['badNumber'] : styles['number'];
  return (
    <span role="cell" className={tone}>
      {countText(value)}
    </span>
  );
}

function Status({ status }: { readonly status: FileReport['status'] }) {
  const words = STATUS_WORDS[status];
  if (status === 'loaded')
    return (
      <Pill tone="fine" icon="fine">
        {words}
      </Pill>
    );
  if (status === 'failed')
    return (
      <Pill tone="bad" icon="failed">
        {words}
      </Pill>
    );
  if (status === 'set-aside' || status === 'cancelled')
    return (
      <Pill tone="attention" icon="warning">
        {words}
      </Pill>
    );
  return <Pill tone="plain">{words}</Pill>;
}

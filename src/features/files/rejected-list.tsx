import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { FileReport } from '#session/session.ts';
import { Icon } from '#ui/icon.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { DamagedBytes } from './damaged-bytes.tsx';
import styles from './files.module.css';

const SHOWN = 100;

/** What of a file could not be loaded, where it stands and why, and on demand its bytes. */
export function RejectedList({ file }: { readonly file: FileReport }) {
  const [open, setOpen] = useState<number | null>(null);
  const rejected = file.rejected.slice(0, SHOWN);
  return (
    <div className={styles['rejected']}>
      <ul aria-label={`Rejected records of ${visibleText(file.name)}`}>
        {rejected.map(({ offset, reason }, index) => (
          // Several may stand at one place with one reason, and the list only grows at its end.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <UnstyledButton
              className={styles['more']}
              fz="inherit"
              aria-expanded={open === index}
              aria-label={`Look at the bytes around byte ${countText(offset)}`}
              onClick={() => setOpen(open === index ? null : index)}
            >
              <Icon icon={open === index ? 'next' : 'open'} size={12} />
              <span className={styles['offset']}>byte {countText(offset)}</span>
            </UnstyledButton>{' '}
            <Visible text={reason} />
            {open === index && <DamagedBytes fileId={file.id} offset={offset} />}
          </li>
        ))}
      </ul>
      {file.rejectedCount > rejected.length && (
        <p>
          {countOf(file.rejectedCount - rejected.length, 'more rejected record')}: the load report lists up to
          1,000 of a file.
        </p>
      )}
    </div>
  );
}

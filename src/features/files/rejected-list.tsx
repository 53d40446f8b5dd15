import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { damagedByte } from '#session/damaged-byte.ts';
import type { FileReport } from '#session/session.ts';
import { Icon } from '#ui/icon.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { DamagedBytes } from './damaged-bytes.tsx';
import styles from './files.module.css';

const SHOWN = 100;

/** What of a file could not be loaded, where it stands and why, and on demand its bytes; Parquet counts in rows. */
export function RejectedList({ file }: { readonly file: FileReport }) {
  const [open, setOpen] = useState<number | null>(null);
  const rejected = file.rejected.slice(0, SHOWN);
  return (
    <div className={styles['rejected']}>
      <ul aria-label={`Rejected records of ${visibleText(file.name)}`}>
        {rejected.map((one, index) => (
          // Several may stand at one place with one reason, and the list only grows at its end.
          <li key={index}>
            {file.kind === 'parquet' ? (
              <span className={styles['offset']}>row {countText(one.offset)}</span>
            ) : (
              <UnstyledButton
                className={styles['more']}
                fz="inherit"
                aria-expanded={open === index}
                aria-label={`byte ${countText(one.offset)}: look at the bytes`}
                onClick={() => setOpen(open === index ? null : index)}
              >
                <Icon icon={open === index ? 'next' : 'open'} size={12} />
                <span className={styles['offset']}>byte {countText(one.offset)}</span>
              </UnstyledButton>
            )}{' '}
            <Visible text={one.reason} />
            {open === index && <DamagedBytes fileId={file.id} offset={damagedByte(one)} />}
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

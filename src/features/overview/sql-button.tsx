import { Modal } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import { readableSql } from '#session/readable-sql.ts';
import type { ReadableQuery } from '#session/readable-sql.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Icon } from '#ui/icon.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { Hint } from './hint.tsx';
import styles from './overview.module.css';

/** Put together only when somebody asks for it. */
export type TileSql = () => readonly ReadableQuery[];

interface SqlButtonProps {
  readonly title: string;
  readonly about: string;
  readonly sql: TileSql | null;
}

/** Says what a tile counts, and shows the SQL that counts it. */
export function SqlButton({ title, about, sql }: SqlButtonProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Hint text={about}>
        <button
          type="button"
          className={styles['sqlButton']}
          aria-label={`SQL of this tile: ${title}`}
          aria-describedby={id}
          onClick={() => setOpen(true)}
        >
          <Icon icon="help" size={13} />
        </button>
      </Hint>
      <span id={id} hidden>
        {about}
      </span>
      {open && <SqlDialog title={title} about={about} sql={sql} onClose={() => setOpen(false)} />}
    </>
  );
}

function SqlDialog({ title, about, sql, onClose }: SqlButtonProps & { readonly onClose: () => void }) {
  const text = useMemo(() => (sql === null ? null : sql().map(readableSql).join('\n\n')), [sql]);
  return (
    <Modal opened onClose={onClose} size={820} centered title={title}>
      <p className={styles['dialogAbout']}>{about}</p>
      {text === null ? (
        <p className={styles['dialogAbout']}>This is counted while files are read, not by a query.</p>
      ) : (
        <>
          <div className={styles['dialogHead']}>
            <strong>SQL of this tile</strong>
            <CopyButton text={text} what="SQL" />
            <span className={styles['muted']}>
              DuckDB, over the tables of this page; your filter is in it.
            </span>
          </div>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- longer than the dialog it scrolls, which must be possible from the keyboard */}
          <pre className={styles['sql']} aria-label="SQL" tabIndex={0}>
            {visibleText(text, true)}
          </pre>
        </>
      )}
    </Modal>
  );
}

import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './table-dialog.module.css';

interface TableDialogProps {
  readonly title: string;
  readonly heads: readonly string[];
  /** Rows of a table, each beginning with `<th scope="row">`. */
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** What a picture shows, as a table. */
export function TableDialog({ title, heads, children, onClose }: TableDialogProps) {
  return (
    <Modal opened onClose={onClose} size={1_160} centered title={title}>
      <div className={styles['box']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </Modal>
  );
}

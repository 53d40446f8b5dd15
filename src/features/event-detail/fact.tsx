import type { ReactNode } from 'react';
import styles from './event-detail.module.css';

interface FactProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A line of the summary: a word of the field, and what the record says. */
export function Fact({ label, children }: FactProps) {
  return (
    <div className={styles['fact']}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

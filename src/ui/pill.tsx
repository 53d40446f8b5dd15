import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import styles from './pill.module.css';

interface PillProps {
  readonly tone: 'plain' | 'bad' | 'attention' | 'fine';
  readonly icon?: IconName;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A word that stands out; the tone is never the only sign. */
export function Pill({ tone, icon, title, children }: PillProps) {
  return (
    <span className={styles[tone]} title={title}>
      {icon !== undefined && <Icon icon={icon} size={10} />}
      {children}
    </span>
  );
}

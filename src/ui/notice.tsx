import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './notice.module.css';

interface NoticeProps {
  /** `bad` is announced at once, the others when the reader has a moment. */
  readonly tone: 'bad' | 'attention' | 'plain' | 'fine';
  readonly title: string;
  readonly children: ReactNode;
  readonly onDismiss?: () => void;
}

const ICONS = { bad: 'warning', attention: 'warning', plain: 'open', fine: 'fine' } as const;

/** Something to know before going on: what, and what now. */
export function Notice({ tone, title, children, onDismiss }: NoticeProps) {
  return (
    <div className={styles[tone]} role={tone === 'bad' ? 'alert' : 'status'} aria-label={title}>
      <Icon icon={ICONS[tone]} />
      <div className={styles['words']}>
        <strong>{title}</strong>
        <div>{children}</div>
      </div>
      {onDismiss !== undefined && <CloseButton size="sm" aria-label="Dismiss" onClick={onDismiss} />}
    </div>
  );
}

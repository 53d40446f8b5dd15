import type { ReactNode } from 'react';
import styles from './cell-button.module.css';

interface CellButtonProps {
  /** What the list is told (`onAct` of `list-hands.ts`); `menu` opens the row's menu. */
  readonly act: string;
  readonly title: string;
  readonly className?: string | undefined;
  readonly tone?: string | undefined;
  readonly children: ReactNode;
}

/** Something to press in a cell of a list. Keys go to the list, so it is no tab stop of its own. */
export function CellButton({ act, title, className, tone, children }: CellButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${styles['button'] ?? ''} ${className ?? ''}`}
      data-act={act}
      data-tone={tone}
      title={title}
      aria-haspopup={act === 'menu' ? 'menu' : undefined}
    >
      {children}
    </button>
  );
}

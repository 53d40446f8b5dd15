import type { KeyboardEvent } from 'react';
import { Icon } from '#ui/icon.tsx';
import styles from './filter-pills.module.css';

interface FilterPillProps {
  readonly tone: 'plain' | 'not';
  /** Said quietly before the text: `region is`. */
  readonly lead: string;
  readonly text: string;
  /** All of it, for the tooltip. */
  readonly whole: string;
  readonly isAside?: boolean;
  /** Handed the pill's place on the screen; absent for a pill that can only be removed. */
  readonly onPress?: (anchor: DOMRect) => void;
  readonly onRemove: () => void;
}

/** One thing that narrows the events, with a way to take it away. */
export function FilterPill({ tone, lead, text, whole, isAside = false, onPress, onRemove }: FilterPillProps) {
  const onKeyDown = (press: KeyboardEvent<HTMLButtonElement>): void => {
    if (press.key !== 'Delete' && press.key !== 'Backspace') return;
    press.preventDefault();
    onRemove();
  };
  return (
    <span className={styles['pill']} data-place data-tone={tone} data-aside={isAside || undefined}>
      <button
        type="button"
        className={styles['words']}
        title={isAside ? `Set aside: ${whole}` : whole}
        aria-haspopup={onPress === undefined ? undefined : 'menu'}
        aria-keyshortcuts="Delete"
        onKeyDown={onKeyDown}
        onClick={(press) => onPress?.(press.currentTarget.getBoundingClientRect())}
      >
        {isAside && <span className={styles['aside']}>set aside: </span>}
        <span className={styles['said']}>
          {lead}
          <strong>{text}</strong>
        </span>
      </button>
      <button
        type="button"
        className={styles['remove']}
        tabIndex={-1}
        aria-label={`Remove ${whole}`}
        title="Remove (Delete)"
        onClick={onRemove}
      >
        <Icon icon="close" size={10} />
      </button>
    </span>
  );
}

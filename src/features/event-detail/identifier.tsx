import { CopyButton } from '#ui/copy-button.tsx';
import { Visible } from '#ui/visible.tsx';
import styles from './event-detail.module.css';

/** An identifier in full, to read and to copy; nothing where the record has none. */
export function Identifier({ value, what }: { readonly value: string | null; readonly what: string }) {
  if (value === null) return null;
  return (
    <span className={styles['identifier']}>
      <Visible text={value} />
      <CopyButton text={value} what={what} />
    </span>
  );
}

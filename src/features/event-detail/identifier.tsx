import type { FieldKey } from '#cloudtrail/fields.ts';
import type { PivotRow } from '#query/pivots.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { FieldHandle } from './field-handle.tsx';
import styles from './event-detail.module.css';

interface IdentifierProps {
  readonly field: FieldKey;
  readonly value: string | null;
  readonly row: PivotRow;
  readonly what: string;
}

/** An identifier in full, to read, to copy and to follow; nothing where the record has none. */
export function Identifier({ field, value, row, what }: IdentifierProps) {
  if (value === null) return null;
  return (
    <span className={styles['identifier']}>
      <FieldHandle field={field} value={value} row={row} />
      <span className={styles['copy']}>
        <CopyButton text={value} what={what} />
      </span>
    </span>
  );
}

import { Button, Checkbox, Popover } from '@mantine/core';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { DEFAULT_COLUMNS } from '#view-state/columns.ts';
import { sameColumns } from '#view-state/view-state.ts';
import { Icon } from '#ui/icon.tsx';
import { EVENT_COLUMNS } from './event-columns.ts';
import styles from './column-chooser.module.css';

interface ColumnChooserProps {
  readonly columns: readonly FieldKey[];
  readonly onChange: (columns: readonly FieldKey[]) => void;
}

/** Which fields stand in the table. The choice is part of the link. */
export function ColumnChooser({ columns, onChange }: ColumnChooserProps) {
  const toggle = (key: FieldKey, shown: boolean): void => {
    const next = shown ? [...columns, key] : columns.filter((other) => other !== key);
    if (next.length > 0) onChange(inDefaultPlace(next));
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus width={300}>
      <Popover.Target>
        <Button size="compact-sm" variant="default" leftSection={<Icon icon="columns" size={14} />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <fieldset className={styles['list']}>
          <legend className={styles['legend']}>Shown in the table</legend>
          {EVENT_COLUMNS.map(({ key, label }) => (
            <Checkbox
              key={key}
              size="xs"
              label={label}
              checked={columns.includes(key)}
              disabled={columns.length === 1 && columns[0] === key}
              onChange={(change) => toggle(key, change.currentTarget.checked)}
            />
          ))}
        </fieldset>
        <div className={styles['foot']}>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={sameColumns(columns, DEFAULT_COLUMNS)}
            onClick={() => onChange(DEFAULT_COLUMNS)}
          >
            Back to the usual columns
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The usual columns keep their usual order, others follow in the order in which they were chosen. */
function inDefaultPlace(columns: readonly FieldKey[]): FieldKey[] {
  const usual = DEFAULT_COLUMNS.filter((key) => columns.includes(key));
  return [...usual, ...columns.filter((key) => !usual.includes(key))];
}

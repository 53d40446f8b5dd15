import { Button, Checkbox, Popover, SegmentedControl } from '@mantine/core';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { DEFAULT_COLUMNS } from '#view-state/columns.ts';
import { sameColumns } from '#view-state/view-state.ts';
import { Icon } from '#ui/icon.tsx';
import { EVENT_COLUMNS } from './event-columns.ts';
import { isDensity } from './use-density.ts';
import type { Density } from './use-density.ts';
import styles from './column-chooser.module.css';

interface ColumnChooserProps {
  readonly columns: readonly FieldKey[];
  readonly onChange: (columns: readonly FieldKey[]) => void;
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
}

/** Which fields stand in the table, in the reader's order, as part of the link; and how high its lines are. */
export function ColumnChooser({ columns, onChange, density, onDensity }: ColumnChooserProps) {
  const toggle = (key: FieldKey, shown: boolean): void => {
    const next = shown ? [...columns, key] : columns.filter((other) => other !== key);
    if (next.length > 0) onChange(next);
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
          <SegmentedControl
            size="xs"
            aria-label="Height of the lines"
            value={density}
            onChange={(next) => isDensity(next) && onDensity(next)}
            data={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
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

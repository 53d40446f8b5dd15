import { Button, Checkbox, Radio } from '@mantine/core';
import { useState } from 'react';
import { describeFilter } from '#query/describe-filter.ts';
import { ALL_EXPORT_FIELDS } from '#query/export-rows.ts';
import { Icon } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { ViewState } from '#view-state/view-state.ts';
import { CopyRows } from './copy-rows-button.tsx';
import { FORMAT_FACTS, FORMATS } from './export-plan.ts';
import type { ExportPlan, Format } from './export-plan.ts';
import styles from './export.module.css';

interface ExportChoicesProps {
  /** Undefined while it is being counted. */
  readonly count: number | undefined;
  readonly onStart: (plan: ExportPlan, events: number) => void;
}

interface Choices {
  readonly format: Format;
  readonly allFields: boolean;
  readonly secrets: boolean;
}

function planOf({ format, allFields, secrets }: Choices, { filter, sort, columns }: ViewState): ExportPlan {
  const whole = format === 'parquet' || allFields;
  return { format, filter, sort, secrets, fields: whole ? ALL_EXPORT_FIELDS : columns };
}

export function ExportChoices({ count, onStart }: ExportChoicesProps) {
  const [view] = useViewState();
  const [choices, setChoices] = useState<Choices>({ format: 'csv', allFields: false, secrets: false });
  const { timeWithZone } = useTimeText();
  const filter = describeFilter(view.filter, timeWithZone);
  const set = (change: Partial<Choices>): void => setChoices((before) => ({ ...before, ...change }));
  const plan = planOf(choices, view);
  return (
    <div className={styles['choices']}>
      <p className={styles['what']}>
        {filter === '' ? 'All events' : <Visible text={`Where ${filter}`} />}, in the order of the table.
      </p>
      <Radio.Group
        value={choices.format}
        onChange={(value) => set({ format: FORMATS.find((format) => format === value) ?? 'csv' })}
        aria-label="Format"
      >
        {FORMATS.map((format) => (
          <Radio
            key={format}
            value={format}
            size="xs"
            className={styles['format'] ?? ''}
            classNames={{ description: styles['words'] ?? '' }}
            label={FORMAT_FACTS[format].label}
            description={FORMAT_FACTS[format].words}
          />
        ))}
      </Radio.Group>
      {choices.format === 'csv' && (
        <Radio.Group
          value={choices.allFields ? 'all' : 'shown'}
          onChange={(value) => set({ allFields: value === 'all' })}
          label="Columns"
          size="xs"
        >
          <div className={styles['side']}>
            <Radio value="shown" size="xs" label={`Those shown (${countText(view.columns.length)})`} />
            <Radio value="all" size="xs" label={`All fields (${countText(ALL_EXPORT_FIELDS.length)})`} />
          </div>
        </Radio.Group>
      )}
      <Checkbox
        size="xs"
        checked={choices.secrets}
        onChange={({ currentTarget }) => set({ secrets: currentTarget.checked })}
        classNames={{ description: styles['words'] ?? '' }}
        label="Include secrets"
        description="Session tokens, passwords and private keys as they stand in the records, instead of “hidden, 356 characters”."
      />
      <div className={styles['actions']}>
        {choices.format === 'csv' && <CopyRows plan={plan} count={count} />}
        <Button
          disabled={count === undefined || count === 0}
          leftSection={<Icon icon="download" size={14} />}
          onClick={() => onStart(plan, count ?? 0)}
        >
          Save file
        </Button>
      </div>
    </div>
  );
}

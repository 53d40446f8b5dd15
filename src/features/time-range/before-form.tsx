import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { readSide } from '#lib/zone-range.ts';
import { leadingTo } from '#query/time-window.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { ChooseRange } from './range-panel.tsx';
import styles from './time-range.module.css';

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

type Unit = keyof typeof UNITS;

const UNIT_NAMES: readonly Unit[] = ['minutes', 'hours', 'days'];
const MOST = 10_000;

interface BeforeFormProps {
  /** The time that stands there first. */
  readonly start: number | null;
  readonly onChoose: ChooseRange;
}

/** “What changed in the ten minutes before the outage?” */
export function BeforeForm({ start, onChoose }: BeforeFormProps) {
  const { zone, zoneLabel, time } = useTimeText();
  const [count, setCount] = useState<string | number>(10);
  const [unit, setUnit] = useState<Unit>('minutes');
  const [text, setText] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const shown = text ?? (start === null ? '' : time(start));
  const apply = (): void => {
    const moment = readSide(shown, zone);
    const length = Math.round(Number(count) * UNITS[unit]);
    if (moment === null) setError('Write the time up to which it lasts.');
    else if (typeof moment === 'string') setError(moment);
    else if (!(length >= 1_000)) setError('Write how long it lasts: 10 minutes, for example.');
    else onChoose(leadingTo(moment.start, length));
  };
  return (
    <form
      className={styles['group']}
      aria-label="Leading up to a time"
      onSubmit={(submit) => {
        submit.preventDefault();
        apply();
      }}
    >
      <strong>Leading up to a time</strong>
      <div className={styles['sentence']}>
        <span>The</span>
        <NumberInput
          size="xs"
          w={48}
          aria-label="How long"
          min={1}
          max={MOST}
          hideControls
          value={count}
          onChange={setCount}
        />
        <NativeSelect
          size="xs"
          miw={86}
          aria-label="Unit"
          data={[...UNIT_NAMES]}
          value={unit}
          onChange={(change) =>
            setUnit(UNIT_NAMES.find((known) => known === change.currentTarget.value) ?? 'minutes')
          }
        />
        <span>before</span>
        <TextInput
          size="xs"
          className={styles['moment'] ?? ''}
          aria-label={`Time (${zoneLabel})`}
          placeholder="2025-10-10 21:13"
          value={shown}
          error={error ?? undefined}
          onChange={(change) => {
            setText(change.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit" size="xs" variant="default">
          Show
        </Button>
      </div>
    </form>
  );
}

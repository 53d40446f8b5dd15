import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePeriodForm } from '#view-state/use-period-form.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Against } from '#view-state/view-state.ts';
import type { Period } from '#view-state/link-time.ts';
import { periodBefore, sideOf } from './comparison.ts';
import type { Side } from './comparison.ts';
import styles from './differences.module.css';

const SIDES: readonly { readonly value: Side; readonly label: string }[] = [
  { value: 'rest', label: 'The rest' },
  { value: 'before', label: 'The time before' },
  { value: 'period', label: 'Another period' },
];

/** With what the events shown are compared. */
export function AgainstChoice({ against }: { readonly against: Against }) {
  const [{ filter }, change] = useViewState();
  const [isAsking, setAsking] = useState(false);
  const before = periodBefore(filter);
  const side = isAsking ? 'period' : sideOf(against);
  const choose = (next: string): void => {
    setAsking(next === 'period');
    if (next === 'rest' || next === 'before') change({ against: next });
  };
  return (
    <div className={styles['against']}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Compare with"
        value={side}
        onChange={choose}
        data={SIDES.map((item) => ({
          ...item,
          disabled: item.value === 'before' && before === null && side !== 'before',
        }))}
      />
      {side === 'period' && (
        <PeriodForm
          key={typeof against === 'string' ? against : `${against.from}-${against.to}`}
          start={typeof against === 'string' ? before : against}
          onPeriod={(period) => {
            setAsking(false);
            change({ against: period });
          }}
        />
      )}
    </div>
  );
}

interface PeriodFormProps {
  readonly start: Period | null;
  readonly onPeriod: (period: Period) => void;
}

function PeriodForm({ start, onPeriod }: PeriodFormProps) {
  const { zoneLabel } = useTimeText();
  const { from, to, setFrom, setTo, problem, submit } = usePeriodForm(start, onPeriod);
  return (
    <form className={styles['period']} onSubmit={submit}>
      <TextInput
        size="xs"
        label={`From (${zoneLabel})`}
        placeholder="2025-10-10 18:00"
        value={from}
        onChange={(change) => setFrom(change.currentTarget.value)}
      />
      <TextInput
        size="xs"
        label="To, included"
        placeholder="2025-10-10 18:59"
        value={to}
        onChange={(change) => setTo(change.currentTarget.value)}
      />
      <Button size="xs" type="submit" variant="default">
        Compare
      </Button>
      {problem !== null && (
        <p className={styles['wrong']} role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

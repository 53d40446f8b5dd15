import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NewsPeriod } from '#query/news.ts';
import { usePeriodForm } from '#view-state/use-period-form.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import styles from './first-seen.module.css';

export interface PeriodOption {
  readonly value: string;
  readonly label: string;
  /** Null: what follows by itself. */
  readonly period: NewsPeriod | null;
  readonly disabled?: boolean;
}

interface PeriodChoiceProps {
  readonly label: string;
  readonly options: readonly PeriodOption[];
  readonly chosen: NewsPeriod | null;
  /** What is compared now: where a period of one's own begins. */
  readonly now: NewsPeriod;
  readonly onPeriod: (period: NewsPeriod | null) => void;
}

const OWN = 'own';

/** One of the usual periods, or one that is written. */
export function PeriodChoice({ label, options, chosen, now, onPeriod }: PeriodChoiceProps) {
  const [isAsking, setAsking] = useState(false);
  const usual = options.find(({ period }) => samePeriod(period, chosen));
  const value = isAsking ? OWN : (usual?.value ?? OWN);
  const choose = (next: string): void => {
    setAsking(next === OWN);
    const option = options.find((one) => one.value === next);
    if (option !== undefined) onPeriod(option.period);
  };
  return (
    <div className={styles['choice']}>
      <span className={styles['choiceLabel']}>{label}</span>
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={value}
        onChange={choose}
        data={[
          ...options.map((option) => ({
            value: option.value,
            label: option.label,
            disabled: option.disabled === true && option.value !== value,
          })),
          { value: OWN, label: 'Another period' },
        ]}
      />
      {value === OWN && (
        <PeriodForm
          key={`${now.from} ${now.to}`}
          start={now}
          label={label}
          onPeriod={(period) => {
            setAsking(false);
            onPeriod(period);
          }}
        />
      )}
    </div>
  );
}

function samePeriod(a: NewsPeriod | null, b: NewsPeriod | null): boolean {
  if (a === null || b === null) return a === b;
  return a.from === b.from && a.to === b.to;
}

interface PeriodFormProps {
  readonly start: NewsPeriod;
  readonly label: string;
  readonly onPeriod: (period: NewsPeriod) => void;
}

function PeriodForm({ start, label, onPeriod }: PeriodFormProps) {
  const { zoneLabel } = useTimeText();
  const { from, to, setFrom, setTo, problem, submit } = usePeriodForm(start, onPeriod);
  return (
    <form className={styles['period']} onSubmit={submit} aria-label={`${label}, another period`}>
      <TextInput
        size="xs"
        aria-label={`From (${zoneLabel})`}
        placeholder="2025-10-10 18:00"
        value={from}
        onChange={(change) => setFrom(change.currentTarget.value)}
      />
      <span aria-hidden="true">to</span>
      <TextInput
        size="xs"
        aria-label="To, included"
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

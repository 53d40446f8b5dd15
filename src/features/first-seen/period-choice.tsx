import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { zonedSpanOf } from '#lib/zone-time.ts';
import type { NewsPeriod } from '#query/news.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { isValidPeriod } from '#view-state/view-state.ts';
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

/** From and to in the zone of the page; a day or a minute stands for the whole of it. */
function PeriodForm({ start, label, onPeriod }: PeriodFormProps) {
  const { zone, zoneLabel, time } = useTimeText();
  const [from, setFrom] = useState(time(start.from));
  // Half-open inside, with its last second in writing: then what was written is read alike.
  const [to, setTo] = useState(time(start.to - 1_000));
  const [isWrong, setWrong] = useState(false);
  const submit = (sent: FormEvent): void => {
    sent.preventDefault();
    const period = { from: zonedSpanOf(from, zone)?.start ?? NaN, to: zonedSpanOf(to, zone)?.end ?? NaN };
    setWrong(!isValidPeriod(period));
    if (isValidPeriod(period)) onPeriod(period);
  };
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
      {isWrong && (
        <p className={styles['wrong']} role="alert">
          Two times are needed, the first before the second, as 2025-10-10, 2025-10-10 18:00 or 2025-10-10
          18:00:05.
        </p>
      )}
    </form>
  );
}

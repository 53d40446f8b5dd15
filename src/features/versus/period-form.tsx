import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { zonedSpanOf } from '#lib/zone-time.ts';
import type { Period } from '#view-state/link-time.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { isValidPeriod } from '#view-state/view-state.ts';
import styles from './versus.module.css';

interface PeriodFormProps {
  readonly start: Period | null;
  readonly onPeriod: (period: Period) => void;
}

/** From and to in the zone of the page; a day or a minute stands for the whole of it. */
export function PeriodForm({ start, onPeriod }: PeriodFormProps) {
  const { zone, zoneLabel, time } = useTimeText();
  const [from, setFrom] = useState(start === null ? '' : time(start.from));
  // Half-open inside, with its last second in writing: then what was written is read alike.
  const [to, setTo] = useState(start === null ? '' : time(start.to - 1_000));
  const [isWrong, setWrong] = useState(false);
  const submit = (sent: FormEvent): void => {
    sent.preventDefault();
    const period = { from: zonedSpanOf(from, zone)?.start ?? NaN, to: zonedSpanOf(to, zone)?.end ?? NaN };
    setWrong(!isValidPeriod(period));
    if (isValidPeriod(period)) onPeriod(period);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={`Compare from (${zoneLabel})`}
        placeholder={`From (${zoneLabel}): 2025-10-03`}
        value={from}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <TextInput
        size="xs"
        aria-label="Compare to, included"
        placeholder="To, included: 2025-10-09"
        value={to}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
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

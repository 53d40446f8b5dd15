import { Button, TextInput } from '@mantine/core';
import type { Period } from '#view-state/link-time.ts';
import { usePeriodForm } from '#view-state/use-period-form.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import styles from './versus.module.css';

interface PeriodFormProps {
  readonly start: Period | null;
  readonly onPeriod: (period: Period) => void;
}

/** The period to compare with, written. */
export function PeriodForm({ start, onPeriod }: PeriodFormProps) {
  const { zoneLabel } = useTimeText();
  const { from, to, setFrom, setTo, problem, submit } = usePeriodForm(start, onPeriod);
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
      {problem !== null && (
        <p className={styles['wrong']} role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

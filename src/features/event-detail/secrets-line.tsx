import { Button } from '@mantine/core';
import { countOf } from '#ui/number-text.ts';
import styles from './event-detail.module.css';

interface SecretsLineProps {
  readonly count: number;
  readonly shown: boolean;
  readonly onChange: (shown: boolean) => void;
}

/** Says that something is hidden, and shows it to whoever wants it. */
export function SecretsLine({ count, shown, onChange }: SecretsLineProps) {
  if (count === 0) return null;
  const many = countOf(count, 'secret');
  return (
    <p className={styles['secrets']}>
      <span>
        {shown
          ? `${many} ${count === 1 ? 'is' : 'are'} shown, here and in copies.`
          : `${many} ${count === 1 ? 'is' : 'are'} hidden, here and in copies.`}
      </span>
      <Button size="compact-xs" variant="default" onClick={() => onChange(!shown)}>
        {shown ? 'Hide' : 'Show'}
      </Button>
    </p>
  );
}

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSession } from '#session/use-session.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { Icon } from '#ui/icon.tsx';
import { copyRows, MOST_COPIED } from './copy-rows.ts';
import type { ExportPlan } from './export-plan.ts';
import styles from './export.module.css';

interface CopyRowsProps {
  readonly plan: ExportPlan;
  readonly count: number | undefined;
}

/** For a table in a ticket or a chat: no file between. */
export function CopyRows({ plan, count }: CopyRowsProps) {
  const session = useSession();
  const { mutate, isPending, data, error } = useMutation({ mutationFn: () => copyRows(session, plan) });
  const words = isPending
    ? ''
    : error !== null
      ? error.message
      : data === null
        ? 'The browser did not allow copying.'
        : data === undefined
          ? ''
          : `${countOf(data, 'event')} copied`;
  return (
    <>
      <span role="status" aria-label="Copying" className={styles['copied']}>
        {words}
      </span>
      <Button
        variant="default"
        disabled={count === undefined || count === 0}
        leftSection={<Icon icon="copy" size={14} />}
        onClick={() => mutate()}
      >
        {count !== undefined && count > MOST_COPIED
          ? `Copy the first ${countText(MOST_COPIED)} as CSV`
          : 'Copy as CSV'}
      </Button>
    </>
  );
}

import { ActionIcon } from '@mantine/core';
import { Icon } from '#ui/icon.tsx';
import { Pill } from '#ui/pill.tsx';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useComparison } from '#view-state/use-comparison.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { ComparedEvent } from './use-compared-events.ts';
import { eventWords } from './event-words.ts';
import styles from './compare.module.css';

interface EventHeadProps {
  readonly event: ComparedEvent;
  /** From 1, from the left. */
  readonly number: number;
}

/** Which event a column is about. */
export function EventHead({ event, number }: EventHeadProps) {
  const { remove } = useComparison();
  const [, change] = useViewState();
  const { timeWithZone } = useTimeText();
  const { address, row, problem } = event;
  return (
    <th scope="col" className={styles['event']}>
      <span className={styles['eventTop']}>
        <span className={styles['eventName']}>
          <Visible text={row === null ? 'This event is not in the loaded files' : eventWords(event)} />
        </span>
        <ActionIcon
          size={24}
          variant="subtle"
          color="gray"
          aria-label={`Open event ${number} in the detail`}
          title="Open in the detail"
          onClick={() => change({ screen: 'events', event: address })}
        >
          <Icon icon="open" size={14} />
        </ActionIcon>
        <ActionIcon
          size={24}
          variant="subtle"
          color="gray"
          aria-label={`Remove event ${number}`}
          title="Remove from the comparison"
          onClick={() => remove(address)}
        >
          <Icon icon="close" size={12} />
        </ActionIcon>
      </span>
      {row === null && (
        <span className={styles['eventLine']}>
          <Visible
            text={'eventId' in address ? address.eventId : `${address.fileName}, byte ${address.offset}`}
          />
        </span>
      )}
      {row !== null && row !== undefined && (
        <>
          <span className={styles['eventLine']}>
            {row.eventTime === null ? 'no time in the record' : timeWithZone(row.eventTime)}
          </span>
          <span className={styles['eventLine']}>
            <Visible text={row.principal ?? 'no principal in the record'} />
          </span>
          <Pill
            tone={row.outcome === 'success' ? 'fine' : 'bad'}
            icon={row.outcome === 'success' ? 'fine' : row.outcome === 'denied' ? 'failed' : 'warning'}
          >
            {row.outcome}
          </Pill>
        </>
      )}
      {problem !== null && <span className={styles['problem']}>{visibleText(problem)}</span>}
    </th>
  );
}

import { ActionIcon, Skeleton } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { eventDetail } from '#query/event-detail.ts';
import type { EventAddress } from '#query/event-detail.ts';
import { useDbQuery } from '#session/use-db-query.ts';
import { Icon } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import { SidePanel } from '#ui/side-panel.tsx';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { FoundEvent } from './found-event.tsx';
import { NotHere } from './not-here.tsx';
import styles from './event-detail.module.css';

interface EventDetailProps {
  readonly address: EventAddress;
  /** Row in the table, from 0; null while it is not known. */
  readonly at?: number | null;
  readonly total?: number;
  /** The filter leaves this event out of the table. */
  readonly leftOut?: boolean;
  /** Absent where there is no table to step through. */
  readonly onStep?: (by: number) => void;
  readonly onClose: () => void;
}

/** One event: who, what, on what, from where, when, with what result; and the record itself. */
export function EventDetail(props: EventDetailProps) {
  const { address, at = null, total = 0, leftOut = false, onStep, onClose } = props;
  const answer = useDbQuery(eventDetail(address), { keep: true });
  const row = answer.data?.rows[0];
  const scroll = useTopOnChange(row === undefined ? null : `${row.fileId}:${row.recordOffset}`);
  return (
    <SidePanel label="Event detail">
      <div className={styles['bar']}>
        <span className={styles['muted']}>
          {leftOut && 'Not among the events shown'}
          {!leftOut && at !== null && `${countText(at + 1)} of ${countText(total)}`}
        </span>
        {onStep !== undefined && <Steps at={at} total={total} onStep={onStep} />}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Close (Esc)"
          title="Close (Esc)"
          onClick={onClose}
        >
          <Icon icon="close" size={14} />
        </ActionIcon>
      </div>
      <div
        ref={scroll}
        className={styles['scroll']}
        data-stale={answer.isPlaceholderData || undefined}
        aria-busy={answer.isFetching}
      >
        {answer.error !== null && (
          <Notice tone="bad" title="The event could not be read from the database">
            {visibleText(answer.error.message)}
          </Notice>
        )}
        {answer.isPending && <Skeleton height={260} animate={false} />}
        {row !== undefined && <FoundEvent row={row} inside={scroll} />}
        {answer.isSuccess && row === undefined && <NotHere address={address} />}
      </div>
    </SidePanel>
  );
}

interface StepsProps {
  readonly at: number | null;
  readonly total: number;
  readonly onStep: (by: number) => void;
}

function Steps({ at, total, onStep }: StepsProps) {
  const step = (label: string, icon: 'previous' | 'next', by: number, disabled: boolean) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={() => onStep(by)}
    >
      <Icon icon={icon} />
    </ActionIcon>
  );
  return (
    <>
      {step('Previous event (k)', 'previous', -1, at === 0)}
      {step('Next event (j)', 'next', 1, at !== null && at >= total - 1)}
    </>
  );
}

/** Another event is read from its beginning; what has the focus keeps it. */
function useTopOnChange(shown: string | null): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement | null>(null);
  useLayoutEffect(() => {
    if (shown !== null) element.current?.scrollTo({ top: 0 });
  }, [shown]);
  return element;
}

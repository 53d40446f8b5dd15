import { ActionIcon, Skeleton } from '@mantine/core';
import { eventDetail } from '#query/event-detail.ts';
import type { EventAddress, EventDetailRow } from '#query/event-detail.ts';
import { useDbQuery } from '#session/use-db-query.ts';
import { Icon } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import { Pill } from '#ui/pill.tsx';
import { SidePanel } from '#ui/side-panel.tsx';
import { Visible } from '#ui/visible.tsx';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { Facts } from './facts.tsx';
import { JsonSection } from './json-section.tsx';
import { NotHere } from './not-here.tsx';
import { OutcomeBox } from './outcome-box.tsx';
import { RecordSection } from './record-section.tsx';
import styles from './event-detail.module.css';

interface EventDetailProps {
  readonly address: EventAddress;
  /** Row in the table, from 0; null while it is not known. */
  readonly at: number | null;
  readonly total: number;
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
}

/** One event: who, what, on what, from where, when, with what result; and the record itself. */
export function EventDetail({ address, at, total, onStep, onClose }: EventDetailProps) {
  const answer = useDbQuery(eventDetail(address), { keep: true });
  const row = answer.data?.rows[0];
  return (
    <SidePanel label="Event detail">
      <div className={styles['bar']}>
        <span className={styles['muted']}>
          {at === null ? '' : `${countText(at + 1)} of ${countText(total)}`}
        </span>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Previous event (k)"
          title="Previous event (k)"
          disabled={at === 0}
          onClick={() => onStep(-1)}
        >
          <Icon icon="previous" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Next event (j)"
          title="Next event (j)"
          disabled={at !== null && at >= total - 1}
          onClick={() => onStep(1)}
        >
          <Icon icon="next" />
        </ActionIcon>
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
        {row !== undefined && <Found row={row} />}
        {answer.isSuccess && row === undefined && <NotHere address={address} />}
      </div>
    </SidePanel>
  );
}

function Found({ row }: { readonly row: EventDetailRow }) {
  const kind = [row.eventSource, row.eventCategory?.toLowerCase(), row.verb].filter(
    (part) => typeof part === 'string',
  );
  return (
    <>
      <h2 className={styles['title']}>
        {row.eventName === null ? 'An event without a name' : <Visible text={row.eventName} />}{' '}
        {row.outcome === 'success' ? (
          <Pill tone="fine" icon="fine">
            success
          </Pill>
        ) : (
          <Pill tone="bad" icon={row.outcome === 'denied' ? 'failed' : 'warning'}>
            {row.outcome}
          </Pill>
        )}
      </h2>
      <p className={styles['muted']}>
        <Visible text={kind.join(' · ')} />
      </p>
      {row.conflict && (
        <p className={styles['conflict']}>
          Another record carries this eventID with different bytes. Both are kept: one of the files may have
          been altered, or written by something other than CloudTrail.
        </p>
      )}
      <Facts row={row} />
      <OutcomeBox row={row} />
      <JsonSection title="Request" text={row.fullRequestParameters} always />
      <JsonSection title="Response" text={row.fullResponseElements} always />
      <JsonSection title="Additional event data" text={row.fullAdditionalEventData} />
      <JsonSection title="Service event details" text={row.fullServiceEventDetails} />
      <RecordSection place={row} eventId={row.eventID} />
    </>
  );
}

import type { EventDetailRow } from '#query/event-detail.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { Fact } from './fact.tsx';
import styles from './event-detail.module.css';

/** The moment in the zone of the page, the other one beside it; it leads to what happened around it. */
export function WhenFact({ row }: { readonly row: EventDetailRow }) {
  const { timeWithZone, otherTime } = useTimeText();
  const actionsOf = useHandleActions();
  const { eventTime } = row;
  if (eventTime === null) return <Fact label="When">no time in the record</Fact>;
  const other = otherTime(eventTime);
  const written = writtenTime(eventTime);
  const leadsTo = () =>
    actionsOf({ field: 'eventTime' }, written, row).filter(({ group }) => group === 'event');
  return (
    <Fact label="When">
      <ValueHandle value={written} actions={leadsTo}>
        {timeWithZone(eventTime)}
      </ValueHandle>{' '}
      {other !== null && <span className={styles['muted']}>{other}</span>}
    </Fact>
  );
}

/** As CloudTrail writes it. Beyond the year 275,760 there is no date. */
function writtenTime(ms: number): string {
  return Math.abs(ms) > 8.64e15 ? String(ms) : new Date(ms).toISOString().replace('.000Z', 'Z');
}

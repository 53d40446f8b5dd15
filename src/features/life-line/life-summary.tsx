import type { LifeCall } from '#cloudtrail/life-line.ts';
import type { EventRow } from '#query/event-row.ts';
import { MOST_CHANGES } from '#query/life-line.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import styles from './life-line.module.css';

/** Created when and by whom, how often changed, deleted or still there: in one sentence. */
export function LifeSummary({ calls }: { readonly calls: readonly LifeCall<EventRow>[] }) {
  const created = calls.find(({ stage }) => stage === 'created');
  const changes = calls.filter(({ stage }) => stage === 'changed');
  const end = calls.findLast(
    ({ stage }) => stage === 'created' || stage === 'deleted' || stage === 'changed',
  );
  const isDeleted = end?.stage === 'deleted';
  const changers = new Set(changes.map(({ event }) => event.principal)).size;
  return (
    <p className={styles['summary']}>
      {created === undefined ? 'Its creation is not in the data' : <Moment words="Created" call={created} />},{' '}
      {changes.length === 0
        ? 'no change'
        : `${countOf(changes.length, 'change')} by ${countOf(changers, 'principal')}`}
      , {isDeleted ? <Moment words="deleted" call={end} /> : 'not deleted in the data'}.
      {calls.length >= MOST_CHANGES && ` These are the latest ${countText(MOST_CHANGES)} calls that wrote.`}
    </p>
  );
}

function Moment({ words, call }: { readonly words: string; readonly call: LifeCall<EventRow> }) {
  const { time } = useTimeText();
  const { eventTime, principal } = call.event;
  return (
    <>
      {words} {eventTime === null ? 'at an unknown time' : time(eventTime)} by{' '}
      <strong>
        <Visible text={principal ?? 'somebody unknown'} />
      </strong>
    </>
  );
}

import { memo } from 'react';
import type { LifeCall } from '#cloudtrail/life-line.ts';
import { addressOf } from '#query/event-detail.ts';
import type { EventRow } from '#query/event-row.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { ChangeRows } from './change-rows.tsx';
import { STAGE_WORDS } from './stage-words.ts';
import { USUAL_MINUTES } from './touched-span.ts';
import styles from './life-line.module.css';

interface CallLineProps {
  readonly call: LifeCall<EventRow>;
  readonly index: number;
  readonly isActive: boolean;
  readonly onActive: (index: number) => void;
}

/** When, what became of it, by whom, and what the call asked for that the one before had not. */
export const CallLine = memo(function CallLine({ call, index, isActive, onActive }: CallLineProps) {
  const [{ touched }, change] = useViewState();
  const { time } = useTimeText();
  const actions = useHandleActions();
  const { event, stage, previous } = call;
  const { eventTime, principal, eventName } = event;
  const when = eventTime === null ? 'no time' : time(eventTime);
  const stop = isActive ? 0 : -1;
  return (
    <li className={styles['call']} data-stage={stage}>
      <p className={styles['callHead']}>
        <button
          type="button"
          className={styles['open']}
          data-call={index}
          tabIndex={stop}
          aria-label={visibleText(
            `${when} ${STAGE_WORDS[stage]}: ${eventName ?? 'a call without a name'} by ${principal ?? 'somebody unknown'}. Opens the event.`,
          )}
          title="Opens the event"
          onFocus={() => onActive(index)}
          onClick={() => change({ event: addressOf(event) })}
        >
          {when}
        </button>
        <span className={styles['stage']}>{STAGE_WORDS[stage]}</span>
        <strong>
          <Visible text={eventName ?? 'a call without a name'} />
        </strong>
        <span className={styles['by']}>
          by{' '}
          {principal === null ? (
            'somebody unknown'
          ) : (
            <ValueHandle
              value={principal}
              actions={() => actions({ field: 'principal' }, principal, event)}
              inTabOrder={isActive}
            >
              <Visible text={principal} />
            </ValueHandle>
          )}
        </span>
        {eventTime !== null && (
          <button
            type="button"
            className={styles['small']}
            tabIndex={stop}
            aria-pressed={touched?.to === eventTime + 1}
            title="Who can have touched it before this"
            onClick={() =>
              change({ touched: { from: eventTime - USUAL_MINUTES * 60_000, to: eventTime + 1 } })
            }
          >
            who before?
          </button>
        )}
      </p>
      <ChangeRows call={call} />
      {previous !== null && (
        <button
          type="button"
          className={styles['small']}
          tabIndex={stop}
          onClick={() => change({ screen: 'compare', compare: [addressOf(previous), addressOf(event)] })}
        >
          side by side with the one before
        </button>
      )}
    </li>
  );
});

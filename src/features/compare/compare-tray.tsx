import { Button, CloseButton } from '@mantine/core';
import { Icon } from '#ui/icon.tsx';
import { countOf } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { useComparison } from '#view-state/use-comparison.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { eventWords } from './event-words.ts';
import { useChosenRows } from './use-compared-events.ts';
import styles from './compare.module.css';

/** The events that were chosen to be put side by side, below the table. */
export function CompareTray() {
  const { events } = useComparison();
  return events.length === 0 ? null : <Tray />;
}

function Tray() {
  const comparison = useComparison();
  const [, change] = useViewState();
  const { time } = useTimeText();
  const chosen = useChosenRows(comparison.events);
  return (
    <section className={styles['tray']} aria-label="Comparison">
      <span className={styles['trayTitle']}>
        <Icon icon="compare" size={14} /> {countOf(chosen.length, 'event')} to compare
      </span>
      <ul className={styles['chips']}>
        {chosen.map((one) => (
          <li key={JSON.stringify(one.address)} className={styles['chip']}>
            <button
              type="button"
              className={styles['chipName']}
              title="Open in the detail"
              onClick={() => change({ event: one.address })}
            >
              <Visible text={eventWords(one)} />{' '}
              {typeof one.row?.eventTime === 'number' && (
                <span className={styles['muted']}>{time(one.row.eventTime)}</span>
              )}
            </button>
            <CloseButton
              size={24}
              iconSize={14}
              aria-label={`Remove ${eventWords(one)} from the comparison`}
              onClick={() => comparison.remove(one.address)}
            />
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        disabled={chosen.length < 2}
        title={chosen.length < 2 ? 'Choose another event to compare it with' : 'Put them side by side'}
        onClick={() => change({ screen: 'compare' })}
      >
        Compare
      </Button>
      <Button size="compact-sm" variant="default" onClick={comparison.clear}>
        Clear
      </Button>
    </section>
  );
}

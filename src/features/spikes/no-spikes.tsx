import { Button } from '@mantine/core';
import { clearClauses, withTime } from '#query/edit-filter.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { LEAST_HISTORY_HOURS } from '#query/spike-baseline.ts';
import { SENSITIVITIES } from '#query/spike-judge.ts';
import { historyInWords } from '#query/spike-words.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import styles from './spikes-panel.module.css';

interface ReportProps {
  readonly report: SpikeReport;
}

/** Less than two days: a number would be a guess. */
export function NotEnoughHistory({ report: { hours, range, outside } }: ReportProps) {
  const { filter, change: changeFilter } = useFilter();
  const [, change] = useViewState();
  const times = useTimeText();
  const hasTime = filter.from !== null || filter.to !== null;
  return (
    <div className={styles['message']} role="status">
      <h2>Not enough history</h2>
      <p>
        What matches reaches over {countOf(hours, 'hour')}
        {range !== null && `, from ${times.time(range.from)} to ${times.timeWithZone(range.to)}`}. To say what
        is usual, {countOf(LEAST_HISTORY_HOURS, 'hour')} are needed before whatever is judged; a week is
        better. Nothing is guessed from less.
        {outside > 0 &&
          ` ${countOf(outside, 'event')} months away from the others tell nothing of the time between.`}
      </p>
      <div className={styles['ways']}>
        {hasTime && (
          <Button
            size="xs"
            variant="default"
            onClick={() => changeFilter((before) => withTime(before, null, null))}
          >
            Look at the whole time
          </Button>
        )}
        {filter.clauses.length > 0 && (
          <Button size="xs" variant="default" onClick={() => changeFilter(clearClauses)}>
            Look at all events
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => change({ screen: 'data' })}>
          Add logs of the days before
        </Button>
      </div>
    </div>
  );
}

/** Nothing is beyond the line: said with what was looked at. */
export function NoSpikes({ report: { series, hours } }: ReportProps) {
  const [{ sensitivity, countReads }, change] = useViewState();
  const finer = SENSITIVITIES[SENSITIVITIES.indexOf(sensitivity) + 1];
  return (
    <div className={styles['message']} role="status">
      <h2>No spikes</h2>
      <p>
        {series === 0
          ? 'No series has calls enough to have a spike.'
          : `Nothing rises above, or falls below, what is usual: ${countOf(series, 'series', 'series')} were looked at, with sensitivity “${sensitivity}”.`}{' '}
        {historyInWords(hours)}
      </p>
      <div className={styles['ways']}>
        {finer !== undefined && (
          <Button size="xs" variant="default" onClick={() => change({ sensitivity: finer })}>
            Look closer: {finer}
          </Button>
        )}
        {!countReads && (
          <Button size="xs" variant="default" onClick={() => change({ countReads: true })}>
            Count reads too
          </Button>
        )}
      </div>
    </div>
  );
}

/** The line is drawn over all kinds at once, and only so many are told. */
export function NothingOfKind({ report: { spikes, more } }: ReportProps) {
  const [, change] = useViewState();
  return (
    <div className={styles['message']} role="status">
      <h2>None of the chosen kinds</h2>
      <p>
        {more === 0
          ? `There ${spikes.length === 1 ? 'is' : 'are'} ${countOf(spikes.length, 'spike')} in series of other kinds.`
          : `The ${countText(spikes.length)} most surprising spikes are all in series of other kinds. ${countText(more)} more are not listed: a narrower filter, or sensitivity “plain”, shows other ones.`}
      </p>
      <Button size="xs" variant="default" onClick={() => change({ families: null })}>
        Show all kinds
      </Button>
    </div>
  );
}

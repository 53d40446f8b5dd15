import { Button } from '@mantine/core';
import { withTime } from '#query/edit-filter.ts';
import type { SpikeReport } from '#query/find-spikes.ts';
import { LEAST_HISTORY_HOURS } from '#query/spike-baseline.ts';
import { SENSITIVITIES } from '#query/spike-names.ts';
import { historyInWords } from '#query/spike-words.ts';
import { countOf } from '#ui/number-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import styles from './spikes-panel.module.css';

interface ReportProps {
  readonly report: SpikeReport;
}

/** What keeps anything from being told, in the order in which a reader would ask. */
export function WhyNone({ report }: ReportProps) {
  const { hours, unbroken, series, others } = report;
  if (hours < LEAST_HISTORY_HOURS || (series > 0 && unbroken < LEAST_HISTORY_HOURS))
    return <NotEnoughHistory report={report} />;
  return others > 0 ? <NothingOfKind report={report} /> : <NoSpikes report={report} />;
}

/** Less than two days: a number would be a guess. */
function NotEnoughHistory({ report: { hours, unbroken, range, outside } }: ReportProps) {
  const { filter, change: changeFilter } = useFilter();
  const [, change] = useViewState();
  const times = useTimeText();
  const hasTime = filter.from !== null || filter.to !== null;
  return (
    <div className={styles['message']} role="status">
      <h2>Not enough history</h2>
      <p>
        {hasTime ? 'In the chosen time the logs reach' : 'The logs reach'} over {countOf(hours, 'hour')}
        {range !== null && `, from ${times.time(range.from)} to ${times.timeWithZone(range.to)}`}
        {hours >= LEAST_HISTORY_HOURS &&
          `, but with holes: at most ${countOf(unbroken, 'hour')} of an account are without one`}
        . To say what is usual, {countOf(LEAST_HISTORY_HOURS, 'hour')} are needed before whatever is judged; a
        week is better. Nothing is guessed from less.
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
        <Button size="xs" variant="default" onClick={() => change({ screen: 'data' })}>
          Add logs of the days before
        </Button>
      </div>
    </div>
  );
}

const HOUR = 3_600_000;

/** Nothing is beyond the line: said with what was looked at. */
function NoSpikes({ report: { range, series, unbroken } }: ReportProps) {
  const times = useTimeText();
  const from = range === null ? null : times.timeWithZone(range.from + LEAST_HISTORY_HOURS * HOUR);
  const [{ sensitivity, countReads }, change] = useViewState();
  const finer = SENSITIVITIES[SENSITIVITIES.indexOf(sensitivity) + 1];
  return (
    <div className={styles['message']} role="status">
      <h2>No spikes</h2>
      <p>
        {series === 0
          ? 'No series has calls enough to have a spike.'
          : `Nothing rises above, or falls below, what is usual: ${countOf(series, 'series', 'series')} were looked at, with sensitivity “${sensitivity}”. ${historyInWords(unbroken)}`}
        {series > 0 && from !== null && ` What is before ${from} was not judged: two days before are needed.`}
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

function NothingOfKind({ report: { others } }: ReportProps) {
  const [, change] = useViewState();
  return (
    <div className={styles['message']} role="status">
      <h2>None of the chosen kinds</h2>
      <p>
        There {others === 1 ? 'is' : 'are'} {countOf(others, 'spike')} in series of other kinds.
      </p>
      <Button size="xs" variant="default" onClick={() => change({ families: null })}>
        Show all kinds
      </Button>
    </div>
  );
}

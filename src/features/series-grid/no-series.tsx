import { Button } from '@mantine/core';
import type { SpikeReport } from '#query/find-spikes.ts';
import { LEAST_HISTORY_HOURS } from '#query/spike-baseline.ts';
import { historyInWords } from '#query/spike-words.ts';
import { countOf } from '#ui/number-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import styles from './series-grid.module.css';

/** No series to show: what that means, and what to look at instead. */
export function NoSeries({ report }: { readonly report: SpikeReport | undefined }) {
  const [{ families, seriesOrder, countReads }, change] = useViewState();
  const isBusy = seriesOrder === 'busy';
  const isShort = report !== undefined && report.unbroken < LEAST_HISTORY_HOURS;
  const isReadless = !countReads && (isBusy || !isShort);
  const hasOthers = families !== null && (isBusy || (report?.others ?? 0) > 0);
  return (
    <div className={styles['empty']} role="status">
      <strong>{isBusy ? 'No calls to count' : isShort ? 'Not enough history' : 'Nothing unusual'}</strong>
      <p>
        {isBusy
          ? 'Among the events that match there are no calls to count in such series.'
          : isShort
            ? historyInWords(report.unbroken).replace(/^Not enough history: two/, 'Two')
            : `${countOf(report?.series ?? 0, 'series', 'series')} were looked at${families === null ? '' : ', but of the kinds shown none has a spike'}.`}
        {isReadless && ' Management calls that only read are not counted.'}
      </p>
      <div className={styles['ways']}>
        {hasOthers && (
          <Button size="xs" variant="default" onClick={() => change({ families: null })}>
            Show all kinds of series
          </Button>
        )}
        {isReadless && (
          <Button size="xs" variant="default" onClick={() => change({ countReads: true })}>
            Count reads too
          </Button>
        )}
        {!isBusy && (
          <Button size="xs" variant="default" onClick={() => change({ seriesOrder: 'busy' })}>
            Show the busiest series
          </Button>
        )}
      </div>
    </div>
  );
}

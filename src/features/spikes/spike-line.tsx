import { memo } from 'react';
import type { Spike } from '#query/find-spikes.ts';
import { seriesWords } from '#query/series-words.ts';
import { placeOf } from '#query/spike-words.ts';
import { CellButton } from '#ui/cell-button.tsx';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Icon } from '#ui/icon.tsx';
import { sizeSentence, sizeWords } from '#ui/spike-size.ts';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import { SparkLine } from './spark-line.tsx';
import { countWords, kindWords, mayHaveStopped } from './spike-words.ts';
import styles from './spike-list.module.css';

interface SpikeLineProps {
  readonly spike: Spike;
  readonly isExpected: boolean;
  readonly times: TimeText;
  /** One of AWS's own Insights events is of the same calls at the same time. */
  readonly byAws: boolean;
}

/** What a spike is of, where, how many calls and how many were expected, when, how surprising. */
export const SpikeLine = memo(function SpikeLine({ spike, isExpected, times, byAws }: SpikeLineProps) {
  const { start, end } = spike;
  const place = placeOf(spike);
  const span = `${times.timeWithZone(start)} to ${times.timeWithZone(end)}`;
  return (
    <span className={styles['line']} data-expected={isExpected || undefined}>
      <Title spike={spike} />
      <span className={styles['size']} title={sizeSentence(spike)}>
        {sizeWords(spike)}
      </span>
      <CellButton act="menu" title="What can be done with it (m)" className={styles['menu']}>
        <Icon icon="more" size={15} />
      </CellButton>
      <span className={styles['place']} title={visibleText(place)}>
        <Visible text={place} />
      </span>
      <span className={styles['counts']} title={countWords(spike)}>
        {countWords(spike)}
      </span>
      <span className={styles['when']} title={`${span}: ${judgedWords(spike, isExpected)}`}>
        {times.time(start).slice(0, -3)}
        {' · '}
        <Judged spike={spike} isExpected={isExpected} />
        {byAws && <span title="One of AWS’s own Insights events below"> · AWS saw it too</span>}
      </span>
      <span className={styles['picture']}>
        <SparkLine
          spike={spike}
          title={`From ${times.timeWithZone(spike.course.from)}; the spike: ${span}`}
        />
      </span>
    </span>
  );
});

function Judged({ spike, isExpected }: Pick<SpikeLineProps, 'spike' | 'isExpected'>) {
  const words = judgedWords(spike, isExpected);
  if (isExpected || !mayHaveStopped(spike)) return words;
  return (
    <span className={styles['stopped']}>
      <Icon icon="warning" size={11} /> {words}
    </span>
  );
}

function judgedWords(spike: Spike, isExpected: boolean): string {
  if (isExpected) return 'marked as expected';
  return mayHaveStopped(spike) ? 'logging may have stopped' : spike.surprise;
}

function Title({ spike: { series } }: { readonly spike: Spike }) {
  const { service, name, isValue } = seriesWords(series);
  const lead = service ?? kindWords(series);
  return (
    <span className={styles['title']} title={visibleText(lead === null ? name : `${lead} ${name}`)}>
      {lead !== null && (
        <span className={styles['lead']}>
          <Visible text={lead} />
        </span>
      )}
      <strong className={styles['name']}>{isValue ? <CutVisible text={name} /> : name}</strong>
    </span>
  );
}

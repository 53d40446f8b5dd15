import { historyText } from '#query/first-words.ts';
import type { NewsPeriod } from '#query/news.ts';
import { justBefore, tooLittle } from '#query/news-periods.ts';
import { Icon } from '#ui/icon.tsx';
import { ListSearch } from '#ui/list-search.tsx';
import { countOf } from '#ui/number-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { PeriodChoice } from './period-choice.tsx';
import type { PeriodOption } from './period-choice.tsx';
import type { News, Periods } from './use-news.ts';
import styles from './first-seen.module.css';

const DAY = 86_400_000;

/** Which periods are compared, in words and to be chosen, and what that rests on. */
export function NewsHead({ periods, news }: { readonly periods: Periods; readonly news: News }) {
  const [{ filter, newIn, newAgainst, find }, change] = useViewState();
  const { inside, against, data } = periods;
  const hasRange = filter.from !== null || filter.to !== null;
  const before = justBefore(inside);
  const insides: PeriodOption[] = [
    { value: 'usual', label: hasRange ? 'The time range' : 'The last tenth', period: null },
    lastOption('day', 'The last day', data.to, DAY),
    lastOption('week', 'The last 7 days', data.to, 7 * DAY),
  ];
  const againsts: PeriodOption[] = [
    { value: 'all', label: 'All time before', period: null },
    { value: 'before', label: 'As long just before', period: before },
  ];
  return (
    <header className={styles['head']}>
      <div className={styles['choices']}>
        <PeriodChoice
          label="New in"
          options={insides}
          chosen={newIn}
          now={inside}
          onPeriod={(period) => change({ newIn: period })}
        />
        <PeriodChoice
          label="Not seen in"
          options={againsts}
          chosen={newAgainst}
          now={against}
          onPeriod={(period) => change({ newAgainst: period })}
        />
        <ListSearch
          label="Search in what is new"
          search={find}
          onSearch={(next) => change({ find: next }, 'replace')}
        />
      </div>
      <Sentence periods={periods} news={news} />
    </header>
  );
}

function lastOption(value: string, label: string, to: number, length: number): PeriodOption {
  return { value, label, period: { from: to - length, to } };
}

function Sentence({
  periods: { inside, against },
  news: { counts },
}: {
  readonly periods: Periods;
  readonly news: News;
}) {
  const { time, timeWithZone } = useTimeText();
  if (counts === undefined) return <p className={styles['sentence']}>Counting both periods …</p>;
  const words = ({ from, to }: NewsPeriod): string => `${time(from)} to ${timeWithZone(to)}`;
  const little = tooLittle(inside, against, counts.against);
  return (
    <div className={styles['sentence']} role="status">
      <p>
        <strong>{countOf(counts.inside, 'event')}</strong> from {words(inside)}, held against{' '}
        <strong>{countOf(counts.against, 'event')}</strong> of {countOf(counts.principals, 'principal')} from{' '}
        {words(against)}: {historyText(against.to - against.from)} of history.
      </p>
      {little !== null && (
        <p className={styles['little']}>
          <Icon icon="warning" size={13} /> {little}
        </p>
      )}
    </div>
  );
}

import { describeFilter } from '#query/describe-filter.ts';
import { isEmptyFilter } from '#query/filter.ts';
import type { Filter } from '#query/filter.ts';
import { useMatchCount } from '#session/use-match-query.ts';
import { countOf } from '#ui/number-text.ts';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import styles from './filter-pills.module.css';

const LONGEST_SAID = 300;

/** The filter as a sentence, with how many events it leaves. What is read out is told in one place for all screens. */
export function FilterSummary({ filter }: { readonly filter: Filter }) {
  const count = useMatchCount(filter);
  const { timeWithZone } = useTimeText();
  const words = visibleText(describeFilter(filter, timeWithZone));
  const where = isEmptyFilter(filter)
    ? ': everything that could narrow them is set aside'
    : ` where ${words}`;
  return (
    <p
      role="status"
      aria-live="off"
      aria-label="Matching events"
      className={styles['summary']}
      title={`${count === undefined ? 'Events' : countOf(count, 'event')}${where}`}
    >
      {count === undefined ? (
        'Counting …'
      ) : (
        <>
          <strong>{countOf(count, 'event')}</strong>
          {cutMiddle(where, LONGEST_SAID)}
        </>
      )}
    </p>
  );
}

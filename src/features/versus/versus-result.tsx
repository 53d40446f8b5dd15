import { Loader } from '@mantine/core';
import { FIELDS } from '#cloudtrail/fields.ts';
import { describeFilter } from '#query/describe-filter.ts';
import type { Filter } from '#query/filter.ts';
import { countOf, rateText } from '#ui/number-text.ts';
import { Notice } from '#ui/notice.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { Sides } from './sides.ts';
import { useVersus } from './use-versus.ts';
import { VersusTable } from './versus-table.tsx';
import styles from './versus.module.css';

/** Both sides in a sentence, then each field in which they differ. */
export function VersusResult({ sides }: { readonly sides: Sides }) {
  const { fields, here, there, stale, error } = useVersus(sides);
  if (error !== null) {
    return (
      <Notice tone="bad" title="The events could not be compared">
        {visibleText(error.message)}
      </Notice>
    );
  }
  const alike = (fields ?? [])
    .filter(({ groups }) => groups.length === 0)
    .map(({ field }) => FIELDS[field].label);
  return (
    <div aria-busy={stale} data-stale={stale || undefined} className={styles['result']}>
      <dl className={styles['sides']}>
        <Side name="Here" filter={sides.here} count={here} days={sides.days.here} isPerDay={sides.isPerDay} />
        <Side
          name="There"
          filter={sides.there}
          count={there}
          days={sides.days.there}
          isPerDay={sides.isPerDay}
        />
      </dl>
      {sides.isPerDay && (
        <p className={styles['aside']}>
          The two times are not equally long: more and less are told by events a day. “Only” means not once.
        </p>
      )}
      {fields === null ? (
        <p className={styles['waiting']} role="status">
          <Loader size="xs" /> Comparing both sides.
        </p>
      ) : (
        <div className={styles['fields']}>
          {fields.map((field) =>
            field.groups.length === 0 ? null : <VersusTable key={field.field} of={field} sides={sides} />,
          )}
        </div>
      )}
      {fields !== null && alike.length > 0 && (
        <p className={styles['aside']}>No difference worth a line in: {alike.join(', ')}.</p>
      )}
    </div>
  );
}

interface SideProps {
  readonly name: string;
  readonly filter: Filter;
  readonly count: number | undefined;
  readonly days: number;
  readonly isPerDay: boolean;
}

const LONGEST = 300;

function Side({ name, filter, count, days, isPerDay }: SideProps) {
  const { time } = useTimeText();
  const words = describeFilter(filter, time);
  return (
    <div className={styles['side']}>
      <dt>{name}</dt>
      <dd>
        <strong>{count === undefined ? '…' : countOf(count, 'event')}</strong>
        {isPerDay && count !== undefined && ` (${rateText(count / days)} a day)`}{' '}
        <span title={visibleText(words)}>
          {words === '' ? 'all events' : `where ${visibleText(cutMiddle(words, LONGEST))}`}
        </span>
      </dd>
    </div>
  );
}

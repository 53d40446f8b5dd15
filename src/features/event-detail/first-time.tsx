import type { EventDetailRow } from '#query/event-detail.ts';
import { firstText, historyWords, tellingFlags } from '#query/first-words.ts';
import { useFlagsAt } from '#session/use-first-seen.ts';
import { Icon } from '#ui/icon.tsx';
import { Visible } from '#ui/visible.tsx';
import { Fact } from './fact.tsx';
import styles from './event-detail.module.css';

/** What the principal did here for the first time, and how much is known from before. */
export function FirstTime({ row }: { readonly row: EventDetailRow }) {
  const flags = useFlagsAt(row);
  const [first] = flags;
  if (first === undefined) return null;
  return (
    <Fact label="New">
      {tellingFlags(flags).map((flag) => (
        <span key={flag.dimension} className={styles['firstTime']}>
          <Icon icon="new" size={12} /> <Visible text={firstText(flag)} />
        </span>
      ))}
      <span className={styles['muted']}>{historyWords(first)}</span>
    </Fact>
  );
}

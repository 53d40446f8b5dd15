import { countOf, countText } from '#ui/number-text.ts';
import type { EventCursor } from './use-event-cursor.ts';
import { sortWords } from './sorting.ts';
import styles from './event-table.module.css';

/** How many events are shown, of how many, in which order. */
export function CountLine({ cursor }: { readonly cursor: EventCursor }) {
  const { total, count, rows, lines, listing } = cursor;
  if (total === 0) return <span className={styles['aside']}>The first events appear in a moment</span>;
  if (count === undefined)
    return <span className={styles['aside']}>Counting among {countOf(total, 'event')}</span>;
  const words = sortWords(listing.sort);
  return (
    <span>
      {count === total ? (
        <strong>{countOf(total, 'event')}</strong>
      ) : (
        <>
          <strong>{countText(count)}</strong> of {countOf(total, 'event')}
        </>
      )}
      {listing.runs && <> in {countOf(lines ?? 0, 'line')}</>}, {words}
      {!listing.runs && rows < count && (
        <span className={styles['aside']}> · the first {countText(rows)} are shown while files are read</span>
      )}
    </span>
  );
}

import type { EventAddress } from '#query/event-detail.ts';
import { Visible } from '#ui/visible.tsx';
import styles from './event-detail.module.css';

/** The link names an event that is not among the loaded files. */
export function NotHere({ address }: { readonly address: EventAddress }) {
  return (
    <div role="status">
      <h2 className={styles['title']}>This event is not in the loaded files</h2>
      <p className={styles['mono']}>
        <Visible
          text={'eventId' in address ? address.eventId : `${address.fileName}, byte ${address.offset}`}
        />
      </p>
      <p className={styles['muted']}>
        A link holds the question, never the data. Add the log file that contains this event, and it opens
        here.
      </p>
    </div>
  );
}

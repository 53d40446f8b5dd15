import type { EventDetailRow } from '#query/event-detail.ts';
import { Visible } from '#ui/visible.tsx';
import styles from './event-detail.module.css';

/** Why a call was refused or failed, in CloudTrail's words. */
export function OutcomeBox({ row }: { readonly row: EventDetailRow }) {
  if (row.outcome === 'success' && row.errorCode === null) return null;
  return (
    <div className={styles['outcome']}>
      <h3>
        {row.outcome === 'denied'
          ? 'It was denied'
          : row.outcome === 'error'
            ? 'It failed'
            : 'It went through, with a code'}
      </h3>
      <p>
        {row.errorCode !== null && (
          <code className={styles['mono']}>
            <Visible text={row.errorCode} />
          </code>
        )}
        {row.errorCode !== null && row.fullErrorMessage !== null && ': '}
        {row.fullErrorMessage !== null && <Visible text={row.fullErrorMessage} />}
        {row.errorCode === null && row.fullErrorMessage === null && 'The record does not say why.'}
      </p>
    </div>
  );
}

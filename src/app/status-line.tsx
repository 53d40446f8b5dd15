import type { SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { countOf, sizeText } from '#ui/number-text.ts';
import { Icon } from '#ui/icon.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useLastQueryTime } from './use-last-query-time.ts';
import styles from './frame.module.css';

const totalsOf = (state: SessionState): SessionState['totals'] => state.totals;
const bytesOf = (state: SessionState): number | null => state.engineBytes;
const compressedOf = (state: SessionState): boolean => state.compressed;

/** What is loaded, in one line, always in view. Not read out with every batch: `announcements.tsx` tells it. */
export function StatusLine() {
  const totals = useSessionState(totalsOf);
  const engineBytes = useSessionState(bytesOf);
  const compressed = useSessionState(compressedOf);
  const milliseconds = useLastQueryTime();
  const { time, timeWithZone } = useTimeText();
  return (
    <footer className={styles['foot']}>
      <div role="status" aria-live="off" aria-label="Data set" className={styles['dataSet']}>
        <strong>{countOf(totals.events, 'event')}</strong>
        <span>{countOf(totals.files, 'file')}</span>
        {totals.filesSetAside > 0 && <span>{totals.filesSetAside} set aside</span>}
        {totals.filesFailed > 0 && <span className={styles['bad']}>{totals.filesFailed} failed</span>}
        <span className={totals.rejected > 0 ? styles['bad'] : undefined}>
          {countOf(totals.rejected, 'rejected', 'rejected')}
        </span>
        <span>{countOf(totals.duplicates, 'duplicate')}</span>
        {totals.conflicts > 0 && (
          <span className={styles['attention']}>{countOf(totals.conflicts, 'conflict')}</span>
        )}
        {totals.firstTime !== null && totals.lastTime !== null && (
          <span>
            {time(totals.firstTime)} → {timeWithZone(totals.lastTime)}
          </span>
        )}
      </div>
      <div className={styles['engine']}>
        {milliseconds !== null && <span>{Math.round(milliseconds)} ms</span>}
        {engineBytes !== null && (
          <span title={`${engineBytes.toLocaleString('en')} bytes held by the engine`}>
            engine {sizeText(engineBytes)}
            {compressed && ', compressed'}
          </span>
        )}
        <span className={styles['fine']}>
          <Icon icon="fine" size={12} /> nothing has left this tab
        </span>
      </div>
    </footer>
  );
}

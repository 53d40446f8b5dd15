import { Button, Progress } from '@mantine/core';
import { useSession, useSessionState } from '#session/use-session.ts';
import type { LoadProgress, SessionState } from '#session/session.ts';
import { countOf, countText, durationText, sizeText } from '#ui/number-text.ts';
import styles from './load-panel.module.css';

const progressOf = (state: SessionState): LoadProgress | null => state.progress;
const engineShareOf = (state: SessionState): number | null => state.engineShare;
const isBusy = (state: SessionState): boolean => state.phase === 'opening' || state.phase === 'loading';

/** A slim strip above the table while files are read; the table below fills meanwhile. */
export function LoadPanel() {
  const session = useSession();
  const busy = useSessionState(isBusy);
  const progress = useSessionState(progressOf);
  const engineShare = useSessionState(engineShareOf) ?? 0;
  if (!busy) return null;
  const isFetching = progress === null && engineShare < 1;
  const read = progress === null || progress.bytesTotal === 0 ? 0 : progress.bytesRead / progress.bytesTotal;
  // On a first visit over a slow line the database itself is what everything waits for.
  const share = isFetching ? engineShare : read;
  const percent = Math.min(100, Math.floor(share * 100));
  return (
    <section className={styles['panel']} aria-label="Loading">
      <div className={styles['line']}>
        <strong>
          {progress?.activity ??
            (isFetching && engineShare > 0 ? 'Fetching the database' : 'Starting the database')}
        </strong>
        {isFetching && engineShare > 0 && <span className={styles['figures']}>{percent} %</span>}
        {progress !== null && <Figures progress={progress} />}
        <Button size="compact-sm" variant="default" onClick={() => session.cancelLoad()}>
          Cancel
        </Button>
      </div>
      <Progress
        value={percent}
        size={4}
        aria-label={isFetching ? `Fetched so far: ${percent} %` : `Read so far: ${percent} %`}
        transitionDuration={0}
      />
    </section>
  );
}

function Figures({ progress }: { readonly progress: LoadProgress }) {
  const { bytesRead, bytesTotal, filesDone, filesTotal, events, eventsPerSecond, secondsLeft } = progress;
  return (
    <span className={styles['figures']}>
      <span>
        {sizeText(bytesRead)} of {sizeText(bytesTotal)}
      </span>
      <span>
        {countText(filesDone)} of {countOf(filesTotal, 'file')}
      </span>
      <span>{countOf(events, 'event')}</span>
      {eventsPerSecond > 0 && <span>{countText(Math.round(eventsPerSecond))} events/s</span>}
      {secondsLeft !== null && <span>about {durationText(secondsLeft)} left</span>}
    </span>
  );
}

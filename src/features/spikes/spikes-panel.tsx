import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMatchCount } from '#session/use-match-query.ts';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { Looking } from './looking.tsx';
import { WhyNone } from './no-spikes.tsx';
import { SpikeList } from './spike-list.tsx';
import { useStop } from './use-stop.ts';
import { useListed, useViewSpikes } from './use-view-spikes.ts';
import styles from './spikes-panel.module.css';

interface SpikesPanelProps {
  /** What is shown where the filter leaves no event. */
  readonly nothing: ReactNode;
}

/** The spikes of what matches, the most surprising first, or why there are none. */
export function SpikesPanel({ nothing }: SpikesPanelProps) {
  return (
    <section aria-label="Spikes of what matches" className={styles['panel']}>
      <Contents nothing={nothing} />
    </section>
  );
}

function Contents({ nothing }: SpikesPanelProps) {
  const { data, error, isFetching, isPlaceholderData, refetch } = useViewSpikes();
  const [{ filter }] = useViewState();
  const isEmpty = useMatchCount(filter) === 0 || data?.range === null;
  const listed = useListed(data);
  const isReady = useSessionState(phaseOf) === 'ready';
  const { stop, isStopped } = useStop(data === undefined || isPlaceholderData, isFetching);
  if (!isReady && data === undefined) {
    return (
      <div className={styles['message']} role="status">
        <h2>Files are being read</h2>
        <p>Spikes are looked for when all files are there: what is usual is only known then.</p>
      </div>
    );
  }
  if (error !== null) {
    return (
      <Notice tone="bad" title="Spikes could not be looked for">
        {visibleText(error.message)}{' '}
        <Button size="compact-xs" variant="default" onClick={() => void refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  const looking = (
    <Looking
      isStopped={isStopped}
      isAgain={data !== undefined}
      onStop={stop}
      onAgain={() => void refetch()}
    />
  );
  if (data === undefined) return looking;
  return (
    <>
      {isPlaceholderData && looking}
      {isEmpty && nothing}
      {!isEmpty && listed.length === 0 && <WhyNone report={data} />}
      {listed.length > 0 && <SpikeList listed={listed} stale={isPlaceholderData} />}
    </>
  );
}

import { Button, Loader } from '@mantine/core';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { SessionGrid } from './session-grid.tsx';
import { SessionsBar } from './sessions-bar.tsx';
import { useSessionList } from './use-session-list.ts';
import type { SessionList as List } from './use-session-list.ts';
import styles from './sessions.module.css';

/** Every session and long-term key with matching events: how it began, who is behind it, and how sure that is. */
export function SessionList() {
  const { data, error, isPlaceholderData } = useSessionList();
  const isReady = useSessionState(phaseOf) === 'ready';
  if (!isReady && data === undefined) {
    return (
      <div className={styles['nothing']} role="status">
        <h2>Files are being read</h2>
        <p>Sessions are joined to the calls that issued them when all files are there.</p>
      </div>
    );
  }
  if (error !== null) {
    return (
      <Notice tone="bad" title="The sessions could not be worked out">
        {visibleText(error.message)}
      </Notice>
    );
  }
  return (
    <section className={styles['list']} aria-label="Sessions and keys">
      <SessionsBar list={data} />
      {data === undefined && (
        <div className={styles['nothing']} role="status">
          <Loader size="sm" />
          <p>Joining sessions to the calls that issued them …</p>
        </div>
      )}
      {data !== undefined && data.rows.length === 0 && <Nothing list={data} />}
      {data !== undefined && data.rows.length > 0 && (
        <SessionGrid rows={data.rows} stale={isPlaceholderData} />
      )}
    </section>
  );
}

function Nothing({ list: { matching, total } }: { readonly list: List }) {
  const [, change] = useViewState();
  if (total === 0) {
    return (
      <div className={styles['nothing']} role="status">
        <h2>No sessions in these logs</h2>
        <p>No event carries an access key, and none was made by an assumed role or in the console.</p>
      </div>
    );
  }
  return (
    <div className={styles['nothing']} role="status">
      <h2>{matching === 0 ? 'No session has matching events' : 'No session is found'}</h2>
      <p>
        {matching === 0
          ? 'The filter above leaves no event that was made with a session or a key.'
          : 'Sessions have matching events, but none fits the search of this list.'}
      </p>
      {matching > 0 && (
        <Button size="xs" variant="default" onClick={() => change({ find: '' })}>
          Clear the search
        </Button>
      )}
    </div>
  );
}

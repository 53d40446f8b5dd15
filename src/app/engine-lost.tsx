import { Button } from '@mantine/core';
import { useSession, useSessionState } from '#session/use-session.ts';
import type { SessionState } from '#session/session.ts';
import { visibleText } from '#ui/visible-text.ts';
import styles from './frame.module.css';

const problemOf = (state: SessionState): string | null => state.problem;

/** The database has died: what happened, what is safe, and the way out. */
export function EngineLost() {
  const session = useSession();
  const problem = useSessionState(problemOf);
  return (
    <main>
      <div className={styles['failure']} role="alert">
        <h1>The database in this tab has stopped</h1>
        <p>
          {problem === null ? 'The browser ended it, most often for lack of memory.' : visibleText(problem)}
        </p>
        <p>
          Nothing has been sent anywhere. What was shown is gone from this tab; the files on your disk are
          not.
        </p>
        <Button onClick={() => void session.reset()}>Load the files again</Button>
      </div>
    </main>
  );
}

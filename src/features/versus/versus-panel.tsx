import { useMemo } from 'react';
import type { SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { sidesOf } from './sides.ts';
import { VersusChoice } from './versus-choice.tsx';
import { VersusResult } from './versus-result.tsx';
import styles from './versus.module.css';

const firstOf = (state: SessionState): number | null => state.totals.firstTime;
const lastOf = (state: SessionState): number | null => state.totals.lastTime;

/** What is shown held against somebody else, or against another time: only here, only there, more, less. */
export function VersusPanel() {
  const [{ filter, zoom, versus }] = useViewState();
  const first = useSessionState(firstOf);
  const last = useSessionState(lastOf);
  const sides = useMemo(() => {
    const data = first === null || last === null ? null : { from: first, to: last + 1 };
    return versus === null ? null : sidesOf(filter, zoom, versus, data);
  }, [filter, zoom, versus, first, last]);
  return (
    <div className={styles['panel']}>
      <VersusChoice />
      {versus === null && (
        <p className={styles['nothing']}>
          Choose whom, or which time, to hold this against: what occurs only here, only there, more often and
          less often is then listed.
        </p>
      )}
      {versus !== null && sides === null && (
        <p className={styles['nothing']} role="status">
          What it is to be compared with cannot be read as a search. Choose a principal from the list, or
          write a search such as principal:alice.
        </p>
      )}
      {sides !== null && <VersusResult sides={sides} />}
    </div>
  );
}

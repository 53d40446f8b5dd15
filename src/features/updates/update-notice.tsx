import { Button } from '@mantine/core';
import { createContext, use, useCallback, useState, useSyncExternalStore } from 'react';
import type { SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { Notice } from '#ui/notice.tsx';
import type { Updates } from './updates.ts';
import styles from './update-notice.module.css';

export const UpdatesContext = createContext<Updates | null>(null);

const isEmptyOf = ({ phase }: SessionState): boolean => phase === 'empty';

/** A newer version is there. It begins when somebody says so, or when the last tab has been closed. */
export function UpdateNotice() {
  const updates = use(UpdatesContext);
  if (updates === null) throw new Error('There are no updates above this component.');
  const state = useSyncExternalStore(
    useCallback((listener: () => void) => updates.subscribe(listener), [updates]),
    () => updates.getState(),
  );
  const isEmpty = useSessionState(isEmptyOf);
  const [isLater, setLater] = useState(false);
  if (state === 'none' || isLater) return null;
  const price = isEmpty ? '' : ' The logs in this tab then have to be loaded again.';
  return (
    <Notice tone="plain" title="A new version of Trailscope is ready" onDismiss={() => setLater(true)}>
      <div className={styles['offer']}>
        <span>
          {state === 'ready'
            ? `It begins when all tabs of Trailscope have been closed, or now.${price}`
            : 'Another tab still runs the version before. Close the others first; here you can go on.'}
        </span>
        <Button size="compact-xs" variant="default" onClick={() => updates.takeOver()}>
          {state === 'ready' ? 'Use it now' : 'Try again'}
        </Button>
      </div>
    </Notice>
  );
}

import { VisuallyHidden } from '@mantine/core';
import { EventDetail } from '#features/event-detail/event-detail.tsx';
import { ChainPanel } from '#features/sessions/chain-panel.tsx';
import { SessionList } from '#features/sessions/session-list.tsx';
import { useKeys } from '#ui/use-keys.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import styles from './frame.module.css';

/** The sessions of the set, and at the right the chain of one, or an event that it is joined to. */
export function SessionsScreen() {
  const [{ event, chain }, change] = useViewState();
  const close = (): void => change(event === null ? { chain: null } : { event: null });
  useKeys({ Escape: close });
  return (
    <div className={styles['split']}>
      <VisuallyHidden component="h1">Sessions</VisuallyHidden>
      <SessionList />
      {event === null && chain !== null && <ChainPanel />}
      {event !== null && <EventDetail address={event} onClose={close} />}
    </div>
  );
}

import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '#session/use-session.ts';
import { useViewState } from '#view-state/use-view-state.ts';

/** Forgets all that is loaded, after asking. */
export function StartOver() {
  const session = useSession();
  const [, change] = useViewState();
  const [asking, setAsking] = useState(false);
  const forget = (): void => {
    setAsking(false);
    change({ screen: 'events', event: null });
    void session.reset();
  };
  return (
    <>
      <Button size="xs" variant="subtle" color="gray" onClick={() => setAsking(true)}>
        Start over
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Forget the loaded files?" centered>
        <Text size="sm">
          Everything in this tab is let go: events, report and files. Nothing on your disk changes, and the
          same files can be added again.
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            Keep them
          </Button>
          <Button color="red" onClick={forget}>
            Forget and start over
          </Button>
        </Group>
      </Modal>
    </>
  );
}

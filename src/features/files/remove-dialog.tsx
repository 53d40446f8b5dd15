import { Button, Group, Modal, Text } from '@mantine/core';
import type { FileReport } from '#session/session.ts';
import { countOf } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import styles from './files.module.css';

interface RemoveDialogProps {
  readonly files: readonly FileReport[];
  readonly onKeep: () => void;
  readonly onRemove: () => void;
}

const NAMED = 6;

/** Asks before files go, naming what goes with them. */
export function RemoveDialog({ files, onKeep, onRemove }: RemoveDialogProps) {
  const events = files.reduce((sum, { loaded }) => sum + loaded, 0);
  const more = files.length - NAMED;
  return (
    <Modal
      opened
      onClose={onKeep}
      title={`Remove ${countOf(files.length, 'file')} from the set?`}
      size="lg"
      centered
    >
      <ul className={styles['names']}>
        {files.slice(0, NAMED).map(({ id, name }) => (
          <li key={id}>
            <Visible text={name} />
          </li>
        ))}
        {more > 0 && <li>and {countOf(more, 'other')}</li>}
      </ul>
      <Text size="sm">
        {events === 0
          ? 'No event goes with '
          : `${countOf(events, 'event')} ${events === 1 ? 'goes' : 'go'} with `}
        {files.length === 1 ? 'it' : 'them'}.{' '}
        {events > 0 &&
          'Those of which another file holds a copy come back: such files are read again, as long as they lie where they were. '}
        Nothing on your disk changes, and what is removed can be put back.
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onKeep}>
          Keep
        </Button>
        <Button color="red" onClick={onRemove}>
          Remove
        </Button>
      </Group>
    </Modal>
  );
}

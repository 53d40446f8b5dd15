import { Modal } from '@mantine/core';
import { useMatchCount } from '#session/use-match-query.ts';
import { countOf } from '#ui/number-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { ExportChoices } from './export-choices.tsx';
import { ExportEnd } from './export-end.tsx';
import { ExportRunning } from './export-running.tsx';
import type { Export } from './use-export.ts';

interface ExportDialogProps {
  readonly opened: boolean;
  readonly task: Export;
  readonly onClose: () => void;
}

/** What to write, then how far it is, then what became of it. */
export function ExportDialog({ opened, task, onClose }: ExportDialogProps) {
  const [{ filter }] = useViewState();
  const count = useMatchCount(filter);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={count === undefined ? 'Export' : `Export ${countOf(count, 'event')}`}
      size={520}
      centered
      withCloseButton={task.state !== 'running'}
    >
      {task.state === 'running' && <ExportRunning progress={task.progress} onCancel={task.cancel} />}
      {task.state === 'idle' && <ExportChoices count={count} onStart={task.start} />}
      {task.state !== 'idle' && task.state !== 'running' && <ExportEnd task={task} onClose={onClose} />}
    </Modal>
  );
}

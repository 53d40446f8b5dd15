import { Button } from '@mantine/core';
import { useState } from 'react';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { Icon } from '#ui/icon.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { useExport } from './use-export.ts';

/** The events that match, as a file. Never without a click: no link exports anything. */
export function ExportButton() {
  const [open, setOpen] = useState(false);
  const ready = useSessionState(phaseOf) === 'ready';
  const task = useExport();
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon icon="download" size={14} />}
        disabled={!ready}
        title={ready ? undefined : 'When all files have been read'}
        onClick={() => setOpen(true)}
      >
        Export
      </Button>
      <ExportDialog
        opened={open}
        task={task}
        onClose={() => {
          // A running export is ended by Cancel, not by a key pressed in passing.
          if (task.state === 'running') return;
          setOpen(false);
          task.forget();
        }}
      />
    </>
  );
}

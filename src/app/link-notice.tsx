import { Alert } from '@mantine/core';
import { useState } from 'react';
import { useReadLink } from '#view-state/use-view-state.ts';
import { visibleText } from '#ui/visible-text.ts';
import styles from './frame.module.css';

/** Says which parts of a link could not be read; the rest of it is shown. */
export function LinkNotice() {
  const link = useReadLink();
  const [seen, setSeen] = useState<typeof link | null>(null);
  if (link.dropped.length === 0 || seen === link) return null;
  return (
    <Alert
      className={styles['notice'] ?? ''}
      color="yellow"
      variant="light"
      title="Not all of this link could be read"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => setSeen(link)}
    >
      {link.dropped.map(({ key, reason }) => (
        <div key={`${key} ${reason}`}>
          <code>{visibleText(key)}</code>: {reason}
        </div>
      ))}
    </Alert>
  );
}

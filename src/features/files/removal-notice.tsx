import { Button } from '@mantine/core';
import { Notice } from '#ui/notice.tsx';
import { countOf } from '#ui/number-text.ts';
import type { Removal } from './use-removal.ts';

/** What became of a removal, with the way back. */
export function RemovalNotice({ removal }: { readonly removal: Removal }) {
  const { last, busy, putBack, forgetLast } = removal;
  if (last === null) return null;
  const files = countOf(last.files.length, 'file');
  if (last.end === 'failed') return null;
  if (last.end === 'cancelled') {
    return (
      <Notice tone="plain" title="Cancelled: nothing was removed" onDismiss={forgetLast}>
        Every file and every event is as it was before.
      </Notice>
    );
  }
  return (
    <Notice tone="fine" title={`${files} removed`} onDismiss={forgetLast}>
      The load report names {last.files.length === 1 ? 'it' : 'them'} as removed.{' '}
      <Button size="compact-xs" variant="default" disabled={busy} onClick={() => putBack(last.files)}>
        Put back
      </Button>
    </Notice>
  );
}

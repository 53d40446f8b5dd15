import { ActionIcon } from '@mantine/core';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "eventID", "SHA-256". */
  readonly what: string;
}

/** Copies the exact text, also where the screen shows it shortened or with invisible characters named. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = window.setTimeout(() => setState('idle'), 1_500);
    return () => window.clearTimeout(timer);
  }, [state]);
  const words =
    state === 'copied'
      ? `${what} copied`
      : state === 'failed'
        ? 'The browser did not allow copying'
        : `Copy ${what}`;
  return (
    <ActionIcon
      size={20}
      variant="subtle"
      color={state === 'failed' ? 'red' : 'gray'}
      aria-label={words}
      title={words}
      onClick={() => {
        void copyText(text).then((done) => setState(done ? 'copied' : 'failed'));
      }}
    >
      <Icon icon={state === 'copied' ? 'fine' : state === 'failed' ? 'close' : 'copy'} size={13} />
    </ActionIcon>
  );
}

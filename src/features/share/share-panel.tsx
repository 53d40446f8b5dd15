import { Button, CloseButton, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useIdentity } from '#session/use-identity.ts';
import { Icon } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Copied } from './share-button.tsx';
import { LONG_LINK } from './share-link.ts';
import { stampWords } from './stamp-words.ts';
import { holdsNames, viewWords } from './view-words.ts';
import { WordsList } from './words-list.tsx';
import styles from './share.module.css';

interface SharePanelProps {
  readonly link: string;
  readonly copied: Copied;
  readonly onCopy: () => void;
  readonly onClose: () => void;
}

/** The link, and in words what goes with it and what does not. */
export function SharePanel({ link, copied, onCopy, onClose }: SharePanelProps) {
  const [view] = useViewState();
  const own = useIdentity();
  const timeText = useTimeText();
  const words = viewWords(view, timeText.timeWithZone);
  const data =
    own === null
      ? []
      : [
          {
            label: 'Made over',
            words: `${own.name} · ${stampWords(own, timeText)} · fingerprint ${own.fingerprint}`,
          },
        ];
  return (
    <>
      <div className={styles['top']}>
        <h2 className={styles['title']}>Link to this view</h2>
        <CloseButton size="sm" aria-label="Close" onClick={onClose} />
      </div>
      <LinkField link={link} copied={copied} onCopy={onCopy} />
      <p role="status" aria-label="Copied" className={styles['state']} data-state={copied}>
        {copied === 'yes' && (
          <>
            <Icon icon="fine" size={13} /> Copied. Whoever opens it needs the same log files.
          </>
        )}
        {copied === 'refused' &&
          'The browser did not allow copying. The link is selected: press Ctrl+C or ⌘C.'}
      </p>
      {link.length > LONG_LINK && (
        <p className={styles['warn']}>
          <Icon icon="warning" size={13} /> The link has {countText(link.length)} characters. Some mail and
          chat programs cut links off after {countText(LONG_LINK)}.
        </p>
      )}
      <h3 className={styles['head']}>It holds</h3>
      <WordsList words={[...words, ...data]} />
      {holdsNames(view) && (
        <p className={styles['warn']}>
          <Icon icon="warning" size={13} /> Names in the filter and the id of the open event are part of the
          link: ARNs, addresses, account ids, whatever stands above.
        </p>
      )}
      <h3 className={styles['head']}>It does not hold</h3>
      <p className={styles['lead']}>Any event, anything from the files, or presigned URLs.</p>
    </>
  );
}

function LinkField({ link, copied, onCopy }: Omit<SharePanelProps, 'onClose'>) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (copied === 'refused') field.current?.select();
  }, [copied]);
  return (
    <div className={styles['row']}>
      <TextInput
        ref={field}
        size="xs"
        aria-label="Link"
        readOnly
        value={link}
        onFocus={({ currentTarget }) => currentTarget.select()}
        className={styles['field'] ?? ''}
        data-autofocus
      />
      <Button size="xs" variant="default" onClick={onCopy}>
        Copy
      </Button>
    </div>
  );
}

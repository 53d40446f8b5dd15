import { Button, Popover } from '@mantine/core';
import { useEffect, useState } from 'react';
import { copyText } from '#ui/copy-text.ts';
import { useKeys } from '#ui/use-keys.ts';
import { SharePanel } from './share-panel.tsx';
import { useShareLink } from './share-link.ts';
import styles from './share.module.css';

/** ms for which a short confirmation stays. */
const CONFIRMED_FOR = 2_500;

export type Copied = 'no' | 'yes' | 'refused';

/** The link to what is seen: copied at once, and said in words what it holds. */
export function ShareButton() {
  const makeLink = useShareLink();
  const [link, setLink] = useState<string | null>(null);
  const [copied, setCopied] = useState<Copied>('no');
  const [confirmed, setConfirmed] = useState('');
  useEffect(() => {
    if (confirmed === '') return undefined;
    const timer = window.setTimeout(() => setConfirmed(''), CONFIRMED_FOR);
    return () => window.clearTimeout(timer);
  }, [confirmed]);
  const copy = async (text: string): Promise<boolean> => {
    const done = await copyText(text);
    setCopied(done ? 'yes' : 'refused');
    return done;
  };
  const open = (): void => {
    const text = makeLink();
    setCopied('no');
    setLink(text);
    void copy(text);
  };
  useKeys({
    c: () => {
      const text = makeLink();
      void copy(text).then((done) => {
        if (done) setConfirmed('Link copied');
        // Where the browser refuses, the field with the link is the way.
        else setLink(text);
      });
    },
  });
  return (
    <>
      <Popover
        opened={link !== null}
        onChange={(next) => !next && setLink(null)}
        position="bottom-end"
        width="min(480px, calc(100vw - 24px))"
        shadow="md"
        trapFocus
        returnFocus
        withRoles={false}
      >
        <Popover.Target>
          <Button
            size="xs"
            title="Copy a link to this view (c)"
            aria-haspopup="dialog"
            aria-expanded={link !== null}
            onClick={() => (link === null ? open() : setLink(null))}
          >
            Share
          </Button>
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-label="Share" className={styles['dropdown'] ?? ''}>
          {link !== null && (
            <SharePanel
              link={link}
              copied={copied}
              onCopy={() => void copy(link)}
              onClose={() => setLink(null)}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <span role="status" aria-label="Link" className={confirmed === '' ? undefined : styles['confirmed']}>
        {confirmed}
      </span>
    </>
  );
}

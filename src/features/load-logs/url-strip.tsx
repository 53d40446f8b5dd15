import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import { Notice } from '#ui/notice.tsx';
import { Told } from '#ui/told.tsx';
import { countOf, countText, sizeText } from '#ui/number-text.ts';
import { countDownloads } from './url-words.ts';
import { useNow } from './use-now.ts';
import { useDownloads, useUrls } from './use-urls.ts';
import styles from './urls.module.css';

/** ms between two tellings of how far it is. */
const TOLD_EVERY = 5_000;

/** Beside the dialog: how far fetching is, and afterwards what could not be had. */
export function UrlStrip() {
  const { downloads, isOpen, open } = useUrls();
  const { items, running } = useDownloads();
  const [seen, setSeen] = useState(0);
  const counts = countDownloads(items, useNow());
  if (isOpen) return null;
  if (running) {
    const done = counts.fetched + counts.failed;
    const words = `Fetching ${countText(done)} of ${countOf(done + counts.underWay, 'file')}`;
    return (
      <section className={styles['strip']} aria-label="Fetching">
        <Loader size={14} aria-hidden="true" />
        <span className={styles['stripWords']}>
          {words}, {sizeText(counts.received)}
        </span>
        <Told label="Fetched" text={words} every={TOLD_EVERY} />
        <Button size="compact-sm" variant="default" onClick={open}>
          Show
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => downloads.cancel()}>
          Stop fetching
        </Button>
      </section>
    );
  }
  if (counts.failed === 0 || counts.failed === seen) return null;
  return (
    <Notice
      tone="attention"
      title={`${countOf(counts.failed, 'URL was', 'URLs were')} not fetched`}
      onDismiss={() => setSeen(counts.failed)}
    >
      <Button size="compact-sm" variant="default" onClick={open}>
        See why, try again
      </Button>
    </Notice>
  );
}

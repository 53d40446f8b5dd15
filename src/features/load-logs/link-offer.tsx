import { Button } from '@mantine/core';
import { readUrl } from '#cloudtrail/s3-url.ts';
import { Notice } from '#ui/notice.tsx';
import { Visible } from '#ui/visible.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { useUrls } from './use-urls.ts';
import styles from './urls.module.css';

/** Public files that a link names. Whoever made the link chose the hosts, so nothing is asked of them before a click. */
export function LinkOffer() {
  const [{ sources }, change] = useViewState();
  const { accept, isAccepted } = useUrls();
  if (sources.length === 0 || isAccepted(sources)) return null;
  const warnings = new Set(
    sources.map(readUrl).flatMap((read) => (read.url === null ? [] : read.facts.warnings)),
  );
  return (
    <div className={styles['offer']}>
      <Notice tone="plain" title="This link offers files to load">
        <p className={styles['note']}>
          They would be fetched from the hosts below, which then see your address. Load them only if you trust
          who sent the link.
        </p>
        <ul className={styles['sources']}>
          {sources.map((source) => (
            <li key={source}>
              <Visible text={source} />
            </li>
          ))}
        </ul>
        {[...warnings].map((warning) => (
          <p key={warning} className={styles['warn']}>
            {warning}
          </p>
        ))}
        <div className={styles['offerButtons']}>
          <Button size="xs" onClick={() => accept(sources)}>
            Load these files
          </Button>
          <Button size="xs" variant="default" onClick={() => change({ sources: [] }, 'replace')}>
            Leave them
          </Button>
        </div>
      </Notice>
    </div>
  );
}

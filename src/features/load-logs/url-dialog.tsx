import { Button, Modal } from '@mantine/core';
import { countOf } from '#ui/number-text.ts';
import { BucketHelp } from './bucket-help.tsx';
import { UrlList } from './url-list.tsx';
import { UrlPaste } from './url-paste.tsx';
import { countDownloads, countsWords } from './url-words.ts';
import { useNow } from './use-now.ts';
import { useDownloads, useUrls } from './use-urls.ts';
import styles from './urls.module.css';

/** Presigned URLs: pasted, looked at before anything is fetched, then fetched. Closing it stops nothing. */
export function UrlDialog() {
  const { isOpen, close } = useUrls();
  return (
    <Modal opened={isOpen} onClose={close} title="Load from presigned URLs" size={900} centered>
      <UrlDialogBody />
    </Modal>
  );
}

function UrlDialogBody() {
  const { items } = useDownloads();
  const now = useNow();
  return (
    <div className={styles['dialog']}>
      <UrlPaste />
      {items.length > 0 && <UrlList items={items} now={now} />}
      <BucketHelp items={items} />
      {items.length > 0 && <Actions now={now} />}
    </div>
  );
}

function Actions({ now }: { readonly now: number }) {
  const { downloads, start, tryAgain, close } = useUrls();
  const { items, running, folded } = useDownloads();
  const counts = countDownloads(items, now);
  return (
    <div className={styles['actions']}>
      <p className={styles['sum']} role="status" aria-label="URLs">
        {countsWords(counts, folded)}
      </p>
      {running ? (
        <>
          <Button variant="default" onClick={() => downloads.cancel()}>
            Cancel
          </Button>
          <Button variant="default" onClick={close}>
            Go on in the background
          </Button>
        </>
      ) : (
        <>
          <Button variant="subtle" color="gray" onClick={() => downloads.clear()}>
            Clear the list
          </Button>
          {counts.failed > 0 && (
            <Button variant="default" onClick={tryAgain}>
              Try again: {counts.failed}
            </Button>
          )}
          {counts.toFetch === 0 && counts.fetched > 0 && <Button onClick={close}>Done</Button>}
        </>
      )}
      {counts.toFetch > 0 && <Button onClick={() => start()}>Fetch {countOf(counts.toFetch, 'file')}</Button>}
    </div>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { LARGEST_LIST, readUrlList } from '#cloudtrail/url-list.ts';
import { GuideLink } from '#ui/guide-link.tsx';
import { countOf } from '#ui/number-text.ts';
import { useDownloads, useUrls } from './use-urls.ts';
import styles from './urls.module.css';

/** Mails and chats shorten what is seen of a link; the whole of it stands in the markup. */
function pastedText(from: DataTransfer): string {
  const text = from.getData('text/plain');
  const isGood = readUrlList(text).urls.some(({ refused }) => refused === null);
  return isGood ? text : `${text}\n${from.getData('text/html')}`;
}

/** The field for URLs. What is pasted goes into the list at once and never stands on the screen. */
export function UrlPaste() {
  const { downloads } = useUrls();
  const { notes } = useDownloads();
  const [typed, setTyped] = useState('');
  const [added, setAdded] = useState<number | null>(null);
  const add = (text: string): void => {
    setAdded(downloads.add(text));
    setTyped('');
  };
  const takeFiles = async (files: readonly File[]): Promise<void> => {
    for (const file of files.filter(({ size }) => size <= LARGEST_LIST))
      add(await file.text().catch(() => ''));
  };
  return (
    <div className={styles['paste']}>
      <Textarea
        label="URLs"
        description="One or many, with whatever stands around them: prompts, quotes, line breaks. Or a list of keys and URLs, as text or JSON; such a file can also be dropped on the page."
        placeholder="Paste here. What you paste is read at once and is not shown."
        minRows={2}
        maxRows={4}
        autosize
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onPaste={(paste) => {
          paste.preventDefault();
          const files = [...paste.clipboardData.files];
          if (files.length > 0) void takeFiles(files);
          else add(typed + pastedText(paste.clipboardData));
        }}
        onKeyDown={(press) => {
          if (press.key === 'Enter' && (press.ctrlKey || press.metaKey) && typed !== '') add(typed);
        }}
        // Nothing that somebody types here may be kept or sent off by the browser's helpers.
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        data-autofocus
      />
      {typed !== '' && (
        <div>
          <Button size="xs" variant="default" onClick={() => add(typed)}>
            Add to the list
          </Button>
        </div>
      )}
      <p className={styles['secret']}>
        A presigned URL is a secret: whoever has it can read the file. This tab fetches it straight from its
        host, and it is never shown in full, stored, or put into a link or the report.{' '}
        <GuideLink to="load-from-s3">How to make them, step by step</GuideLink>
      </p>
      <div role="status" aria-label="Pasted">
        {added !== null && added > 0 && <p className={styles['note']}>{countOf(added, 'URL')} added.</p>}
        {notes.map((note) => (
          <p key={note} className={styles['warn']}>
            {note}
          </p>
        ))}
      </div>
    </div>
  );
}

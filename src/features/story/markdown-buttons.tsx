import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Story } from '#cloudtrail/story.ts';
import { describeFilter } from '#query/describe-filter.ts';
import type { Filter } from '#query/filter.ts';
import { formatFilter } from '#query/format-filter.ts';
import { useIdentity } from '#session/use-identity.ts';
import { copyText } from '#ui/copy-text.ts';
import { saveFile } from '#ui/save-file.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { storyMarkdown } from './story-markdown.ts';
import { storyFileName } from './story-file-name.ts';
import styles from './story.module.css';

interface MarkdownButtonsProps {
  readonly story: Story;
  readonly filter: Filter;
}

/** The story to be handed on, with what it is told of. */
export function MarkdownButtons({ story, filter }: MarkdownButtonsProps) {
  const identity = useIdentity();
  const { time, zoneLabel } = useTimeText();
  const [note, setNote] = useState('');
  const text = (): string =>
    storyMarkdown(story, {
      filter: formatFilter(filter),
      time:
        describeFilter({ clauses: [], from: filter.from, to: filter.to }, time).replace(/^time is /, '') ||
        'all',
      zone: zoneLabel,
      dataSet: identity === null ? 'not known' : `${identity.name} (${identity.fingerprint})`,
      writeTime: time,
    });
  return (
    <div className={styles['tools']}>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() =>
          void copyText(text()).then((done) => setNote(done ? 'Copied' : 'The browser did not allow copying'))
        }
      >
        Copy as Markdown
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => saveFile(storyFileName(identity, filter), text(), 'text/markdown')}
      >
        Download Markdown
      </Button>
      <span className={styles['note']} role="status">
        {note}
      </span>
    </div>
  );
}

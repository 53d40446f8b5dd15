import { Loader } from '@mantine/core';
import { describeFilter } from '#query/describe-filter.ts';
import { countOf } from '#ui/number-text.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { MarkdownButtons } from './markdown-buttons.tsx';
import { StoryList } from './story-list.tsx';
import { useStory } from './use-story.ts';
import type { ToldStory } from './use-story.ts';
import styles from './story.module.css';

/** What happened, in words and in order of time, of what the timeline shows. */
export function StoryPanel() {
  const told = useStory();
  return (
    <section className={styles['panel']} aria-label="Story">
      <header className={styles['head']}>
        <h2 className={styles['title']}>In order</h2>
        {told.story !== null && told.story.entries.length > 0 && (
          <MarkdownButtons story={told.story} filter={told.filter} />
        )}
      </header>
      <Body {...told} />
    </section>
  );
}

function Body({ story, filter, stale, error, isReady }: ToldStory) {
  if (error !== null) {
    return (
      <Notice tone="bad" title="The story could not be told">
        {visibleText(error.message)}
      </Notice>
    );
  }
  if (story === null) {
    return (
      <p className={styles['waiting']} role="status">
        {isReady ? (
          <>
            <Loader size="xs" /> Putting the events into words.
          </>
        ) : (
          'The story is told when all files have been read.'
        )}
      </p>
    );
  }
  if (story.events === 0) {
    return (
      <p className={styles['nothing']} role="status">
        Nothing to tell: no event matches the filter in the time shown.
      </p>
    );
  }
  return (
    <div className={styles['body']} aria-busy={stale} data-stale={stale || undefined}>
      <Scope count={story.events} entries={story.entries.length} filter={filter} />
      <StoryList entries={story.entries} />
      {story.summarised.length > 0 && (
        <details className={styles['summarised']}>
          <summary>What was summarised, and how</summary>
          {story.summarised.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </details>
      )}
    </div>
  );
}

interface ScopeProps {
  readonly count: number;
  readonly entries: number;
  readonly filter: ToldStory['filter'];
}

function Scope({ count, entries, filter }: ScopeProps) {
  const { time, zoneLabel } = useTimeText();
  const span = describeFilter({ clauses: [], from: filter.from, to: filter.to }, time);
  return (
    <p className={styles['scope']}>
      {countOf(count, 'event')} in {countOf(entries, 'entry', 'entries')}
      {span === '' ? '' : `, ${span.replace(/^time is /, '')}`}. Times in {zoneLabel}.
    </p>
  );
}

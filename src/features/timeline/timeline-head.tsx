import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { EMPTY_FILTER } from '#query/filter.ts';
import { subjectFilter, subjectOf } from '#query/subject.ts';
import type { Subject } from '#query/subject.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { AttentionChips } from './attention-chips.tsx';
import { FirstToLast, KeyFigures } from './key-figures.tsx';
import { LANE_KINDS } from './lane-kinds.ts';
import { SubjectTitle } from './subject-title.tsx';
import { WITH_BLAST_RADIUS } from './subject-words.ts';
import { useFigures } from './use-figures.ts';
import { useTimelineOf } from './use-timeline-of.ts';
import styles from './timeline.module.css';

/** Whom or what the timeline is about, what stands out, and how much of what there is. `chips`: what others know of it. */
export function TimelineHead({ chips }: { readonly chips?: ReactNode }) {
  const [{ filter }] = useViewState();
  const { figures, stale } = useFigures();
  const subject = subjectOf(filter);
  return (
    <header className={styles['head']} data-stale={stale || undefined}>
      <div className={styles['titleLine']}>
        <div className={styles['who']}>
          {subject === null ? (
            <h2 className={styles['title']}>Everybody</h2>
          ) : (
            <SubjectTitle subject={subject} figures={figures} />
          )}
          {figures !== null && <AttentionChips figures={figures} />}
          {chips}
        </div>
        <Ways subject={subject} />
      </div>
      {subject === null && <NobodyNote />}
      <div className={styles['figuresLine']}>
        {figures !== null && <KeyFigures figures={figures} />}
        <div className={styles['spanLine']}>
          {figures !== null && <FirstToLast figures={figures} />}
          <LanesControl />
        </div>
      </div>
    </header>
  );
}

function LanesControl() {
  const [, change] = useViewState();
  const { kind } = useTimelineOf();
  return (
    <SegmentedControl
      size="xs"
      aria-label="What the lanes are"
      className={styles['lanesControl'] ?? ''}
      value={kind}
      onChange={(next) => change({ lanes: LANE_KINDS.find((one) => one === next) ?? null })}
      data={[...LANE_KINDS]}
    />
  );
}

function Ways({ subject }: { readonly subject: Subject | null }) {
  const [, change] = useViewState();
  return (
    <div className={styles['ways']}>
      {subject !== null && WITH_BLAST_RADIUS.has(subject.field) && (
        <Button
          size="compact-sm"
          variant="default"
          title="Everything it did, and everything that what it created did"
          onClick={() =>
            change({
              filter: subjectFilter({ field: 'blastRadius', value: subject.value }),
              lanes: null,
              zoom: null,
              event: null,
            })
          }
        >
          Blast radius
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => change({ screen: 'events' })}>
        Show these events
      </Button>
    </div>
  );
}

/** The filter names nobody: what is drawn then, and where to choose somebody. */
function NobodyNote() {
  const [{ filter }, change] = useViewState();
  const all = filter.clauses.every(({ disabled }) => disabled);
  return (
    <p className={styles['note']}>
      {all ? 'These are all events.' : 'The filter is about nobody in particular.'} A timeline tells most of
      one person, key, session, address or resource.{' '}
      <button type="button" className={styles['link']} onClick={() => change({ screen: 'principals' })}>
        Choose a principal
      </button>
      {!all && (
        <>
          {' or '}
          <button type="button" className={styles['link']} onClick={() => change({ filter: EMPTY_FILTER })}>
            clear the filter
          </button>
        </>
      )}
      .
    </p>
  );
}

import { Loader } from '@mantine/core';
import { subjectOf } from '#query/subject.ts';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { ActorList } from './actor-list.tsx';
import { LifeCalls } from './life-calls.tsx';
import { LifeSummary } from './life-summary.tsx';
import { Touched } from './touched.tsx';
import { useActors, useLifeCalls } from './use-life-line.ts';
import styles from './life-line.module.css';

/** The life of the resource that the filter is about: its changes, who can have touched it, who read it, who was refused. */
export function LifeLinePanel() {
  const [{ filter }] = useViewState();
  const subject = subjectOf(filter);
  if (subject?.field !== 'resource') {
    return (
      <p className={styles['nothing']} role="status">
        Filter for a resource, as in resource:my-bucket, to see its life line.
      </p>
    );
  }
  return <LifeLine thing={subject.value} />;
}

function LifeLine({ thing }: { readonly thing: string }) {
  const [{ filter }] = useViewState();
  const { calls, stale, error } = useLifeCalls(filter, thing);
  const { actors } = useActors(filter);
  if (error !== null) {
    return (
      <Notice tone="bad" title="The life line could not be read">
        {visibleText(error.message)}
      </Notice>
    );
  }
  if (calls === null) {
    return (
      <p className={styles['waiting']} role="status">
        <Loader size="xs" /> Reading what was done to it.
      </p>
    );
  }
  return (
    <div className={styles['columns']} aria-busy={stale} data-stale={stale || undefined}>
      <div className={styles['life']}>
        <LifeSummary calls={calls} />
        <LifeCalls calls={calls} />
      </div>
      <div className={styles['around']}>
        <Touched thing={thing} calls={calls} />
        {actors !== null && (
          <>
            <ActorList
              title="Put into it and taken out"
              about="Objects written and deleted, by the thousand: counted."
              actors={actors.contents}
              outcome="success"
            />
            <ActorList title="Read it" about="" actors={actors.readers} outcome="success" />
            <ActorList
              title="Were refused"
              about="Nothing came of these."
              actors={actors.denied}
              outcome="denied"
            />
          </>
        )}
      </div>
    </div>
  );
}

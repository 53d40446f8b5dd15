import { Button, Loader } from '@mantine/core';
import { Notice } from '#ui/notice.tsx';
import { countOf } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { subjectOf } from '#query/subject.ts';
import { blastRadiusOf, eventsOf } from '#view-state/subject-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { CountFrom } from './count-from.tsx';
import { ReachTable } from './reach-table.tsx';
import { reachQuestion } from './reach-root.ts';
import type { ReachQuestion } from './reach-root.ts';
import { useReachPanel } from './use-reach-panel.ts';
import type { ReachAnswer } from './use-reach-panel.ts';
import styles from './reach.module.css';

const LONGEST = 90;

/** What came from the key, principal, person or session that the filter is about: everything it made, to any depth. */
export function ReachPanel() {
  const [{ filter }] = useViewState();
  const question = reachQuestion(filter);
  return (
    <section className={styles['panel']} aria-label="What came from it">
      {question === null ? <NobodyChosen /> : <Came question={question} />}
    </section>
  );
}

function NobodyChosen() {
  const [{ filter }] = useViewState();
  const subject = subjectOf(filter);
  const what =
    subject?.field === 'sourceIPAddress'
      ? 'An address'
      : subject?.field === 'roleName'
        ? 'A role'
        : 'A thing';
  return (
    <div className={styles['nothing']} role="status">
      <h3>{subject === null ? 'Choose somebody first' : 'Choose one of its keys or principals first'}</h3>
      <p>
        {subject === null
          ? 'What came from whom? Filter for one access key, principal, person or session. Then this is everything that it made, and what was made with that.'
          : `${what} makes no calls by itself. Filter for the access key, principal or session whose creations you look for.`}
      </p>
    </div>
  );
}

function Came({ question }: { readonly question: ReachQuestion }) {
  const { answer, error } = useReachPanel(question);
  return (
    <>
      <header className={styles['head']}>
        <h3>
          What came from <Visible text={cutMiddle(question.name, LONGEST)} />
        </h3>
        <CountFrom question={question} />
        <Ways root={question.root} />
      </header>
      {error !== null && (
        <Notice tone="bad" title="What came from it could not be worked out">
          {visibleText(error.message)}
        </Notice>
      )}
      {answer === null && error === null && (
        <p className={styles['waiting']} role="status">
          <Loader size="xs" /> Following what it made …
        </p>
      )}
      {answer !== null && <Answer question={question} answer={answer} />}
    </>
  );
}

function Ways({ root }: { readonly root: string }) {
  const [, change] = useViewState();
  return (
    <div className={styles['ways']}>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => change(eventsOf({ field: 'blastRadius', value: root }))}
      >
        Show all its events
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => change(blastRadiusOf(root))}>
        As one timeline
      </Button>
    </div>
  );
}

interface AnswerProps {
  readonly question: ReachQuestion;
  readonly answer: ReachAnswer;
}

function Answer({ question, answer }: AnswerProps) {
  const { own, others, totals, events } = answer;
  if (own + others === 0) return <Unknown question={question} />;
  return (
    <>
      <p className={styles['totals']} role="status" aria-label="In all">
        {totals === null ? <strong>It made nothing.</strong> : <strong>{totals}</strong>}
        {events !== null && (
          <span className={styles['quiet']}>
            {' '}
            · {countOf(events, 'event')} by it
            {others > 0 && ` and by the ${countOf(others, 'credential')} that came from it`}
          </span>
        )}
      </p>
      {totals === null ? <NothingMade /> : <ReachTable answer={answer} />}
      {answer.isCut && (
        <p className={styles['quiet']}>It made more resources than are listed: these are the first.</p>
      )}
    </>
  );
}

const LOOKED_FOR =
  'users, access keys, login profiles, roles, policies and their attachments, groups, sessions, and resources of every kind';

function NothingMade() {
  return (
    <p className={styles['quiet']}>
      No call of its own, nor of what came from it, that succeeded and makes something. Looked for were{' '}
      {LOOKED_FOR}.
    </p>
  );
}

function Unknown({ question: { name, from } }: { readonly question: ReachQuestion }) {
  return (
    <div className={styles['nothing']} role="status">
      <h3>Nothing of it is in the loaded files</h3>
      <p>
        There is no access key, principal, person, session or ARN{' '}
        <code>
          <Visible text={cutMiddle(name, LONGEST)} />
        </code>
        {from !== null && ' that was used from that time on'}. What it made cannot be looked for.
      </p>
    </div>
  );
}

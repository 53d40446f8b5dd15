import type { ReactNode } from 'react';
import {
  callerName,
  foreignCaller,
  isSession,
  joinSentence,
  notJoinedSentence,
  ROOT_WORDS,
} from '#cloudtrail/credential-words.ts';
import type { Credential, EventRef } from '#cloudtrail/lineage.ts';
import { countOf } from '#ui/number-text.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useEventAddress } from '#session/use-event-address.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { kindWords } from './session-words.tsx';
import styles from './chain.module.css';

const LONGEST = 200;

/** What is known of one session or key. */
export function SessionFacts({ credential }: { readonly credential: Credential }) {
  const { accessKeyId, arn, accountId, sourceIdentity } = credential;
  return (
    <dl className={styles['facts']}>
      <Fact label="Kind">
        {kindWords(credential)}
        {accountId !== null && (
          <>
            {' in account '}
            <Visible text={accountId} />
          </>
        )}
      </Fact>
      {accessKeyId !== null && (
        <Fact label="Access key">
          <Identifier text={accessKeyId} what="access key" />
        </Fact>
      )}
      {arn !== null && (
        <Fact label="ARN">
          <Identifier text={arn} what="ARN" />
        </Fact>
      )}
      <Began credential={credential} />
      <RootFact credential={credential} />
      {sourceIdentity !== null && (
        <Fact label="Source identity">
          <Visible text={cutMiddle(sourceIdentity, LONGEST)} />
        </Fact>
      )}
      <Held credential={credential} />
      <Calls credential={credential} />
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Identifier({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <span className={styles['identifier']} title={visibleText(text)}>
      <Visible text={cutMiddle(text, LONGEST)} /> <CopyButton text={text} what={what} />
    </span>
  );
}

/** The issuing call, and why we think that it is the one. */
function Began({ credential }: { readonly credential: Credential }) {
  const { issue } = credential;
  const lacks = notJoinedSentence(credential);
  const foreign = foreignCaller(credential);
  if (issue === null && lacks === null) return null;
  return (
    <Fact label={isSession(credential) ? 'Began' : 'Created by'}>
      {issue !== null && (
        <>
          <EventLink event={issue.event} /> <span className={styles['quiet']}>by</span>{' '}
          <Visible text={cutMiddle(callerName(issue), LONGEST)} />
          {foreign !== null && (
            <>
              {' of account '}
              <Visible text={foreign} />
            </>
          )}
          {issue.otherHalf !== null && (
            <span className={styles['sentence']}>
              The same call <EventLink event={issue.otherHalf} words="as the other account logged it" />
            </span>
          )}
          <span className={styles['sentence']}>{joinSentence(issue)}</span>
        </>
      )}
      {lacks !== null && (
        <span className={styles['lacking']}>
          <Visible text={lacks} />
        </span>
      )}
    </Fact>
  );
}

/** An event by its name, to be opened. */
function EventLink({ event, words }: { readonly event: EventRef; readonly words?: string }) {
  const [, change] = useViewState();
  const addressOf = useEventAddress();
  const { time } = useTimeText();
  return (
    <button
      type="button"
      className={styles['link']}
      title="Open this event"
      onClick={() => change({ event: addressOf(event) })}
    >
      {words ?? <Visible text={event.eventName} />}
      {words === undefined && event.time !== null && ` ${time(event.time)}`}
    </button>
  );
}

function RootFact({ credential: { root, person, personBy, depth } }: { readonly credential: Credential }) {
  return (
    <>
      <Fact label="Root">
        {root.kind === 'unknown' ? (
          <span className={styles['quiet']}>not known</span>
        ) : (
          <>
            <Visible text={cutMiddle(root.name, LONGEST)} />{' '}
            <span className={styles['quiet']}>
              {ROOT_WORDS[root.kind]}, {depth === 0 ? 'itself' : `${countOf(depth, 'hop')} up`}
            </span>
          </>
        )}
      </Fact>
      {person !== null && person !== root.name && (
        <Fact label="Person">
          <Visible text={cutMiddle(person, LONGEST)} />{' '}
          {personBy !== null && <span className={styles['quiet']}>known by {personBy}</span>}
        </Fact>
      )}
    </>
  );
}

/** Until when it holds, and whether it began with MFA. */
function Held({ credential: { created, expires, mfa, issue } }: { readonly credential: Credential }) {
  const { time } = useTimeText();
  const isSaid = issue !== null && created === issue.event.time;
  const parts = [
    created === null || isSaid ? null : `from ${time(created)}`,
    expires === null ? null : `until ${time(expires)}`,
    mfa === null ? null : mfa ? 'with MFA' : 'without MFA',
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <Fact label="Held">{parts.join(' · ')}</Fact>;
}

function Calls({ credential: { calls, firstCall, lastCall } }: { readonly credential: Credential }) {
  const { time } = useTimeText();
  return (
    <Fact label="Calls">
      {calls === 0 ? 'none in these logs' : countOf(calls, 'call')}
      {firstCall !== null && lastCall !== null && (
        <span className={styles['quiet']}>
          {' '}
          {firstCall === lastCall ? `at ${time(firstCall)}` : `from ${time(firstCall)} to ${time(lastCall)}`}
        </span>
      )}
    </Fact>
  );
}

import { useMemo } from 'react';
import type { ReactNode } from 'react';
import {
  callerName,
  CERTAINTY_SIGNS,
  CREDENTIAL_WORDS,
  isSession,
  joinSentence,
  notJoinedSentence,
  ROOT_WORDS,
} from '#cloudtrail/credential-words.ts';
import { issuedBy } from '#cloudtrail/issued-by.ts';
import type { Credential } from '#cloudtrail/lineage.ts';
import type { EventDetailRow } from '#query/event-detail.ts';
import { useEventAddress } from '#session/use-event-address.ts';
import { useLineage } from '#session/use-lineage.ts';
import { countOf } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { chainOfSession, subjectOfCredential, timelineOf } from '#view-state/subject-view.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { ViewState } from '#view-state/view-state.ts';
import { Fact } from './fact.tsx';
import styles from './event-detail.module.css';

const MOST_ISSUED = 5;
const LONGEST = 90;

/** How the session began that the call was made in, who is behind it, and to which sessions the call itself led. */
export function SessionFacts({ row }: { readonly row: EventDetailRow }) {
  const { data } = useLineage();
  const known = useMemo(() => {
    if (data === undefined) return null;
    const id = data.byIdentity.get(row.identityId);
    return {
      session: (id === undefined ? undefined : data.credentials.get(id)) ?? null,
      issued: issuedBy(data.credentials.values(), row, MOST_ISSUED),
    };
  }, [data, row]);
  if (known === null) return null;
  return (
    <>
      {known.session !== null && <OwnSession session={known.session} />}
      {known.issued.length > 0 && <LedTo issued={known.issued} />}
    </>
  );
}

function OwnSession({ session }: { readonly session: Credential }) {
  const { issue, root, person, id, depth } = session;
  const lacks = notJoinedSentence(session);
  const { subject, accountId } = subjectOfCredential(session);
  const behind = person ?? (root.kind === 'unknown' || depth === 0 ? null : root.name);
  if (issue === null && lacks === null && person === null) return null;
  return (
    <Fact label={isSession(session) ? 'Session' : 'Key'}>
      {issue !== null && <Began session={session} />}
      {lacks !== null && (
        <span className={styles['note']}>
          <Visible text={lacks} />
        </span>
      )}
      {behind !== null && (
        <span className={styles['block']}>
          behind it:{' '}
          <strong>
            <Visible text={cutMiddle(behind, LONGEST)} />
          </strong>{' '}
          ({person === null ? ROOT_WORDS[root.kind] : 'a person'}
          {depth > 0 && `, ${countOf(depth, 'hop')} up`})
        </span>
      )}
      <span className={styles['block']}>
        <Go to={chainOfSession(id)}>Chain</Go>
        {' · '}
        <Go to={timelineOf(subject, accountId)}>Timeline</Go>
      </span>
    </Fact>
  );
}

function Began({ session: { issue } }: { readonly session: Credential }) {
  const addressOf = useEventAddress();
  const { time } = useTimeText();
  if (issue === null) return null;
  const { event, certainty } = issue;
  return (
    <span title={visibleText(joinSentence(issue))}>
      began with{' '}
      <Go to={{ event: addressOf(event) }}>
        <Visible text={event.eventName} />
        {event.time !== null && ` ${time(event.time)}`}
      </Go>{' '}
      by <Visible text={cutMiddle(callerName(issue), LONGEST)} />{' '}
      <span className={styles['muted']}>
        · {CERTAINTY_SIGNS[certainty]} {certainty}, by {issue.reason}
      </span>
    </span>
  );
}

function LedTo({ issued }: { readonly issued: readonly Credential[] }) {
  return (
    <Fact label="Led to">
      {issued.map((credential) => (
        <span key={credential.id} className={styles['led']}>
          {CREDENTIAL_WORDS[credential.kind]}{' '}
          <Go to={chainOfSession(credential.id)}>
            <Visible text={cutMiddle(credential.accessKeyId ?? credential.id, LONGEST)} />
          </Go>{' '}
          <span className={styles['muted']}>
            {credential.calls === 0 ? 'not used in these logs' : countOf(credential.calls, 'call')}
          </span>
        </span>
      ))}
      {issued.length === MOST_ISSUED && <span className={styles['muted']}>and perhaps more</span>}
    </Fact>
  );
}

function Go({ to, children }: { readonly to: Partial<ViewState>; readonly children: ReactNode }) {
  const [, change] = useViewState();
  return (
    <button type="button" className={styles['go']} onClick={() => change(to)}>
      {children}
    </button>
  );
}

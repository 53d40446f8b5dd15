import {
  beganWords,
  callerName,
  CERTAINTY_SIGNS,
  CREDENTIAL_WORDS,
  isSession,
  joinSentence,
  NOT_JOINED_SIGN,
  notJoinedSentence,
  ROOT_WORDS,
} from '#cloudtrail/credential-words.ts';
import type { Credential, Root } from '#cloudtrail/lineage.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import styles from './sessions.module.css';

export const ROOT_ICONS = {
  human: 'principals',
  service: 'service',
  account: 'account',
  unknown: 'help',
} as const satisfies Record<Root['kind'], IconName>;

/** `AssumeRole by ops-helper`. */
export function Began({ credential }: { readonly credential: Credential }) {
  const { issue } = credential;
  if (issue === null)
    return (
      <span className={styles['quiet']}>{isSession(credential) ? 'not known' : 'not in these logs'}</span>
    );
  return (
    <span className={styles['cut']} title={visibleText(beganWords(credential) ?? '')}>
      <Visible text={issue.event.eventName} /> <span className={styles['quiet']}>by</span>{' '}
      <Visible text={callerName(issue)} />
    </span>
  );
}

/** Why and how surely it was joined, or what is missing: a sign and words, the sentence in the tooltip. */
export function Join({ credential }: { readonly credential: Credential }) {
  const { issue, missing } = credential;
  const lacks = notJoinedSentence(credential);
  if (issue === null)
    return lacks === null ? null : (
      <span className={styles['lacking']} title={visibleText(lacks)}>
        <span className={styles['sign']}>{NOT_JOINED_SIGN}</span>
        not joined{missing !== null && `: ${visibleText(missing)}`}
      </span>
    );
  const sentence = lacks === null ? joinSentence(issue) : `${joinSentence(issue)} ${lacks}`;
  return (
    <span className={styles['cut']} title={visibleText(sentence)} data-certainty={issue.certainty}>
      <span className={styles['sign']}>{CERTAINTY_SIGNS[issue.certainty]}</span>
      {issue.certainty} <span className={styles['quiet']}>· {issue.reason}</span>
      {missing !== null && <span className={styles['lacking']}> · {visibleText(missing)}</span>}
    </span>
  );
}

/** Where the chain begins, and the human behind it. */
export function RootName({ credential }: { readonly credential: Credential }) {
  const { root, person, personBy } = credential;
  const name = person ?? root.name;
  const title = [
    `${ROOT_WORDS[root.kind]}: ${root.name}`,
    person === null ? '' : ` · person: ${person}${personBy === null ? '' : ` (by ${personBy})`}`,
  ].join('');
  return (
    <span className={styles['root']} title={visibleText(title)}>
      <Icon icon={person === null ? ROOT_ICONS[root.kind] : 'principals'} size={13} />
      {root.kind === 'unknown' && person === null ? (
        <span className={styles['quiet']}>not known</span>
      ) : (
        <CutVisible text={name} />
      )}
    </span>
  );
}

export function Mfa({ mfa }: { readonly mfa: boolean | null }) {
  if (mfa === null) return <span className={styles['quiet']}>–</span>;
  return mfa ? (
    <span title="It began with MFA">yes</span>
  ) : (
    <span className={styles['quiet']} title="It began without MFA">
      no
    </span>
  );
}

export function kindWords({ kind }: Credential): string {
  return CREDENTIAL_WORDS[kind];
}

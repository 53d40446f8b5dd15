import type { FieldKey } from '#cloudtrail/fields.ts';
import type { Subject } from '#query/subject.ts';
import type { Figures } from '#query/timeline-figures.ts';
import { CutVisible } from '#ui/cut-visible.tsx';
import { ValueHandle } from '#ui/value-handle.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { SUBJECT_WORDS } from './subject-words.ts';
import styles from './timeline.module.css';

/** ARNs and objects' keys may have two thousand characters. */
const LONGEST = 60;

interface SubjectTitleProps {
  readonly subject: Subject;
  readonly figures: Figures | null;
}

/** Its name, what it is, whose it is and in which account. */
export function SubjectTitle({ subject, figures }: SubjectTitleProps) {
  const { field, value } = subject;
  const actions = useHandleActions();
  const { time } = useTimeText();
  const owner = figures?.principal ?? null;
  const account = figures?.accountId ?? null;
  const isOwnName = owner === value;
  const kind =
    field === 'principal' ? (figures?.principalKind ?? SUBJECT_WORDS[field]) : SUBJECT_WORDS[field];
  const { name, from } = field === 'blastRadius' ? rootOf(value) : { name: value, from: null };
  const shown = cutMiddle(visibleText(name), LONGEST);
  const fact = (of: FieldKey, text: string, words: string) => (
    <ValueHandle value={text} actions={() => actions({ field: of }, text)}>
      <span className={styles['chip']}>
        {words} <CutVisible text={cutMiddle(text, LONGEST)} />
      </span>
    </ValueHandle>
  );
  return (
    <>
      <h2 className={styles['title']} title={visibleText(value)}>
        <bdi>{shown}</bdi>
      </h2>
      <span className={styles['chip']}>
        {kind}
        {from !== null && ` from ${time(from)}`}
      </span>
      {owner !== null && !isOwnName && fact('principal', owner, 'of')}
      {account !== null && fact('userIdentityAccountId', account, 'account')}
    </>
  );
}

/** A root may say from when on it counts: `AKIA…@2025-10-10T18:42:07Z`. */
function rootOf(value: string): { readonly name: string; readonly from: number | null } {
  const match = /^(.+)@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/s.exec(value);
  const from = Date.parse(match?.[2] ?? '');
  if (match?.[1] === undefined || Number.isNaN(from)) return { name: value, from: null };
  return { name: match[1], from };
}

import type { LifeCall, RequestChange } from '#cloudtrail/life-line.ts';
import { differingPart } from '#lib/differing-part.ts';
import type { EventRow } from '#query/event-row.ts';
import { DifferingText } from '#ui/differing-text.tsx';
import { countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import styles from './life-line.module.css';

/** What the request asked for, and what it had been in the call before of the same kind. */
export function ChangeRows({ call }: { readonly call: LifeCall<EventRow> }) {
  const { changes, more, previous, isReadable } = call;
  if (!isReadable) return <p className={styles['aside']}>The request is too long to be compared here.</p>;
  if (changes.length === 0) {
    return previous === null ? null : <p className={styles['aside']}>The same request as the one before.</p>;
  }
  return (
    <dl className={styles['changes']}>
      {changes.map((change) => (
        <div key={change.label} className={styles['change']}>
          <dt title={visibleText(change.label)}>
            <Visible text={cutMiddle(change.label, 80)} />
          </dt>
          <dd>
            <ChangedValue change={change} isFirst={previous === null} />
          </dd>
        </div>
      ))}
      {more > 0 && <p className={styles['aside']}>and {countText(more)} more</p>}
    </dl>
  );
}

function ChangedValue({ change, isFirst }: { readonly change: RequestChange; readonly isFirst: boolean }) {
  const { before, after } = change;
  if (isFirst) return <Value text={after} />;
  const part = before === null || after === null ? null : differingPart([before, after]);
  return (
    <>
      <span className={styles['before']}>
        <span className={styles['unseen']}>was </span>
        <Value text={before} part={part} />
      </span>
      <span aria-hidden="true"> → </span>
      <span className={styles['after']}>
        <span className={styles['unseen']}> is </span>
        <Value text={after} part={part} />
      </span>
    </>
  );
}

const LONGEST = 160;

interface ValueProps {
  readonly text: string | null;
  readonly part?: { readonly from: number; readonly tail: number } | null;
}

/** With the part that differs marked, where the value is short enough to be shown whole. */
function Value({ text, part = null }: ValueProps) {
  if (text === null) return <i className={styles['absent']}>not there</i>;
  if (text === '') return <i className={styles['absent']}>empty text</i>;
  if (text.length > LONGEST || part === null) {
    const shown = cutMiddle(text, LONGEST);
    return (
      <span title={shown === text ? undefined : visibleText(text.slice(0, 2_000))}>
        <Visible text={shown} />
      </span>
    );
  }
  return <DifferingText text={text} part={part} className={styles['part']} />;
}

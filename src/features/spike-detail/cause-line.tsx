import type { Cause } from '#query/spike-attribution.ts';
import type { Direction } from '#query/spike-judge.ts';
import { causeParts } from '#query/spike-words.ts';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle } from '#ui/visible-text.ts';
import { AttributedValue } from './attributed-value.tsx';
import type { AttributionAnswer } from './use-attribution.ts';
import styles from './spike-detail.module.css';

const LONGEST = 90;

/** The one value that most of the rise came from. */
export function CauseLine({ answer }: { readonly answer: AttributionAnswer }) {
  const { shown, stale } = answer;
  if (shown === null) return <p className={styles['cause']}>Looking for what it came from …</p>;
  const { cause, onResource, spike } = shown;
  const change = spike.direction === 'up' ? 'rise' : 'fall';
  return (
    <p className={styles['cause']} data-stale={stale || undefined}>
      <strong>Why:</strong>{' '}
      {cause === null || cause.value === null ? (
        `no single principal, key, address or agent explains most of the ${change}.`
      ) : (
        <CauseSentence cause={cause} direction={spike.direction} />
      )}
      {onResource !== null && (
        <>
          {' '}
          <CauseSentence cause={onResource} direction={spike.direction} />
        </>
      )}
    </p>
  );
}

function CauseSentence({ cause, direction }: { readonly cause: Cause; readonly direction: Direction }) {
  const [start, end] = causeParts(cause, direction);
  return (
    <>
      {start}
      <AttributedValue field={cause.attribute} value={cause.value}>
        <strong>
          <Visible text={cutMiddle(cause.value ?? 'none', LONGEST)} />
        </strong>
      </AttributedValue>
      {end}
    </>
  );
}

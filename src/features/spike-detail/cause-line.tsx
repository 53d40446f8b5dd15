import { causeParts } from '#query/spike-words.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import type { AttributionAnswer } from './use-attribution.ts';
import styles from './spike-detail.module.css';

const LONGEST = 90;

/** The one value that most of the rise came from. */
export function CauseLine({ answer }: { readonly answer: AttributionAnswer }) {
  const actions = useHandleActions();
  const { shown, stale } = answer;
  if (shown === null) return <p className={styles['cause']}>Looking for what it came from …</p>;
  const { cause, spike } = shown;
  const change = spike.direction === 'up' ? 'rise' : 'fall';
  if (cause === null || cause.value === null)
    return (
      <p className={styles['cause']} data-stale={stale || undefined}>
        <strong>Why:</strong> no single principal, key, address or agent explains most of the {change}.
      </p>
    );
  const { attribute, value } = cause;
  const [start, end] = causeParts(cause, spike.direction);
  return (
    <p className={styles['cause']} data-stale={stale || undefined}>
      <strong>Why:</strong> {start}
      <ValueHandle value={value} actions={() => actions({ field: attribute }, value)}>
        <strong>
          <Visible text={cutMiddle(value, LONGEST)} />
        </strong>
      </ValueHandle>
      {end}
    </p>
  );
}

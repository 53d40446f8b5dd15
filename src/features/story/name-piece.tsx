import type { FieldKey } from '#cloudtrail/fields.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useHandleActions } from '#view-state/use-handle-actions.ts';
import styles from './story.module.css';

interface NamePieceProps {
  readonly name: string;
  readonly field: FieldKey | null;
  readonly inTabOrder: boolean;
}

/** Longer names are cut in their middle; the whole is in the tooltip and in the menu. */
const LONGEST = 72;

/** A name out of the log within a sentence, to be pressed for what it leads to. */
export function NamePiece({ name, field, inTabOrder }: NamePieceProps) {
  const actions = useHandleActions();
  const shown = cutMiddle(name, LONGEST);
  const text = (
    <span className={styles[kindOf(field)]} title={shown === name ? undefined : visibleText(name)}>
      <Visible text={shown} />
    </span>
  );
  if (field === null || name === '') return text;
  return (
    <ValueHandle value={name} actions={() => actions({ field }, name)} inTabOrder={inTabOrder}>
      {text}
    </ValueHandle>
  );
}

/** Addresses and keys are read letter by letter; names of calls are part of the sentence. */
function kindOf(field: FieldKey | null): 'id' | 'call' | 'name' {
  if (field === 'sourceIPAddress' || field === 'accessKeyId') return 'id';
  return field === 'eventName' ? 'call' : 'name';
}

import { identifierEnds } from './cut-text.ts';
import { Visible } from './visible.tsx';
import styles from './cut-visible.module.css';

/** A value on one line, as wide as there is room: identifiers are cut in their middle, everything else at its end. */
export function CutVisible({ text }: { readonly text: string }) {
  const ends = identifierEnds(text);
  if (ends === null) {
    return (
      <span className={styles['whole']}>
        <Visible text={text} />
      </span>
    );
  }
  return (
    <span className={styles['pieces']}>
      <span className={styles['start']}>{ends[0]}</span>
      <span className={styles['end']}>{ends[1]}</span>
    </span>
  );
}

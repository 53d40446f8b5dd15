import type { FirstFlag } from '#query/first-seen.ts';
import { firstText, historyWords, tellingFlags } from '#query/first-words.ts';
import { Icon } from '#ui/icon.tsx';
import { visibleText } from '#ui/visible-text.ts';
import styles from './event-grid.module.css';

/** The first time of the principal with this value, after enough history. */
export function NewMark({ flags }: { readonly flags: readonly FirstFlag[] | undefined }) {
  const [first] = flags ?? [];
  if (flags === undefined || first === undefined) return null;
  const words = `${tellingFlags(flags).map(firstText).join('; ')}. ${historyWords(first)}.`;
  return (
    <span className={styles['isNew']} title={visibleText(words)} aria-label={visibleText(words)} role="img">
      <Icon icon="new" size={10} /> new
    </span>
  );
}

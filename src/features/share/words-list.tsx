import { Visible } from '#ui/visible.tsx';
import type { ViewWords } from './view-words.ts';
import styles from './share.module.css';

export function WordsList({ words }: { readonly words: readonly ViewWords[] }) {
  return (
    <dl className={styles['list']}>
      {words.map(({ label, words: text }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Visible text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

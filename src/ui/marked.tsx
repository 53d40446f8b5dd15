import type { Hit } from './json-find.ts';
import { Visible } from './visible.tsx';
import styles from './marked.module.css';

interface MarkedProps {
  readonly text: string;
  readonly hits: readonly Hit[] | undefined;
  /** The hit the reader is at; -1 = none. */
  readonly current: number;
  readonly layout?: boolean;
}

/** A text with what was found in it marked. */
export function Marked({ text, hits, current, layout = false }: MarkedProps) {
  if (hits === undefined || hits.length === 0) return <Visible text={text} layout={layout} />;
  return (
    <>
      {hits.map((hit, index) => (
        <span key={hit.at}>
          <Visible text={text.slice(hits[index - 1]?.to ?? 0, hit.from)} layout={layout} />
          <mark className={styles['hit']} data-current-hit={hit.at === current || undefined}>
            <Visible text={text.slice(hit.from, hit.to)} layout={layout} />
          </mark>
        </span>
      ))}
      <Visible text={text.slice(hits.at(-1)?.to ?? 0)} layout={layout} />
    </>
  );
}

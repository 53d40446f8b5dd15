import { useId } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '#ui/icon.tsx';
import { Hint } from './hint.tsx';
import { SqlButton } from './sql-button.tsx';
import type { TileSql } from './sql-button.tsx';
import styles from './overview.module.css';

interface TileProps {
  readonly title: string;
  /** What is counted, in a sentence or two. */
  readonly about: string;
  /** Null: it is not counted by the engine. */
  readonly sql: TileSql | null;
  /** Of twelve columns. */
  readonly span?: 'third' | 'half' | 'most' | 'whole';
  /** Where all of it is to be seen. */
  readonly onAll?: () => void;
  readonly allLabel?: string;
  /** There are only words: no box as high as its neighbour's. */
  readonly quiet?: boolean;
  /** What is shown is of another question. */
  readonly stale?: boolean;
  readonly children: ReactNode;
}

/** One thing to look at, with its definition and its SQL. */
export function Tile(props: TileProps) {
  const {
    title,
    about,
    sql,
    span = 'third',
    onAll,
    allLabel,
    stale = false,
    quiet = false,
    children,
  } = props;
  const id = useId();
  return (
    <section
      className={styles['tile']}
      data-span={span}
      data-quiet={quiet || undefined}
      aria-labelledby={id}
      aria-busy={stale}
    >
      <header className={styles['tileHead']}>
        <Hint text={about}>
          <h2 id={id} className={styles['title']}>
            {title}
          </h2>
        </Hint>
        <SqlButton title={title} about={about} sql={sql} />
        {onAll !== undefined && (
          <button type="button" className={styles['all']} onClick={onAll}>
            {allLabel} <Icon icon="open" size={11} />
          </button>
        )}
      </header>
      <div className={styles['tileBody']} data-stale={stale || undefined}>
        {children}
      </div>
    </section>
  );
}

/** Nothing of it: one quiet line. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <p className={styles['nothing']}>{children}</p>;
}

import { isSecretKey } from '#cloudtrail/secrets.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { parseTree } from '#ui/json-tree.ts';
import { JsonView } from '#ui/json-view.tsx';
import { Visible } from '#ui/visible.tsx';
import styles from './event-detail.module.css';

interface JsonSectionProps {
  readonly title: string;
  /** JSON as the record wrote it; null where the record has none. */
  readonly text: string | null;
  /** Sections that are often empty are left out when they are. */
  readonly always?: boolean;
}

/** Request, response and other nested parts of the record. */
export function JsonSection({ title, text, always = false }: JsonSectionProps) {
  if (text === null || text === 'null') {
    if (!always) return null;
    return (
      <section className={styles['section']} aria-label={title}>
        <div className={styles['sectionHead']}>
          <h3>{title}</h3>
          <span className={styles['muted']}>none in the record</span>
        </div>
      </section>
    );
  }
  const tree = parseTree(text);
  return (
    <section className={styles['section']} aria-label={title}>
      <div className={styles['sectionHead']}>
        <h3>{title}</h3>
        <CopyButton text={text} what={title.toLowerCase()} />
      </div>
      {tree === null ? (
        <p className={styles['plainText']}>
          <Visible text={text} layout />
        </p>
      ) : (
        <JsonView node={tree} label={title} isSecret={isSecretKey} />
      )}
    </section>
  );
}

import { CopyButton } from '#ui/copy-button.tsx';
import type { FoldOrder, JsonPlace } from '#ui/json-context.ts';
import type { HandleAction } from '#ui/handle-menu.tsx';
import { JsonView } from '#ui/json-view.tsx';
import { Marked } from '#ui/marked.tsx';
import type { Find } from '#ui/use-find.ts';
import type { Secrets } from './contents.tsx';
import { shownText, shownTree } from './record-parts.ts';
import type { MaskedText, RecordPart } from './record-parts.ts';
import styles from './event-detail.module.css';

/** What all parts of the contents have in common. */
export interface ContentsView {
  readonly find: Find;
  readonly fold: FoldOrder;
  readonly secrets: Secrets;
  readonly actions: (place: JsonPlace) => readonly HandleAction[];
}

interface JsonSectionProps {
  readonly part: RecordPart;
  readonly view: ContentsView;
}

/** Request, response and other nested parts of the record. */
export function JsonSection({ part: { name, title, content }, view }: JsonSectionProps) {
  return (
    <section className={styles['section']} aria-label={title}>
      <div className={styles['sectionHead']}>
        <h3>{title}</h3>
        {content === null ? (
          <span className={styles['muted']}>none in the record</span>
        ) : (
          <CopyButton text={shownText(content, view.secrets.shown)} what={title.toLowerCase()} />
        )}
      </div>
      {content !== null && <MaskedJson content={content} label={title} path={[name]} view={view} />}
    </section>
  );
}

interface MaskedJsonProps {
  readonly content: MaskedText;
  readonly label: string;
  readonly path: readonly string[];
  readonly view: ContentsView;
}

/** As a tree; text that is cut off or no JSON as it is. */
export function MaskedJson({ content, label, path, view }: MaskedJsonProps) {
  const { find, fold, secrets, actions } = view;
  const tree = shownTree(content, secrets.shown);
  if (tree === null) {
    const text = shownText(content, secrets.shown);
    return (
      <p className={styles['plainText']}>
        <Marked text={text} hits={find.finding.texts.get(text)} current={find.current} layout />
      </p>
    );
  }
  return (
    <JsonView
      node={tree}
      label={label}
      path={path}
      finding={find.finding}
      current={find.current}
      fold={fold}
      secrets={content.secrets.nodes}
      secretsShown={secrets.shown}
      onShowSecrets={secrets.show}
      actions={actions}
    />
  );
}

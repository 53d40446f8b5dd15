import { JsonBranch } from './json-branch.tsx';
import type { JsonNode } from './json-tree.ts';
import styles from './json-view.module.css';

interface JsonViewProps {
  readonly node: JsonNode;
  readonly label: string;
  /** Values under these keys are hidden until asked for. */
  readonly isSecret: (key: string) => boolean;
}

/** JSON as an indented tree whose branches fold. */
export function JsonView({ node, label, isSecret }: JsonViewProps) {
  return (
    // Long trees scroll sideways, which must be possible from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['view']} role="group" aria-label={label} tabIndex={0}>
      <JsonBranch name={null} node={node} depth={0} last isSecret={isSecret} />
    </div>
  );
}

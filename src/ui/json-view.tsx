import { useMemo } from 'react';
import { JsonBranch } from './json-branch.tsx';
import { JsonContext } from './json-context.ts';
import type { JsonSettings } from './json-context.ts';
import type { JsonNode } from '#lib/json-tree.ts';
import styles from './json-view.module.css';

interface JsonViewProps extends JsonSettings {
  readonly node: JsonNode;
  readonly label: string;
  /** Names that lead to the tree itself. */
  readonly path: readonly string[];
}

/** JSON as an indented tree whose branches fold and whose leaves are handles. */
export function JsonView({ node, label, path, ...given }: JsonViewProps) {
  const { finding, current, fold, secrets, secretsShown, onShowSecrets, actions } = given;
  const settings = useMemo(
    () => ({ finding, current, fold, secrets, secretsShown, onShowSecrets, actions }),
    [finding, current, fold, secrets, secretsShown, onShowSecrets, actions],
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long trees scroll, which must be possible from the keyboard
    <div className={styles['view']} role="group" aria-label={label} tabIndex={0}>
      <JsonContext value={settings}>
        <JsonBranch name={null} node={node} path={path} depth={0} last />
      </JsonContext>
    </div>
  );
}

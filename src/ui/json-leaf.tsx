import { useState } from 'react';
import type { JsonNode } from './json-tree.ts';
import { Visible } from './visible.tsx';
import styles from './json-view.module.css';

/** A string, number, true, false or null. A secret is hidden until the reader asks for it. */
export function JsonLeaf({ node, secret }: { readonly node: JsonNode; readonly secret: boolean }) {
  const [shown, setShown] = useState(false);
  if (node.kind === 'object' || node.kind === 'array') return null;
  if (node.kind === 'literal') return <span className={styles['literal']}>{node.written}</span>;
  if (secret && !shown && node.text !== '') {
    return (
      <span className={styles['secret']}>
        hidden, {node.text.length} characters{' '}
        <button type="button" className={styles['more']} onClick={() => setShown(true)}>
          show
        </button>
      </span>
    );
  }
  return (
    <span className={styles['string']}>
      <Visible text={node.written} />
    </span>
  );
}

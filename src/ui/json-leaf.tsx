import { use } from 'react';
import { JsonContext } from './json-context.ts';
import type { JsonNode } from '#lib/json-tree.ts';
import { Marked } from './marked.tsx';
import { ValueHandle } from './value-handle.tsx';
import styles from './json-view.module.css';

interface JsonLeafProps {
  readonly node: JsonNode;
  readonly path: readonly string[];
  /** Stays with the value when that fills its line. */
  readonly comma: string;
}

/** A string, number, true, false or null. A secret is hidden until the reader asks for it. */
export function JsonLeaf({ node, path, comma }: JsonLeafProps) {
  const { finding, current, secrets, secretsShown, onShowSecrets, actions } = use(JsonContext);
  if (node.kind === 'object' || node.kind === 'array') return null;
  const text = node.kind === 'string' ? node.text : node.written;
  const secret = secrets.has(node);
  const mark = <Marked text={node.written} hits={finding.values.get(node)} current={current} />;
  if (secret && !secretsShown)
    return (
      <span className={styles['secret']}>
        {text}{' '}
        {onShowSecrets !== undefined && (
          <button type="button" className={styles['more']} onClick={onShowSecrets}>
            show
          </button>
        )}
        {comma}
      </span>
    );
  const value = (
    <>
      <span className={styles[node.kind]}>{mark}</span>
      <span className={styles['comma']} aria-hidden="true">
        {comma}
      </span>
    </>
  );
  if (actions === undefined) return value;
  const place = { path, text: node.written === 'null' ? null : text, secret };
  return (
    <ValueHandle value={text} actions={() => actions(place)}>
      {value}
    </ValueHandle>
  );
}

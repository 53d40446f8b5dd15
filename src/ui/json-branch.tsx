import { useState } from 'react';
import { JsonLeaf } from './json-leaf.tsx';
import type { JsonNode } from './json-tree.ts';
import { Visible } from './visible.tsx';
import styles from './json-view.module.css';

interface JsonBranchProps {
  readonly name: string | null;
  readonly node: JsonNode;
  readonly depth: number;
  readonly last: boolean;
  readonly isSecret: (key: string) => boolean;
}

/** Branches beyond this depth, or with more children than `MANY`, start folded. */
const OPEN_DEPTH = 4;
const MANY = 60;
const STEP = 200;

interface Child {
  readonly name: string | null;
  readonly node: JsonNode;
}

function childrenOf(node: JsonNode): readonly Child[] {
  if (node.kind === 'object') return node.members.map(({ key, node: inner }) => ({ name: key, node: inner }));
  return node.kind === 'array' ? node.items.map((inner) => ({ name: null, node: inner })) : [];
}

/** One value and everything below it. */
export function JsonBranch({ name, node, depth, last, isSecret }: JsonBranchProps) {
  const children = childrenOf(node);
  const [open, setOpen] = useState(depth === 0 || (depth < OPEN_DEPTH && children.length <= MANY));
  const [shown, setShown] = useState(STEP);
  const [start, end] = node.kind === 'array' ? ['[', ']'] : ['{', '}'];
  const comma = last ? '' : ',';
  if (children.length === 0) {
    const empty = node.kind === 'object' || node.kind === 'array' ? `${start}${end}` : null;
    return (
      <div className={styles['line']}>
        <Name name={name} />
        {empty ?? <JsonLeaf node={node} secret={name !== null && isSecret(name)} />}
        {comma}
      </div>
    );
  }
  return (
    <div>
      <div className={styles['line']}>
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={open}
          aria-label={`${open ? 'Fold' : 'Unfold'} ${name ?? (node.kind === 'array' ? 'list' : 'object')}`}
          onClick={() => setOpen(!open)}
        >
          {open ? '▾' : '▸'}
        </button>
        <Name name={name} />
        {start}
        {!open && <span className={styles['count']}> {children.length} … </span>}
        {!open && `${end}${comma}`}
      </div>
      {open && (
        <div className={styles['children']}>
          {children.slice(0, shown).map((child, index) => (
            // A record never changes: a child's place is its identity, and keys may repeat.
            // oxlint-disable-next-line react/no-array-index-key
            <JsonBranch
              key={index}
              {...child}
              depth={depth + 1}
              last={index === children.length - 1}
              isSecret={isSecret}
            />
          ))}
          {children.length > shown && (
            <button type="button" className={styles['more']} onClick={() => setShown(shown + STEP)}>
              {children.length - shown} more
            </button>
          )}
        </div>
      )}
      {open && <div className={styles['line']}>{`${end}${comma}`}</div>}
    </div>
  );
}

function Name({ name }: { readonly name: string | null }) {
  if (name === null) return null;
  return (
    <span className={styles['name']}>
      &quot;
      <Visible text={name} />
      &quot;:{' '}
    </span>
  );
}

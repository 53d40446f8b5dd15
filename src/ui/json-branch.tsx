import { use, useState } from 'react';
import { JsonContext } from './json-context.ts';
import type { JsonSettings } from './json-context.ts';
import { JsonLeaf } from './json-leaf.tsx';
import type { JsonNode } from '#lib/json-tree.ts';
import { Marked } from './marked.tsx';
import { visibleText } from './visible-text.ts';
import styles from './json-view.module.css';

interface JsonBranchProps {
  readonly name: string | null;
  readonly node: JsonNode;
  /** Names that lead here; places in lists are none. */
  readonly path: readonly string[];
  readonly depth: number;
  readonly last: boolean;
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
export function JsonBranch({ name, node, path, depth, last }: JsonBranchProps) {
  const children = childrenOf(node);
  const comma = last ? '' : ',';
  if (children.length > 0)
    return (
      <Foldable name={name} node={node} path={path} depth={depth} comma={comma}>
        {children}
      </Foldable>
    );
  const empty = node.kind === 'object' ? '{}' : node.kind === 'array' ? '[]' : null;
  return (
    <div className={styles['line']}>
      <Name name={name} node={node} />
      {empty === null ? <JsonLeaf node={node} path={path} comma={comma} /> : `${empty}${comma}`}
    </div>
  );
}

interface FoldableProps {
  readonly name: string | null;
  readonly node: JsonNode;
  readonly path: readonly string[];
  readonly depth: number;
  readonly comma: string;
  readonly children: readonly Child[];
}

function Foldable({ name, node, path, depth, comma, children }: FoldableProps) {
  const { isOpen, toggle, shown, showMore } = useFold(node, depth, children);
  const [start, end] = node.kind === 'array' ? ['[', ']'] : ['{', '}'];
  return (
    <div>
      <div className={styles['line']}>
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Fold' : 'Unfold'} ${name === null ? (node.kind === 'array' ? 'list' : 'object') : visibleText(name)}`}
          onClick={toggle}
        >
          {isOpen ? '▾' : '▸'}
        </button>
        <Name name={name} node={node} />
        {start}
        {!isOpen && <span className={styles['count']}> {children.length} … </span>}
        {!isOpen && `${end}${comma}`}
      </div>
      {isOpen && (
        <div className={styles['children']}>
          {children.slice(0, shown).map((child, index) => (
            // A record never changes: a child's place is its identity, and keys may repeat.
            <JsonBranch
              key={index}
              {...child}
              path={child.name === null ? path : [...path, child.name]}
              depth={depth + 1}
              last={index === children.length - 1}
            />
          ))}
          {children.length > shown && (
            <button type="button" className={styles['more']} onClick={showMore}>
              {children.length - shown} more
            </button>
          )}
        </div>
      )}
      {isOpen && <div className={styles['line']}>{`${end}${comma}`}</div>}
    </div>
  );
}

/** Open by hand, else by order, else by size; and always while the hit the reader looks for is inside. */
function useFold(node: JsonNode, depth: number, children: readonly Child[]) {
  const settings = use(JsonContext);
  const { fold, finding } = settings;
  const [byHand, setByHand] = useState<{ readonly turn: number; readonly open: boolean } | null>(null);
  const [asked, setAsked] = useState(STEP);
  const usual = depth === 0 || (depth < OPEN_DEPTH && children.length <= MANY);
  const wanted = byHand?.turn === fold.turn ? byHand.open : (fold.open ?? usual);
  const isOpen = wanted || finding.branches.has(node);
  return {
    isOpen,
    toggle: () => setByHand({ turn: fold.turn, open: !isOpen }),
    shown: Math.max(asked, lastFound(children, settings) + 1),
    showMore: () => setAsked(asked + STEP),
  };
}

/** The last child with a hit, so that all hits are drawn. */
function lastFound(children: readonly Child[], { finding }: JsonSettings): number {
  if (finding.total === 0 || children.length <= STEP) return -1;
  return children.findLastIndex(
    ({ node }) => finding.branches.has(node) || finding.names.has(node) || finding.values.has(node),
  );
}

function Name({ name, node }: { readonly name: string | null; readonly node: JsonNode }) {
  const { finding, current } = use(JsonContext);
  if (name === null) return null;
  return (
    <span className={styles['name']}>
      &quot;
      <Marked text={name} hits={finding.names.get(node)} current={current} />
      &quot;:{' '}
    </span>
  );
}

import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { visibleText } from '#ui/visible-text.ts';
import { ChainNodeBox } from './chain-node.tsx';
import { layoutChain } from './chain-layout.ts';
import type { ChainNode, ChainPart } from './chain-tree.ts';
import { hopWords, partWords } from './chain-words.ts';
import { useChainActions } from './use-chain-actions.ts';
import styles from './chain.module.css';

const WIDTH = 300;
const HOP = 20;
const CARD = 46;
const PLAIN = 30;
const SENTENCE = 52;

/** A tree from the root down: each node is where it leads to, each edge by which call and how surely. */
export function ChainGraph({
  nodes,
  chosen,
}: {
  readonly nodes: readonly ChainNode[];
  readonly chosen: string;
}) {
  const layout = useMemo(() => layoutChain(nodes.map(sized), WIDTH), [nodes]);
  const { at, setAt, onKeyDown, box } = useTreeKeys(nodes, chosen);
  const act = useChainActions();
  return (
    <div className={styles['scroll']}>
      <div
        ref={box}
        role="tree"
        aria-label="Chain"
        className={styles['tree']}
        style={{ width: layout.width, height: layout.height }}
      >
        <svg className={styles['edges']} width={layout.width} height={layout.height} aria-hidden="true">
          {layout.edges.map(({ path, child }) => (
            <path key={child} d={path} data-open={isOpenEnded(nodes[child]) || undefined} />
          ))}
        </svg>
        {nodes.map((node, index) => {
          const place = layout.nodes[index];
          return place === undefined ? null : (
            // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the node of the tree that the keys are at has the tab stop
            <div
              key={node.key}
              role="treeitem"
              aria-level={node.level + 1}
              aria-selected={node.key === chosen}
              aria-label={visibleText(nameOf(node.part))}
              tabIndex={index === at ? 0 : -1}
              data-node={index}
              className={styles['node']}
              style={{ left: place.x, top: place.y, width: place.width, height: place.height }}
              onFocus={() => setAt(index)}
              onClick={(press) => act(node, press.currentTarget)}
              onKeyDown={(press) => onKeyDown(press, index, () => act(node, press.currentTarget))}
            >
              <ChainNodeBox part={node.part} chosen={node.key === chosen} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function isOpenEnded(node: ChainNode | undefined): boolean {
  return node !== undefined && node.part.kind !== 'credential';
}

function nameOf(part: ChainPart): string {
  const hop = part.kind === 'credential' ? hopWords(part.credential) : null;
  return hop === null ? partWords(part) : `${partWords(part)}. ${hop.sentence}`;
}

function sized({ level, parent, part }: ChainNode) {
  const size = (height: number, arrival: number) => ({ level, parent, height, arrival });
  if (part.kind === 'missing') return size(SENTENCE, SENTENCE / 2);
  if (part.kind !== 'credential') return size(PLAIN, PLAIN / 2);
  return hopWords(part.credential) === null ? size(CARD, CARD / 2) : size(HOP + CARD, HOP + CARD / 2);
}

/** One tab stop; arrows go from node to node, in and out. */
function useTreeKeys(nodes: readonly ChainNode[], chosen: string) {
  const box = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState({ of: chosen, at: -1 });
  const first = Math.max(
    0,
    nodes.findIndex(({ key }) => key === chosen),
  );
  const at = moved.of === chosen && moved.at >= 0 && moved.at < nodes.length ? moved.at : first;
  const setAt = (next: number): void => setMoved({ of: chosen, at: next });
  const focus = (next: number): void => {
    const clamped = Math.max(0, Math.min(next, nodes.length - 1));
    setAt(clamped);
    box.current?.querySelector<HTMLElement>(`[data-node="${clamped}"]`)?.focus();
  };
  const onKeyDown = (press: KeyboardEvent, index: number, act: () => void): void => {
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(index + 1),
      ArrowUp: () => focus(index - 1),
      ArrowLeft: () => focus(nodes[index]?.parent ?? index),
      ArrowRight: () => focus(nodes[index + 1]?.parent === index ? index + 1 : index),
      Home: () => focus(0),
      End: () => focus(nodes.length - 1),
      Enter: act,
      ' ': act,
      m: act,
      ContextMenu: act,
    };
    const run = press.ctrlKey || press.altKey || press.metaKey ? undefined : keys[press.key];
    if (run === undefined) return;
    press.preventDefault();
    press.stopPropagation();
    run();
  };
  return { at, setAt, onKeyDown, box };
}

import { Visible } from '#ui/visible.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { ChainNode } from './chain-tree.ts';
import { hopWords, partWords } from './chain-words.ts';
import styles from './chain.module.css';

interface ChainListProps {
  readonly nodes: readonly ChainNode[];
  readonly chosen: string;
}

/** The same chain in words, each hop a list within the one before: to be read, and to be copied. */
export function ChainList({ nodes, chosen }: ChainListProps) {
  return (
    <div className={styles['words']}>
      <Branch nodes={nodes} chosen={chosen} parent={null} />
    </div>
  );
}

function Branch({ nodes, chosen, parent }: ChainListProps & { readonly parent: number | null }) {
  const own = nodes.flatMap((node, index) => (node.parent === parent ? [{ node, index }] : []));
  if (own.length === 0) return null;
  return (
    <ul>
      {own.map(({ node, index }) => (
        <li key={node.key}>
          <Words node={node} chosen={node.key === chosen} />
          <Branch nodes={nodes} chosen={chosen} parent={index} />
        </li>
      ))}
    </ul>
  );
}

function Words({ node: { part }, chosen }: { readonly node: ChainNode; readonly chosen: boolean }) {
  const { time } = useTimeText();
  const hop = part.kind === 'credential' ? hopWords(part.credential) : null;
  const words = <Visible text={partWords(part)} />;
  return (
    <>
      {chosen ? <strong>{words}</strong> : words}
      {hop !== null && (
        <span className={styles['sentence']}>
          {hop.time !== null && `${time(hop.time)} `}
          <Visible text={hop.sentence} />
        </span>
      )}
    </>
  );
}

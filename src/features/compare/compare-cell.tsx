import { useState } from 'react';
import type { JsonNode } from '#lib/json-tree.ts';
import { DifferingText } from '#ui/differing-text.tsx';
import { countText } from '#ui/number-text.ts';
import { ValueHandle } from '#ui/value-handle.tsx';
import { Visible } from '#ui/visible.tsx';
import type { ComparedRow } from '#lib/compare-records.ts';
import { differingPart } from '#lib/differing-part.ts';
import type { ComparedEvent } from './use-compared-events.ts';
import { useCellActions } from './use-cell-actions.ts';
import styles from './compare.module.css';

interface CompareCellProps {
  readonly event: ComparedEvent;
  readonly row: ComparedRow;
  readonly index: number;
  readonly secretsShown: boolean;
}

/** What one record has at one place. */
export function CompareCell({ event, row, index, secretsShown }: CompareCellProps) {
  const actionsOf = useCellActions();
  const node = row.cells[index] ?? null;
  const isKnown = event.record !== undefined;
  const isSecret = node !== null && event.record?.secrets.nodes.has(node) === true;
  return (
    <td className={styles['cell']} data-odd={row.odd[index] || undefined}>
      {row.odd[index] && <span className={styles['hidden']}>unlike most: </span>}
      {node === null && (
        <span className={styles['absent']}>{isKnown ? 'not in the record' : 'not known'}</span>
      )}
      {node !== null && isSecret && !secretsShown && <i className={styles['absent']}>{textOf(node)}</i>}
      {node !== null && (!isSecret || secretsShown) && (
        <ValueHandle
          value={textOf(node)}
          actions={() => (isSecret ? [] : actionsOf(row.path, valueOf(node), event.row ?? undefined))}
        >
          <Value node={node} row={row} />
        </ValueHandle>
      )}
      {node !== null && <Rest text={textOf(node)} />}
    </td>
  );
}

/** Longer values are cut; the rest is shown below when it is asked for. */
const LONGEST = 240;

function Value({ node, row }: { readonly node: JsonNode; readonly row: ComparedRow }) {
  const text = textOf(node);
  if (node.kind !== 'string')
    return (
      <span className={styles['literal']}>
        <Visible text={text} />
      </span>
    );
  if (text === '') return <span className={styles['absent']}>empty text</span>;
  const part = row.differs
    ? differingPart(row.cells.flatMap((cell) => (cell?.kind === 'string' ? [cell.text] : [])))
    : null;
  const cut = text.length > LONGEST;
  if (part === null || cut) return <Visible text={cut ? `${text.slice(0, LONGEST)}…` : text} />;
  return <DifferingText text={text} part={part} className={styles['part']} />;
}

function Rest({ text }: { readonly text: string }) {
  const [open, setOpen] = useState(false);
  if (text.length <= LONGEST) return null;
  return (
    <>
      {open && (
        <span className={styles['rest']}>
          <Visible text={text.slice(LONGEST)} layout />
        </span>
      )}{' '}
      <button type="button" className={styles['more']} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'less' : `all ${countText(text.length)} characters`}
      </button>
    </>
  );
}

function textOf(node: JsonNode): string {
  if (node.kind === 'string') return node.text;
  if (node.kind === 'literal') return node.written;
  return node.kind === 'array' ? '[]' : '{}';
}

/** For the filter: null for JSON's null, and for what holds nothing. */
function valueOf(node: JsonNode): string | null {
  const text = textOf(node);
  return node.kind === 'string' || (node.kind === 'literal' && text !== 'null') ? text : null;
}

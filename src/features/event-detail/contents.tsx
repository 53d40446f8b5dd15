import { ActionIcon, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { RefObject } from 'react';
import type { EventDetailRow } from '#query/event-detail.ts';
import { FindBar } from '#ui/find-bar.tsx';
import { Icon } from '#ui/icon.tsx';
import { AS_IT_COMES } from '#ui/json-context.ts';
import type { FoldOrder } from '#ui/json-context.ts';
import { useFind } from '#ui/use-find.ts';
import { JsonSection } from './json-section.tsx';
import { Provenance } from './provenance.tsx';
import { RecordSection } from './record-section.tsx';
import { shownText, shownTree } from './record-parts.ts';
import type { MaskedText, RecordPart } from './record-parts.ts';
import { useLeafActions } from './use-leaf-actions.ts';
import type { WholeRecord } from './use-whole-record.ts';
import styles from './event-detail.module.css';

const MANNERS = [
  { value: 'parts', label: 'Request, response' },
  { value: 'record', label: 'Whole record' },
  { value: 'delivered', label: 'As delivered' },
] as const;
type Manner = (typeof MANNERS)[number]['value'];

export interface Secrets {
  readonly shown: boolean;
  readonly show: () => void;
}

interface ContentsProps {
  readonly row: EventDetailRow;
  readonly parts: readonly RecordPart[];
  readonly record: WholeRecord;
  readonly secrets: Secrets;
  /** Scrolls. */
  readonly inside: RefObject<HTMLElement | null>;
}

/** What the record holds, to read, to search, and to filter by. */
export function Contents({ row, parts, record, secrets, inside }: ContentsProps) {
  const [manner, setManner] = useState<Manner>('parts');
  const [fold, setFold] = useState<FoldOrder>(AS_IT_COMES);
  const whole = record.data?.content;
  const sources = useMemo(() => {
    const shown = manner === 'parts' ? parts.map(({ content }) => content) : [whole];
    return shown.flatMap((content) => sourceOf(content ?? null, secrets.shown, manner));
  }, [manner, parts, whole, secrets.shown]);
  const find = useFind(sources, inside);
  const actions = useLeafActions(row);
  const foldAll = (open: boolean): void => setFold({ turn: fold.turn + 1, open });
  const view = { find, fold, secrets, actions };
  return (
    <>
      <div className={styles['contentsBar']}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="What is shown of the record"
          value={manner}
          onChange={(value) => setManner(MANNERS.find((one) => one.value === value)?.value ?? 'parts')}
          data={[...MANNERS]}
        />
        <div className={styles['findLine']}>
          <FindBar find={find} label="Find in record" />
          {manner !== 'delivered' && (
            <>
              <FoldButton label="Expand all" icon="unfold" onClick={() => foldAll(true)} />
              <FoldButton label="Collapse all" icon="fold" onClick={() => foldAll(false)} />
            </>
          )}
        </div>
      </div>
      {manner === 'parts' && parts.map((part) => <JsonSection key={part.name} part={part} view={view} />)}
      {manner !== 'parts' && <RecordSection record={record} manner={manner} view={view} />}
      <Provenance place={row} />
    </>
  );
}

function sourceOf(content: MaskedText | null, secretsShown: boolean, manner: Manner) {
  if (content === null) return [];
  const tree = manner === 'delivered' ? null : shownTree(content, secretsShown);
  return [tree ?? shownText(content, secretsShown)];
}

interface FoldButtonProps {
  readonly label: string;
  readonly icon: 'fold' | 'unfold';
  readonly onClick: () => void;
}

function FoldButton({ label, icon, onClick }: FoldButtonProps) {
  return (
    <ActionIcon size={28} variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
      <Icon icon={icon} size={14} />
    </ActionIcon>
  );
}

import { Button, CloseButton, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { credentialName } from '#cloudtrail/credential-words.ts';
import type { Credential } from '#cloudtrail/lineage.ts';
import { Notice } from '#ui/notice.tsx';
import { SidePanel } from '#ui/side-panel.tsx';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import {
  blastRadiusOf,
  credentialsTogether,
  eventsOf,
  subjectOfCredential,
  timelineOf,
} from '#view-state/subject-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { isValidView } from '#view-state/view-state.ts';
import type { ViewState } from '#view-state/view-state.ts';
import { ChainGraph } from './chain-graph.tsx';
import { ChainList } from './chain-list.tsx';
import { wholeChain } from './chain-tree.ts';
import type { ChainNode } from './chain-tree.ts';
import { SessionFacts } from './session-facts.tsx';
import { useChain } from './use-chain.ts';
import styles from './chain.module.css';

const TITLE = 'Chain of the session';

/** Where the open session came from, and what came from it. */
export function ChainPanel() {
  const [{ chain }, change] = useViewState();
  const close = (): void => change({ chain: null });
  if (chain === null) return null;
  return (
    <SidePanel label={TITLE}>
      <div className={styles['panel']}>
        <OpenChain id={chain} onClose={close} />
      </div>
    </SidePanel>
  );
}

function OpenChain({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data, error, isPlaceholderData } = useChain(id);
  const credential = data?.credential ?? null;
  return (
    <>
      <div className={styles['top']}>
        <h2 className={styles['title']}>
          {credential === null ? TITLE : <Visible text={cutMiddle(credentialName(credential), 120)} />}
        </h2>
        <CloseButton size="sm" aria-label="Close" title="Close (Esc)" onClick={onClose} />
      </div>
      {error !== null && (
        <Notice tone="bad" title="The chain could not be worked out">
          {visibleText(error.message)}
        </Notice>
      )}
      {data !== undefined && credential === null && (
        <p className={styles['absent']} role="status">
          No session <Visible text={cutMiddle(id, 120)} /> is in the loaded files. Add the files that hold it,
          or choose another from the list.
        </p>
      )}
      {data !== undefined && credential !== null && (
        <div data-stale={isPlaceholderData || undefined} className={styles['body']}>
          <SessionFacts credential={credential} />
          <Ways credential={credential} nodes={data.nodes} />
          <Drawn credential={credential} nodes={data.nodes} />
        </div>
      )}
    </>
  );
}

interface ChainProps {
  readonly credential: Credential;
  readonly nodes: readonly ChainNode[];
}

/** More would not fit a link that one can send. */
const MOST_TOGETHER = 24;

function Ways({ credential, nodes }: ChainProps) {
  const [view, change] = useViewState();
  const { subject, accountId } = subjectOfCredential(credential);
  const way = (label: string, to: Partial<ViewState>) => (
    <Button
      size="compact-sm"
      variant="default"
      disabled={!isValidView({ ...view, ...to })}
      onClick={() => change(to)}
    >
      {label}
    </Button>
  );
  return (
    <div className={styles['ways']}>
      {way('Whole chain as one timeline', chainTimeline(credential, nodes))}
      {way('Its timeline', timelineOf(subject, accountId))}
      {way('What came from it', blastRadiusOf(credential.id))}
      {way('Its events', eventsOf(subject, accountId))}
    </div>
  );
}

/** All sessions of the chain; of one too large to be named, everything that its topmost credential led to. */
function chainTimeline(credential: Credential, nodes: readonly ChainNode[]): Partial<ViewState> {
  const whole = wholeChain(nodes);
  const together = whole?.filter(({ kind }) => kind !== 'principal') ?? [];
  if (together.length > 0 && together.length <= MOST_TOGETHER) return credentialsTogether(together);
  const first = nodes.flatMap(({ part }) => (part.kind === 'credential' ? [part.credential.id] : []))[0];
  return { ...blastRadiusOf(first ?? credential.id), tab: null };
}

const MANNERS = [
  { value: 'graph', label: 'Graph' },
  { value: 'list', label: 'List' },
] as const;

function Drawn({ credential, nodes }: ChainProps) {
  const [manner, setManner] = useState<'graph' | 'list'>('graph');
  return (
    <>
      <div className={styles['graphHead']}>
        <h3>From its root to all that came from it</h3>
        <SegmentedControl
          size="xs"
          aria-label="Show the chain as"
          value={manner}
          onChange={(next) => setManner(next === 'list' ? 'list' : 'graph')}
          data={[...MANNERS]}
        />
      </div>
      {manner === 'graph' ? (
        <ChainGraph nodes={nodes} chosen={credential.id} />
      ) : (
        <ChainList nodes={nodes} chosen={credential.id} />
      )}
    </>
  );
}

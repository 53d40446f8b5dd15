import { useState } from 'react';
import { useIdentity } from '#session/use-identity.ts';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { Notice } from '#ui/notice.tsx';
import { Visible } from '#ui/visible.tsx';
import type { DataSetStamp } from '#view-state/data-set-stamp.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { ReadLink } from '#view-state/link.ts';
import { useReadLink, useViewStore } from '#view-state/use-view-state.ts';
import { DEFAULT_VIEW } from '#view-state/view-state.ts';
import { writeLink } from '#view-state/link.ts';
import { stampWords } from './stamp-words.ts';
import { viewWords } from './view-words.ts';
import { WordsList } from './words-list.tsx';
import styles from './share.module.css';

/** A link is a question without its data: which files it wants, and whether these are they. */
export function LinkDataNotice() {
  const link = useReadLink();
  const store = useViewStore();
  const phase = useSessionState(phaseOf);
  const own = useIdentity();
  const [seen, setSeen] = useState<unknown>(null);
  const dismiss = (what: unknown) => (): void => setSeen(what);
  if (phase === 'empty') {
    if (seen === link || !asksForData(link)) return null;
    return (
      <div className={styles['start']}>
        <WantsData link={link} onDismiss={dismiss(link)} />
      </div>
    );
  }
  const { madeOver } = link;
  if (own === null || madeOver === null || seen === madeOver.fingerprint) return null;
  if (madeOver.fingerprint !== own.fingerprint && madeOver.fingerprint !== own.formerFingerprint)
    return <OtherData madeOver={madeOver} own={own} onDismiss={dismiss(madeOver.fingerprint)} />;
  if (!store.isAsOpened()) return null;
  return (
    <Notice
      tone="fine"
      title="These are the data that the link was made over"
      onDismiss={dismiss(madeOver.fingerprint)}
    >
      <StampLine stamp={madeOver} />
    </Notice>
  );
}

/** The start of the program itself asks for nothing in particular. */
function asksForData({ madeOver, view }: ReadLink): boolean {
  return madeOver !== null || writeLink(view) !== writeLink(DEFAULT_VIEW);
}

function WantsData({ link, onDismiss }: { readonly link: ReadLink; readonly onDismiss: () => void }) {
  const { timeWithZone } = useTimeText();
  const { madeOver, view } = link;
  return (
    <Notice tone="plain" title="This link needs its log files" onDismiss={onDismiss}>
      <p className={styles['lead']}>
        A link holds what to look at, never the logs themselves. Drop the files, and the view is applied.
      </p>
      <h3 className={styles['head']}>Made over</h3>
      {madeOver === null ? (
        <p className={styles['lead']}>It does not say over which data.</p>
      ) : (
        <p className={styles['lead']}>
          <StampLine stamp={madeOver} />
        </p>
      )}
      <h3 className={styles['head']}>It will show</h3>
      <WordsList words={viewWords(view, timeWithZone)} />
    </Notice>
  );
}

interface OtherDataProps {
  readonly madeOver: DataSetStamp;
  readonly own: DataSetStamp;
  readonly onDismiss: () => void;
}

function OtherData({ madeOver, own, onDismiss }: OtherDataProps) {
  return (
    <Notice tone="attention" title="This link was made over other data" onDismiss={onDismiss}>
      What fits is applied; counts may differ from what its sender saw.
      <dl className={styles['list']}>
        <div>
          <dt>Made over</dt>
          <dd>
            <StampLine stamp={madeOver} />
          </dd>
        </div>
        <div>
          <dt>Loaded here</dt>
          <dd>
            <StampLine stamp={own} />
          </dd>
        </div>
      </dl>
    </Notice>
  );
}

/** **the sample** · 30,270 events in 66 files, … · fingerprint 3f9c1f5e0c7f4d0e */
function StampLine({ stamp }: { readonly stamp: DataSetStamp }) {
  const timeText = useTimeText();
  return (
    <>
      <strong>
        <Visible text={stamp.name === '' ? 'without a name' : stamp.name} />
      </strong>
      {` · ${stampWords(stamp, timeText)} · fingerprint `}
      <code className={styles['print']}>{stamp.fingerprint}</code>
    </>
  );
}

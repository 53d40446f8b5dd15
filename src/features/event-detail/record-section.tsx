import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { isSecretKey } from '#cloudtrail/secrets.ts';
import type { FileReport, SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Icon } from '#ui/icon.tsx';
import { parseTree } from '#ui/json-tree.ts';
import { JsonView } from '#ui/json-view.tsx';
import { countText } from '#ui/number-text.ts';
import { saveFile } from '#ui/save-file.ts';
import { Visible } from '#ui/visible.tsx';
import { Notice } from '#ui/notice.tsx';
import { visibleText, cutMiddle } from '#ui/visible-text.ts';
import { recordText } from './record-text.ts';
import { useEvidence } from './use-evidence.ts';
import type { Place } from './use-evidence.ts';
import styles from './event-detail.module.css';

type Manner = 'delivered' | 'formatted';

/** The record itself: exactly as delivered or as a tree, and where in which file it stands. */
export function RecordSection({
  place,
  eventId,
}: {
  readonly place: Place;
  readonly eventId: string | null;
}) {
  const [manner, setManner] = useState<Manner>('delivered');
  const evidence = useEvidence(place);
  return (
    <section className={styles['section']} aria-label="Record">
      <div className={styles['sectionHead']}>
        <h3>Record</h3>
        <SegmentedControl
          size="xs"
          aria-label="How the record is shown"
          value={manner}
          onChange={(value) => setManner(value === 'formatted' ? 'formatted' : 'delivered')}
          data={[
            { value: 'delivered', label: 'As delivered' },
            { value: 'formatted', label: 'Formatted' },
          ]}
        />
      </div>
      {evidence.isPending && <Skeleton height={120} animate={false} />}
      {evidence.error !== null && (
        <Notice tone="bad" title="The record cannot be shown as delivered">
          {visibleText(evidence.error.message)}
        </Notice>
      )}
      {evidence.data !== undefined && <RecordBody bytes={evidence.data} manner={manner} eventId={eventId} />}
      <Provenance place={place} />
    </section>
  );
}

interface RecordBodyProps {
  readonly bytes: Uint8Array;
  readonly manner: Manner;
  readonly eventId: string | null;
}

function RecordBody({ bytes, manner, eventId }: RecordBodyProps) {
  const { text, exact } = recordText(bytes);
  const tree = manner === 'formatted' ? parseTree(text) : null;
  const save = (): void => {
    const safeName = (eventId ?? 'record').replace(/[^\w-]/g, '_').slice(0, 80);
    saveFile(`${safeName}.json`, bytes.slice(), 'application/json');
  };
  return (
    <>
      {tree !== null && <JsonView node={tree} label="Record, formatted" isSecret={isSecretKey} />}
      {tree === null && (
        // It scrolls, which must be possible from the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={styles['raw']} role="group" aria-label="Record as delivered" tabIndex={0}>
          <code>
            <Visible text={text} layout />
          </code>
        </pre>
      )}
      {manner === 'formatted' && tree === null && (
        <p className={styles['muted']}>It is not whole JSON, so it is shown as delivered.</p>
      )}
      {!exact && <p className={styles['muted']}>It is not valid UTF-8: download it for the exact bytes.</p>}
      <div className={styles['actions']}>
        {exact && <CopyButton text={text} what="record" />}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Icon icon="download" size={12} />}
          onClick={save}
        >
          Download
        </Button>
        <span className={styles['muted']}>{countText(bytes.length)} bytes</span>
      </div>
    </>
  );
}

function Provenance({ place }: { readonly place: Place }) {
  const file = useSessionState((state: SessionState): FileReport | undefined =>
    state.files.find((report) => report.id === place.fileId),
  );
  if (file === undefined) return null;
  return (
    <div className={styles['evidence']}>
      <h4>Evidence</h4>
      <p title={visibleText(file.name)}>
        <Visible text={cutMiddle(file.name, 90)} />
      </p>
      <p>
        bytes {countText(place.recordOffset)}–{countText(place.recordOffset + place.recordLength)}
        {file.decompressedBytes !== file.bytes && ' of the unpacked file'}
      </p>
      {file.sha256 !== null && (
        <p className={styles['mono']}>
          SHA-256 {cutMiddle(file.sha256, 21)} <CopyButton text={file.sha256} what="SHA-256 of the file" />
        </p>
      )}
    </div>
  );
}

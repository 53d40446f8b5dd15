import { Skeleton } from '@mantine/core';
import { countText } from '#ui/number-text.ts';
import { Marked } from '#ui/marked.tsx';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { MaskedJson } from './json-section.tsx';
import type { ContentsView } from './json-section.tsx';
import { shownText } from './record-parts.ts';
import type { RecordContent, WholeRecord } from './use-whole-record.ts';
import styles from './event-detail.module.css';

interface RecordSectionProps {
  readonly record: WholeRecord;
  readonly manner: 'record' | 'delivered';
  readonly view: ContentsView;
}

/** The record itself: as a tree, or exactly as delivered. */
export function RecordSection({ record, manner, view }: RecordSectionProps) {
  return (
    <section className={styles['section']} aria-label="Record">
      {record.isPending && <Skeleton height={120} animate={false} />}
      {record.error !== null && (
        <Notice tone="bad" title="The record cannot be shown as delivered">
          {visibleText(record.error.message)}
        </Notice>
      )}
      {record.data !== undefined && <RecordBody record={record.data} manner={manner} view={view} />}
    </section>
  );
}

interface RecordBodyProps {
  readonly record: RecordContent;
  readonly manner: 'record' | 'delivered';
  readonly view: ContentsView;
}

function RecordBody({ record: { bytes, content, exact }, manner, view }: RecordBodyProps) {
  if (manner === 'record' && content.tree !== null)
    return <MaskedJson content={content} label="Whole record" path={[]} view={view} />;
  const text = shownText(content, view.secrets.shown);
  const { finding, current } = view.find;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, which must be possible from the keyboard */}
      <pre className={styles['raw']} role="group" aria-label="Record as delivered" tabIndex={0}>
        <code>
          <Marked text={text} hits={finding.texts.get(text)} current={current} layout />
        </code>
      </pre>
      <p className={styles['muted']}>
        {countText(bytes.length)} bytes
        {manner === 'record' && '. It is not whole JSON, so it is shown as delivered'}
        {!exact && '. It is not valid UTF-8: download it for the exact bytes'}
        {content.hasSecrets && !view.secrets.shown && '. Secrets are hidden in it'}
      </p>
    </>
  );
}

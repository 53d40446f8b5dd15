import { useMemo, useState } from 'react';
import type { RefObject } from 'react';
import { PARTIAL_WORDS } from '#cloudtrail/event-table.ts';
import type { EventDetailRow } from '#query/event-detail.ts';
import { Pill } from '#ui/pill.tsx';
import { Visible } from '#ui/visible.tsx';
import { Contents } from './contents.tsx';
import { DetailTools } from './detail-tools.tsx';
import { Facts } from './facts.tsx';
import { FieldHandle } from './field-handle.tsx';
import { OutcomeBox } from './outcome-box.tsx';
import { recordParts } from './record-parts.ts';
import { SecretsLine } from './secrets-line.tsx';
import { useWholeRecord } from './use-whole-record.ts';
import styles from './event-detail.module.css';

interface FoundEventProps {
  readonly row: EventDetailRow;
  readonly inside: RefObject<HTMLElement | null>;
}

/** An event of the loaded files. */
export function FoundEvent({ row, inside }: FoundEventProps) {
  const parts = useMemo(() => recordParts(row), [row]);
  const record = useWholeRecord(row);
  // Showing the secrets of one event says nothing of the next, nor of the same when one comes back to it.
  const place = `${row.fileId}:${row.recordOffset}`;
  const [secrets, setSecrets] = useState({ place, shown: false });
  if (secrets.place !== place) setSecrets({ place, shown: false });
  const shown = secrets.place === place && secrets.shown;
  const setShown = (show: boolean): void => setSecrets({ place, shown: show });
  return (
    <>
      <Title row={row} />
      <DetailTools row={row} record={record} secretsShown={shown} />
      {row.conflict && (
        <p className={styles['conflict']}>
          Another record carries this eventID with different bytes. Both are kept: one of the files may have
          been altered, or written by something other than CloudTrail.
        </p>
      )}
      {row.partial !== null && <PartialLine form={row.partial} />}
      <Facts row={row} />
      <OutcomeBox row={row} />
      <SecretsLine count={record.data?.content.secrets.count ?? 0} shown={shown} onChange={setShown} />
      <Contents
        row={row}
        parts={parts}
        record={record}
        secrets={{ shown, show: () => setShown(true) }}
        inside={inside}
      />
    </>
  );
}

/** What is missing, and what is shown as the record. */
function PartialLine({ form }: { readonly form: string }) {
  return (
    <p className={styles['muted']} role="note">
      {form === PARTIAL_WORDS.ocsf
        ? 'Partial: this event was delivered as OCSF (Security Lake), and its fields are mapped back to CloudTrail’s. The record below is the OCSF event.'
        : 'Partial: from a table without the record itself, so identity, request or response may be missing. The record below is the row under its labels.'}
    </p>
  );
}

function Title({ row }: { readonly row: EventDetailRow }) {
  const { eventName, eventSource, eventCategory, verb, outcome } = row;
  return (
    <>
      <h2 className={styles['title']}>
        {eventName === null ? (
          'An event without a name'
        ) : (
          <FieldHandle field="eventName" value={eventName} row={row} />
        )}{' '}
        <FieldHandle field="outcome" value={outcome} row={row}>
          {outcome === 'success' ? (
            <Pill tone="fine" icon="fine">
              success
            </Pill>
          ) : (
            <Pill tone="bad" icon={outcome === 'denied' ? 'failed' : 'warning'}>
              {outcome}
            </Pill>
          )}
        </FieldHandle>
      </h2>
      <p className={styles['kinds']}>
        {eventSource !== null && <FieldHandle field="eventSource" value={eventSource} row={row} />}
        {eventCategory !== null && (
          <>
            {' · '}
            <FieldHandle field="eventCategory" value={eventCategory} row={row}>
              <Visible text={eventCategory.toLowerCase()} />
            </FieldHandle>
          </>
        )}
        {verb !== null && (
          <>
            {' · '}
            <FieldHandle field="verb" value={verb} row={row} />
          </>
        )}
      </p>
    </>
  );
}

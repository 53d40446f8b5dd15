import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { fileContents } from '#query/file-contents.ts';
import { addValue } from '#query/edit-filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import type { FileReport } from '#session/session.ts';
import { useDbQuery } from '#session/use-db-query.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { RejectedList } from './rejected-list.tsx';
import styles from './files.module.css';

interface FileDetailsProps {
  readonly file: FileReport;
  /** What can be done with the file. */
  readonly actions: ReactNode;
}

/** What is behind a line: what the events of the file are about, its hash, what was rejected of it. */
export function FileDetails({ file, actions }: FileDetailsProps) {
  return (
    <div className={styles['details']}>
      <dl className={styles['facts']}>
        {file.loaded > 0 && <Contents file={file} />}
        {file.decompressedBytes !== file.bytes && file.decompressedBytes > 0 && (
          <Fact name="Unpacked">{countText(file.decompressedBytes)} bytes</Fact>
        )}
        <Fact name="SHA-256">
          {file.sha256 === null ? (
            'not known: the file was not read to its end'
          ) : (
            <span className={styles['hash']}>
              {file.sha256}
              <CopyButton text={file.sha256} what="SHA-256" />
            </span>
          )}
        </Fact>
      </dl>
      {file.rejectedCount > 0 && <RejectedList file={file} />}
      <div className={styles['buttons']}>
        {file.loaded > 0 && <ShowEvents name={file.name} />}
        {actions}
      </div>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Contents({ file }: { readonly file: FileReport }) {
  const { data, error } = useDbQuery(fileContents(file.id));
  const { time, timeWithZone } = useTimeText();
  if (error !== null) return <Fact name="Events">{visibleText(error.message)}</Fact>;
  const rows = data?.rows ?? [];
  const whole = rows.find(({ what }) => what === 'all');
  if (whole === undefined) return <Fact name="Time">…</Fact>;
  const { first, last } = whole;
  return (
    <>
      <Fact name="Time">
        {first === null || last === null
          ? 'no event has a time'
          : first === last
            ? timeWithZone(first)
            : `${time(first)} → ${timeWithZone(last)}`}
      </Fact>
      <Fact name="Accounts">
        <Values rows={rows.filter(({ what }) => what === 'account')} />
      </Fact>
      <Fact name="Regions">
        <Values rows={rows.filter(({ what }) => what === 'region')} />
      </Fact>
    </>
  );
}

interface ValueRow {
  readonly value: string | null;
  readonly events: number;
  readonly values: number;
}

function Values({ rows }: { readonly rows: readonly ValueRow[] }) {
  const more = (rows[0]?.values ?? 0) - rows.length;
  return (
    <ul className={styles['values']}>
      {rows.map(({ value, events }) => (
        <li key={value ?? ''}>
          {value === null ? <em>not in the record</em> : <Visible text={value} />}{' '}
          <span className={styles['muted']}>{countText(events)}</span>
        </li>
      ))}
      {more > 0 && <li className={styles['muted']}>and {countOf(more, 'other')}</li>}
    </ul>
  );
}

/** A new filter: another one might hide them. Back leads to the one before. */
function ShowEvents({ name }: { readonly name: string }) {
  const [, change] = useViewState();
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() =>
        change({
          screen: 'events',
          event: null,
          filter: addValue(EMPTY_FILTER, { field: 'fileName' }, name, 'include'),
        })
      }
    >
      Show its events
    </Button>
  );
}

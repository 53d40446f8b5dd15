import type { Credential } from '#cloudtrail/lineage.ts';
import { CellButton } from '#ui/cell-button.tsx';
import { CutVisible } from '#ui/cut-visible.tsx';
import { countText, durationText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import { Began, Join, kindWords, Mfa, RootName } from './session-words.tsx';
import { isSessionColumn } from './session-order.ts';
import type { SessionRow } from './session-rows.ts';
import styles from './sessions.module.css';

interface SessionCellProps {
  readonly column: string;
  readonly row: SessionRow;
  readonly times: TimeText;
}

export function SessionCell({ column, row, times }: SessionCellProps) {
  const { credential } = row;
  if (!isSessionColumn(column)) return null;
  switch (column) {
    case 'principal':
      return <Name credential={credential} />;
    case 'start':
      return row.start === null ? none : <Moment ms={row.start} times={times} />;
    case 'length':
      return row.length === null ? none : <Words text={durationText(row.length / 1_000)} />;
    case 'account':
      return <Text text={credential.accountId} />;
    case 'kind':
      return <Words text={kindWords(credential)} />;
    case 'key':
      return <Text text={credential.accessKeyId} mono />;
    case 'began':
      return <Began credential={credential} />;
    case 'join':
      return <Join credential={credential} />;
    case 'root':
      return <RootName credential={credential} />;
    case 'depth':
      return countText(credential.depth);
    case 'calls':
      return <Calls row={row} />;
    case 'denied':
      return <Denied row={row} />;
    case 'mfa':
      return <Mfa mfa={credential.mfa} />;
  }
}

const none = <span className={styles['quiet']}>–</span>;

/** A press on the name asks what the session leads to; one elsewhere in the row opens its chain. */
function Name({ credential: { principal, arn, id } }: { readonly credential: Credential }) {
  return (
    <CellButton act="menu" title={visibleText(arn ?? id)} className={styles['name']}>
      <CutVisible text={principal ?? id} />
    </CellButton>
  );
}

function Moment({ ms, times }: { readonly ms: number; readonly times: TimeText }) {
  const whole = [times.timeWithZone(ms), times.otherTime(ms)].filter((one) => one !== null);
  return <span title={whole.join(', ')}>{times.time(ms)}</span>;
}

/** Of our own, on one line. */
function Words({ text }: { readonly text: string }) {
  return <span title={text}>{text}</span>;
}

function Text({ text, mono = false }: { readonly text: string | null; readonly mono?: boolean }) {
  if (text === null) return none;
  return (
    <span className={mono ? styles['mono'] : undefined} title={visibleText(text)}>
      <CutVisible text={text} />
    </span>
  );
}

function Calls({ row: { calls, credential } }: { readonly row: SessionRow }) {
  return (
    <span
      title={`${countText(calls)} of the ${countText(credential.calls)} calls of the whole set`}
      className={calls === 0 ? styles['quiet'] : undefined}
    >
      {countText(calls)}
    </span>
  );
}

function Denied({ row: { calls, denied } }: { readonly row: SessionRow }) {
  return (
    <span
      className={denied === 0 ? styles['quiet'] : styles['denied']}
      title={`${countText(denied)} of ${countText(calls)} calls denied`}
    >
      {countText(denied)}
    </span>
  );
}

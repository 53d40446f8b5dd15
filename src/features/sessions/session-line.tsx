import { memo } from 'react';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Icon } from '#ui/icon.tsx';
import { countText, durationText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import { Began, Join, kindWords, Mfa, RootName } from './session-cells.tsx';
import { columnOf, SESSION_COLUMN_KEYS } from './session-order.ts';
import type { SessionColumnKey } from './session-order.ts';
import type { SessionRow } from './session-rows.ts';
import styles from './sessions.module.css';

interface SessionLineProps {
  readonly index: number;
  readonly position: number;
  readonly row: SessionRow;
  readonly times: TimeText;
  readonly active: boolean;
  readonly open: boolean;
}

export const sessionLineId = (index: number): string => `session-${index}`;

/** One session or key. Clicks and keys are handled by the grid. */
export const SessionLine = memo(function SessionLine(props: SessionLineProps) {
  const { index, position, row, times, active, open } = props;
  return (
    <div
      role="row"
      id={sessionLineId(index)}
      aria-rowindex={index + 2}
      aria-selected={open}
      className={styles['row']}
      data-line={index}
      data-active={active || undefined}
      data-open={open || undefined}
      style={{ transform: `translateY(${position}px)` }}
    >
      {SESSION_COLUMN_KEYS.map((key, at) => (
        <span
          key={key}
          role="gridcell"
          aria-colindex={at + 1}
          className={columnOf(key).number === true ? styles['numberCell'] : styles['cell']}
        >
          <Cell column={key} row={row} times={times} />
        </span>
      ))}
      <span role="gridcell" aria-colindex={SESSION_COLUMN_KEYS.length + 1} className={styles['menuCell']}>
        <button
          type="button"
          tabIndex={-1}
          data-menu
          aria-label="What it leads to"
          title="What it leads to (m)"
        >
          <Icon icon="more" size={14} />
        </button>
      </span>
    </div>
  );
});

interface CellProps {
  readonly column: SessionColumnKey;
  readonly row: SessionRow;
  readonly times: TimeText;
}

function Cell({ column, row, times }: CellProps) {
  const { credential } = row;
  switch (column) {
    case 'start':
      return row.start === null ? none : <Moment ms={row.start} times={times} />;
    case 'length':
      return row.length === null ? none : durationText(row.length / 1_000);
    case 'principal':
      return <Name text={credential.principal} title={credential.arn} />;
    case 'account':
      return <Name text={credential.accountId} />;
    case 'kind':
      return kindWords(credential);
    case 'key':
      return <Mono text={credential.accessKeyId} />;
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
      return row.denied === 0 ? <span className={styles['quiet']}>0</span> : <Denied row={row} />;
    case 'mfa':
      return <Mfa mfa={credential.mfa} />;
  }
}

const none = <span className={styles['quiet']}>–</span>;

function Moment({ ms, times }: { readonly ms: number; readonly times: TimeText }) {
  return <span title={times.otherTime(ms) ?? undefined}>{times.time(ms)}</span>;
}

function Name({ text, title }: { readonly text: string | null; readonly title?: string | null }) {
  if (text === null) return none;
  return (
    <span title={visibleText(title ?? text)}>
      <CutVisible text={text} />
    </span>
  );
}

function Mono({ text }: { readonly text: string | null }) {
  if (text === null) return none;
  return (
    <span className={styles['mono']} title={visibleText(text)}>
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

function Denied({ row }: { readonly row: SessionRow }) {
  return (
    <span
      className={styles['denied']}
      title={`${countText(row.denied)} of ${countText(row.calls)} calls denied`}
    >
      {countText(row.denied)}
    </span>
  );
}

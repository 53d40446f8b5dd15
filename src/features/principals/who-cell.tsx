import type { ReactNode } from 'react';
import type { ListedRow, WhoGroup } from '#query/principals.ts';
import { CellButton } from '#ui/cell-button.tsx';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Icon } from '#ui/icon.tsx';
import { countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { visibleText } from '#ui/visible-text.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import { CoursePicture } from './course-picture.tsx';
import type { Courses } from './use-who.ts';
import { kindIcon, kindWords, whoName } from './who-words.ts';
import styles from './principals.module.css';

interface WhoCellProps {
  readonly row: ListedRow;
  readonly column: string;
  readonly group: WhoGroup;
  readonly courses: Courses | null;
  readonly times: TimeText;
  /** Whether what is below the row is shown; absent where there is nothing. */
  readonly open?: boolean;
}

/** What deserves a second look stands out, where there is some of it. */
const TONES: Readonly<Record<string, string>> = { destructive: 'bad', denied: 'bad', sensitive: 'attention' };

export function WhoCell({ row, column, group, courses, times, open }: WhoCellProps): ReactNode {
  switch (column) {
    case 'name':
      return open === undefined ? (
        <Name row={row} group={group} />
      ) : (
        <span className={styles['folding']}>
          <Fold open={open} />
          <Name row={row} group={group} />
        </span>
      );
    case 'kinds':
      return (
        <span className={styles['kind']} title={kindWords(row.kinds)}>
          <Icon icon={kindIcon(row.kinds)} size={13} /> {kindWords(row.kinds)}
        </span>
      );
    case 'course':
      return <Course row={row} courses={courses} times={times} />;
    case 'first':
      return <Moment at={row.first} times={times} />;
    case 'last':
      return <Moment at={row.last} times={times} />;
    case 'events':
    case 'writes':
    case 'destructive':
    case 'sensitive':
    case 'denied':
    case 'errors':
      return <Count count={row[column]} act={column} />;
    case 'principals':
      return <Distinct count={row.principals} one={row.onePrincipal} />;
    case 'accounts':
      return <Distinct count={row.accounts} one={row.oneAccount} />;
    case 'regions':
      return <Distinct count={row.regions} one={row.oneRegion} />;
    case 'services':
      return <Distinct count={row.services} one={row.oneService?.replace(/\.amazonaws\.com$/, '') ?? null} />;
    case 'addresses':
      return <Distinct count={row.addresses} one={row.oneAddress} />;
    case 'agents':
      return <Distinct count={row.agents} one={row.oneAgent} />;
    default:
      return null;
  }
}

function Fold({ open }: { readonly open: boolean }) {
  const words = open ? 'Hide the identities (←)' : 'Show the identities that were joined (→)';
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['fold']}
      data-act="fold"
      aria-label={words}
      aria-expanded={open}
      title={words}
    >
      <Icon icon={open ? 'next' : 'open'} size={12} />
    </button>
  );
}

function Name({ row, group }: { readonly row: ListedRow; readonly group: WhoGroup }) {
  const name = whoName(row, group);
  const title = [name, row.account === null ? '' : `account ${row.account}`]
    .filter((part) => part !== '')
    .join(' · ');
  return (
    <CellButton act="menu" title={visibleText(title)} className={styles['name']}>
      {row.name === null ? <span className={styles['none']}>{name}</span> : <CutVisible text={name} />}
      {row.account !== null && (
        <span className={styles['account']}>
          <Visible text={row.account} />
        </span>
      )}
    </CellButton>
  );
}

/** A number that leads to the events that it counts. */
function Count({ count, act }: { readonly count: number; readonly act: string }) {
  if (count === 0) return <span className={styles['zero']}>0</span>;
  return (
    <CellButton act={act} title="Show these events" className={styles['count']} tone={TONES[act]}>
      {countText(count)}
    </CellButton>
  );
}

function Distinct({ count, one }: { readonly count: number; readonly one: string | null }) {
  if (count === 0) return <span className={styles['zero']}>–</span>;
  if (one === null) return <span className={styles['many']}>{countText(count)}</span>;
  return (
    <span className={styles['one']} title={visibleText(one)}>
      <CutVisible text={one} />
    </span>
  );
}

function Moment({ at, times }: { readonly at: number | null; readonly times: TimeText }) {
  if (at === null) return <span className={styles['zero']}>no time</span>;
  const other = times.otherTime(at);
  return (
    <span
      className={styles['moment']}
      title={`${times.timeWithZone(at)}${other === null ? '' : ` · ${other}`}`}
    >
      {times.time(at)}
    </span>
  );
}

function Course({ row, courses, times }: Pick<WhoCellProps, 'row' | 'courses' | 'times'>) {
  const counts = courses?.of(row.gid);
  if (courses === null || counts === undefined) return null;
  return <CoursePicture counts={counts} step={courses.step} start={courses.window.from} time={times.time} />;
}

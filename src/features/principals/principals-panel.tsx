import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { ListGrid } from '#ui/list-grid.tsx';
import { Notice } from '#ui/notice.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { useCourses, useWho } from './use-who.ts';
import type { WhoList } from './use-who.ts';
import { useJoined } from './use-joined.tsx';
import { useWhoActions } from './use-who-actions.ts';
import { WhoBar } from './who-bar.tsx';
import { WhoCell } from './who-cell.tsx';
import { GROUP_WORDS, whoColumns, whoListing } from './who-columns.ts';
import styles from './principals.module.css';

interface PrincipalsPanelProps {
  /** What is said when the filter leaves no event. */
  readonly nothingMatches: ReactNode;
}

/** Who acted: everyone among the matching events, one line each. */
export function PrincipalsPanel({ nothingMatches }: PrincipalsPanelProps) {
  const [{ filter, group, listOrder, find }] = useViewState();
  const listing = whoListing(listOrder, find);
  const list = useWho(filter, group, listing);
  const loading = useSessionState(phaseOf) !== 'ready';
  if (list.error !== null)
    return (
      <Notice tone="bad" title="The principals could not be counted">
        {visibleText(list.error.message)}
      </Notice>
    );
  if (list.all === 0 && !loading) return nothingMatches;
  return (
    <section className={styles['panel']} aria-label={GROUP_WORDS[group].many}>
      <VisuallyHidden component="h1">Principals</VisuallyHidden>
      <WhoBar list={list} listing={listing} />
      {list.found === undefined ? (
        <Skeleton height={240} animate={false} role="status" aria-label="Counting" />
      ) : list.found === 0 ? (
        <NotFound />
      ) : (
        <List list={list} />
      )}
    </section>
  );
}

function NotFound() {
  const [{ find, group }, change] = useViewState();
  return (
    <div className={styles['notFound']} role="status">
      <strong>No {GROUP_WORDS[group].one} of this name</strong>
      <p>
        Nothing of “{visibleText(find)}” is in the name, account or kind of any {GROUP_WORDS[group].one} among
        the matching events.
      </p>
      <Button size="xs" variant="default" onClick={() => change({ find: '' })}>
        Show all {GROUP_WORDS[group].many}
      </Button>
    </div>
  );
}

function List({ list }: { readonly list: WhoList }) {
  const [{ filter, group, listOrder, find }, change] = useViewState();
  const times = useTimeText();
  const courses = useCourses(filter, group, list);
  const actions = useWhoActions(group);
  const { below, onFold, isOpen } = useJoined(group, list.rows);
  const { order, descending } = whoListing(listOrder, find);
  const on = (act: (row: (typeof list.rows)[number]) => void) => (at: number) => {
    const row = list.rows[at];
    if (row !== undefined) act(row);
  };
  return (
    <ListGrid
      key={group}
      label={GROUP_WORDS[group].many.replace(/^./, (first) => first.toUpperCase())}
      columns={whoColumns(group, times.zoneLabel)}
      rows={list.rows.length}
      keyOf={(at) => list.rows[at]?.gid ?? at}
      cell={(at, column) => {
        const row = list.rows[at];
        return row === undefined ? null : (
          <WhoCell
            row={row}
            column={column}
            group={group}
            courses={courses}
            times={times}
            {...(onFold === undefined || row.name === null ? {} : { open: isOpen(at) })}
          />
        );
      }}
      order={{ column: order, descending }}
      onOrder={(next) => change({ listOrder: next })}
      onOpen={on(actions.openTimeline)}
      onMenu={(at, anchor) => on((row) => actions.openMenu(row, anchor))(at)}
      onAct={(at, act) =>
        act === 'fold' ? onFold?.(at, !isOpen(at)) : on((row) => actions.showEvents(row, act))(at)
      }
      below={below}
      onFold={onFold}
      stale={list.stale}
    />
  );
}

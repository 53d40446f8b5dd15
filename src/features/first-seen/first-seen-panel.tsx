import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { narrowTo } from '#query/dimension-filter.ts';
import { withTime } from '#query/edit-filter.ts';
import { firstValues } from '#query/first-seen.ts';
import type { FirstValue } from '#query/first-seen.ts';
import { historyText, kindWord } from '#query/first-words.ts';
import { CALM_PACE } from '#session/use-db-query.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { CellButton } from '#ui/cell-button.tsx';
import { CutVisible } from '#ui/cut-visible.tsx';
import { useHandleMenu } from '#ui/handle-menu.tsx';
import { Icon } from '#ui/icon.tsx';
import { ListGrid } from '#ui/list-grid.tsx';
import { ListSearch } from '#ui/list-search.tsx';
import { Notice } from '#ui/notice.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { handleRequest } from '#ui/value-handle.tsx';
import { visibleText } from '#ui/visible-text.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { firstColumns, listedFirsts, NEWEST } from './first-list.ts';
import { kindIcon } from './news-words.ts';
import styles from './first-seen.module.css';

/** Of each kind; the newest. */
const MOST_VALUES = 300;
const AROUND = 10 * 60_000;
const SECOND = 1_000;

/** Everything that the matching events did for the first time, newest first, over all the time of the data. */
export function FirstSeenPanel() {
  const [{ filter, listOrder, find }, change] = useViewState();
  const timeless = useMemo(() => withTime(filter, null, null), [filter]);
  const { data, error, isPlaceholderData } = useMatchQuery({
    filter: timeless,
    pace: CALM_PACE,
    key: ['first-values'],
    ask: (matches) => firstValues(matches, MOST_VALUES),
  });
  const rows = useMemo(
    () => (data === undefined ? undefined : listedFirsts(data.rows, listOrder, find)),
    [data, listOrder, find],
  );
  if (error !== null)
    return (
      <Notice tone="bad" title="First times could not be worked out">
        {visibleText(error.message)}
      </Notice>
    );
  if (data === undefined || rows === undefined)
    return <Skeleton height={160} animate={false} role="status" aria-label="Looking for first times" />;
  const left = leftOut(data.rows);
  return (
    <section className={styles['tabPanel']} aria-label="First seen">
      <div className={styles['bar']}>
        <ListSearch
          label="Search in first times"
          search={find}
          onSearch={(next) => change({ find: next }, 'replace')}
        />
        <span className={styles['muted']} role="status">
          {countOf(rows.length, 'value')} of addresses, networks, regions, services, events, agents, keys and
          errors, whatever the time range
          {left > 0 && `; ${countOf(left, 'older one')} left out`}
        </span>
      </div>
      <List rows={rows} stale={isPlaceholderData} />
    </section>
  );
}

interface ListProps {
  readonly rows: readonly FirstValue[];
  readonly stale: boolean;
}

function List({ rows, stale }: ListProps) {
  const [{ listOrder }, change] = useViewState();
  const { change: changeFilter } = useFilter();
  const openMenu = useHandleMenu();
  const times = useTimeText();
  const zoomTo = ({ first }: FirstValue): void => {
    if (first !== null) change({ zoom: { from: first - AROUND, to: first + SECOND + AROUND } });
  };
  const menuOf = (row: FirstValue) => [
    { label: 'Zoom to its first time', keys: 'Enter', group: 'row', run: () => zoomTo(row) },
    {
      label: 'Filter for',
      group: 'value',
      run: () => changeFilter((filter) => narrowTo(filter, row.dimension, row.value)),
    },
  ];
  const on = (act: (row: FirstValue) => void) => (at: number) => {
    const row = rows[at];
    if (row !== undefined) act(row);
  };
  return (
    <ListGrid
      label="First times"
      columns={firstColumns(times.zoneLabel)}
      rows={rows.length}
      keyOf={(at) => `${rows[at]?.dimension} ${rows[at]?.value}`}
      cell={(at, column) => {
        const row = rows[at];
        return row === undefined ? null : cellOf(row, column, times.time);
      }}
      order={listOrder ?? NEWEST}
      onOrder={(next) => change({ listOrder: next })}
      onOpen={on(zoomTo)}
      onMenu={(at, anchor) => on((row) => openMenu(handleRequest(row.value, anchor, menuOf(row))))(at)}
      onAct={on(zoomTo)}
      stale={stale}
    />
  );
}

function cellOf(row: FirstValue, column: string, time: (ms: number) => string) {
  switch (column) {
    case 'first':
      return row.first === null ? (
        'no time'
      ) : (
        <CellButton act="zoom" title="Zoom to it" className={styles['count']}>
          {time(row.first)}
        </CellButton>
      );
    case 'kind':
      return (
        <span className={styles['kind']}>
          <Icon icon={kindIcon({ kind: row.dimension, verb: null })} size={13} /> {kindWord(row.dimension)}
        </span>
      );
    case 'value':
      return (
        <CellButton act="menu" title={visibleText(row.value)} className={styles['value']}>
          <CutVisible text={row.value} />
        </CellButton>
      );
    case 'last':
      return row.last === null ? 'no time' : time(row.last);
    case 'count':
      return countText(row.count);
    case 'history':
      return row.first === null || row.since === null || row.first === row.since ? (
        <span className={styles['muted']}>from the start</span>
      ) : (
        historyText(row.first - row.since)
      );
    default:
      return null;
  }
}

/** Values beyond those asked for, of each kind. */
function leftOut(rows: readonly FirstValue[]): number {
  const distinct = new Map(rows.map(({ dimension, distinct: all }) => [dimension, all]));
  return [...distinct.values()].reduce((sum, all) => sum + Math.max(0, all - MOST_VALUES), 0);
}

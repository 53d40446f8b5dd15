import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { kindWord } from '#query/first-words.ts';
import { MOST_NEWS } from '#query/news.ts';
import type { NewsRow } from '#query/news.ts';
import { CellButton } from '#ui/cell-button.tsx';
import { CutVisible } from '#ui/cut-visible.tsx';
import { Icon } from '#ui/icon.tsx';
import { ListGrid } from '#ui/list-grid.tsx';
import { Notice } from '#ui/notice.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import type { TimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { NewsHead } from './news-head.tsx';
import { beforeWords, kindIcon, listedNews, newsColumns, TELLING, whoWords } from './news-words.ts';
import { useNewsActions } from './use-news-actions.ts';
import { useNews, usePeriods } from './use-news.ts';
import type { News, Periods } from './use-news.ts';
import styles from './first-seen.module.css';

/** What occurs in one period and not in another. */
export function NewsPanel() {
  const periods = usePeriods();
  const news = useNews(periods);
  return (
    <section className={styles['panel']} aria-label="What is new">
      <VisuallyHidden component="h1">What is new</VisuallyHidden>
      {periods === null ? (
        <Nothing title="No event has a time" words="What is new is told from the times of events." />
      ) : (
        <>
          <NewsHead periods={periods} news={news} />
          <Body periods={periods} news={news} />
        </>
      )}
    </section>
  );
}

interface BodyProps {
  readonly periods: Periods;
  readonly news: News;
}

function Body({ periods, news }: BodyProps) {
  const [{ listOrder, find }, change] = useViewState();
  const listed = useMemo(
    () => (news.rows === undefined ? undefined : listedNews(news.rows, listOrder, find)),
    [news.rows, listOrder, find],
  );
  if (news.error !== null)
    return (
      <Notice tone="bad" title="What is new could not be worked out">
        {visibleText(news.error.message)}
      </Notice>
    );
  if (listed === undefined)
    return <Skeleton height={240} animate={false} role="status" aria-label="Comparing" />;
  if (news.rows?.length === 0)
    return (
      <Nothing
        title="Nothing is new"
        words={
          news.counts?.inside === 0
            ? 'No event matches in this period. Choose another, or widen the filter.'
            : 'Everything in this period was seen in the other as well: addresses, regions, services, calls, keys, errors, principals and accounts.'
        }
      />
    );
  if (listed.length === 0)
    return (
      <Nothing title="Nothing of this name is new" words={`Nothing new contains “${visibleText(find)}”.`}>
        <Button size="xs" variant="default" onClick={() => change({ find: '' })}>
          Show all that is new
        </Button>
      </Nothing>
    );
  return <List rows={listed} periods={periods} news={news} />;
}

interface NothingProps {
  readonly title: string;
  readonly words: string;
  readonly children?: ReactNode;
}

function Nothing({ title, words, children }: NothingProps) {
  return (
    <div className={styles['nothing']} role="status">
      <strong>{title}</strong>
      <p>{words}</p>
      {children}
    </div>
  );
}

function List({ rows, periods, news }: BodyProps & { readonly rows: readonly NewsRow[] }) {
  const [{ listOrder }, change] = useViewState();
  const times = useTimeText();
  const actions = useNewsActions(periods);
  const all = news.rows?.[0]?.all ?? rows.length;
  const on = (act: (row: NewsRow) => void) => (at: number) => {
    const row = rows[at];
    if (row !== undefined) act(row);
  };
  return (
    <>
      <p className={styles['counts']} role="status">
        <strong>{countOf(rows.length, 'new thing')}</strong>
        {rows.length < all && ` of ${countText(all)}`}
        {all > MOST_NEWS && `: the ${countText(MOST_NEWS)} most telling are listed`}
        {listOrder === null && ', the most telling first'}
      </p>
      <ListGrid
        label="New"
        columns={newsColumns(times.zoneLabel)}
        rows={rows.length}
        keyOf={(at) => keyOf(rows[at])}
        cell={(at, column) => {
          const row = rows[at];
          return row === undefined ? null : <Cell row={row} column={column} times={times} />;
        }}
        order={listOrder ?? TELLING}
        onOrder={(next) => change({ listOrder: next })}
        onOpen={on(actions.showEvents)}
        onMenu={(at, anchor) => on((row) => actions.openMenu(row, anchor))(at)}
        onAct={on(actions.showEvents)}
        stale={news.stale}
      />
    </>
  );
}

const keyOf = (row: NewsRow | undefined): string =>
  JSON.stringify([row?.kind, row?.value, row?.principal, row?.account]);

function Cell({
  row,
  column,
  times,
}: {
  readonly row: NewsRow;
  readonly column: string;
  readonly times: TimeText;
}) {
  switch (column) {
    case 'value':
      return (
        <CellButton act="menu" title={visibleText(row.value)} className={styles['value']}>
          <CutVisible text={row.value} />
        </CellButton>
      );
    case 'kind':
      return (
        <span className={styles['kind']}>
          <Icon icon={kindIcon(row)} size={13} /> {kindWord(row.kind)}
          {row.verb !== null && row.verb !== 'read' && <span className={styles['verb']}>{row.verb}</span>}
        </span>
      );
    case 'who':
      return (
        <span className={styles['who']} title={visibleText(whoWords(row))}>
          <CutVisible text={whoWords(row)} />
          {row.principal !== null && row.kind !== 'principal' && row.account !== null && (
            <span className={styles['account']}>{visibleText(row.account)}</span>
          )}
        </span>
      );
    case 'count':
      return (
        <CellButton act="events" title="Show these events" className={styles['count']}>
          {countText(row.count)}
        </CellButton>
      );
    case 'first':
      return row.first === null ? (
        '–'
      ) : (
        <span title={times.timeWithZone(row.first)}>{times.time(row.first)}</span>
      );
    case 'before':
      return (
        <span className={styles['muted']} title={beforeWords(row)}>
          {beforeWords(row)}
        </span>
      );
    default:
      return null;
  }
}

import { useMemo } from 'react';
import { kindField } from '#query/dimension-filter.ts';
import { withTime } from '#query/edit-filter.ts';
import { kindWord } from '#query/first-words.ts';
import { unkept } from '#query/matches.ts';
import { news, periodCounts } from '#query/news.ts';
import type { NewsPeriod, NewsRow } from '#query/news.ts';
import { newsFilter } from '#query/news-filter.ts';
import { againstPeriod, newPeriod, tooLittle } from '#query/news-periods.ts';
import { useDataWindow } from '#session/use-data-window.ts';
import { useMatchQuery } from '#session/use-match-query.ts';
import { phaseOf, useSessionState } from '#session/use-session.ts';
import { countText } from '#ui/number-text.ts';
import { visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { Nothing, Tile } from './tile.tsx';
import { useShow } from './use-show.ts';
import { Count, Value } from './value.tsx';
import styles from './overview.module.css';

const ABOUT =
  'Regions, services, principals, addresses, keys and accounts that nobody had before: in the last tenth of the time, or in the time that is chosen, and never in the time before it. The most telling first.';
const MOST = 6;
const KINDS: readonly string[] = ['region', 'service', 'principal', 'address', 'key', 'account'];

interface Periods {
  readonly inside: NewsPeriod;
  readonly against: NewsPeriod;
}

/** As “What is new” compares where nothing else is chosen there. */
function usePeriods(): Periods | null {
  const [{ filter }] = useViewState();
  const data = useDataWindow();
  const { from, to } = filter;
  return useMemo(() => {
    if (data === null) return null;
    const inside = newPeriod(null, { from, to }, data);
    return { inside, against: againstPeriod(null, inside, data) };
  }, [data, from, to]);
}

/** The same questions as on its own screen, whose answers are then there already. */
function useNews(periods: Periods | null) {
  const [{ filter }] = useViewState();
  const ready = useSessionState(phaseOf) === 'ready';
  const timeless = useMemo(() => withTime(filter, null, null), [filter]);
  const asks = ready && periods !== null ? periods : null;
  const rows = useMatchQuery(
    asks === null
      ? null
      : {
          filter: timeless,
          priority: 'background',
          key: ['news', asks.inside, asks.against],
          ask: (matches) => news(matches, asks.inside, asks.against),
        },
  );
  const counts = useMatchQuery(
    asks === null
      ? null
      : {
          filter: timeless,
          priority: 'background',
          key: ['news-periods', asks.inside, asks.against],
          ask: (matches) => periodCounts(matches, asks.inside, asks.against),
        },
  );
  return {
    timeless,
    rows: rows.data?.rows,
    counts: counts.data?.rows[0],
    stale: rows.isPlaceholderData,
    error: rows.error,
  };
}

/** What nobody had before. */
export function NewsTile() {
  const periods = usePeriods();
  const { timeless, rows, counts, stale, error } = useNews(periods);
  const show = useShow();
  const times = useTimeText();
  const telling = (rows ?? []).filter(({ kind, toAll }) => toAll && KINDS.includes(kind));
  const warning =
    periods === null || counts === undefined
      ? null
      : tooLittle(periods.inside, periods.against, counts.against);
  return (
    <Tile
      title="New"
      about={ABOUT}
      sql={periods === null ? null : () => [news(unkept(timeless), periods.inside, periods.against)]}
      span="half"
      stale={stale}
      onAll={() => show.screen({ screen: 'new', newIn: null, newAgainst: null, find: '', listOrder: null })}
      allLabel="What is new"
    >
      {error !== null ? (
        <Nothing>It could not be worked out: {visibleText(error.message)}</Nothing>
      ) : periods === null ? (
        <Nothing>No event has a time, so nothing can be new.</Nothing>
      ) : rows === undefined ? (
        <Nothing>Comparing …</Nothing>
      ) : (
        <>
          {telling.length === 0 ? (
            <Nothing>Nothing new since {times.time(periods.inside.from)}.</Nothing>
          ) : (
            <table className={styles['list']}>
              <thead>
                <tr>
                  <th scope="col">New since {times.time(periods.inside.from)}</th>
                  <th scope="col" data-width="kind">
                    What
                  </th>
                  <th scope="col">Of whom</th>
                  <th scope="col" className={styles['end']} data-width="count">
                    Events
                  </th>
                </tr>
              </thead>
              <tbody>
                {telling.slice(0, MOST).map((row) => (
                  <NewsLine
                    key={JSON.stringify([row.kind, row.value, row.principal, row.account])}
                    row={row}
                    onShow={() => show.events(newsFilter(timeless, row, periods.inside))}
                  />
                ))}
              </tbody>
            </table>
          )}
          {warning !== null && <p className={styles['foot']}>{warning}</p>}
          {telling.length > MOST && (
            <p className={styles['foot']}>
              The {MOST} most telling of {countText(telling.length)}
            </p>
          )}
        </>
      )}
    </Tile>
  );
}

function NewsLine({ row, onShow }: { readonly row: NewsRow; readonly onShow: () => void }) {
  const field = kindField(row.kind);
  const who = row.principal ?? row.onePrincipal;
  return (
    <tr>
      <td>{field === null ? visibleText(row.value) : <Value field={field} value={row.value} />}</td>
      <td className={styles['muted']}>{kindWord(row.kind)}</td>
      <td>
        {row.kind === 'principal' ? (
          <span className={styles['muted']}>
            {row.account === null ? '' : `account ${visibleText(row.account)}`}
          </span>
        ) : who === null ? (
          <span className={styles['muted']}>{countText(row.principals)} principals</span>
        ) : (
          <Value field="principal" value={who} />
        )}
      </td>
      <td className={styles['end']}>
        <Count count={row.count} of={`${kindWord(row.kind)} ${row.value}`} onShow={onShow} />
      </td>
    </tr>
  );
}

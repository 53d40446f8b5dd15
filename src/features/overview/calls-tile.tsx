import type { Filter } from '#query/filter.ts';
import { unkept } from '#query/matches.ts';
import { CALL_LISTS, callFilter, callListFilter, overviewCalls } from '#query/overview-calls.ts';
import type { CallListId, CallRow } from '#query/overview-calls.ts';
import { overviewCells } from '#query/overview-cells.ts';
import { countOf, countText, sizeText } from '#ui/number-text.ts';
import { Nothing, Tile } from './tile.tsx';
import { useShow } from './use-show.ts';
import { Count, Others, shareText, Value } from './value.tsx';
import styles from './overview.module.css';

interface CallWords {
  readonly title: string;
  readonly about: string;
  readonly none: string;
  readonly what: string;
}

const WORDS: Readonly<Record<CallListId, CallWords>> = {
  denied: {
    title: 'Denied, by principal and call',
    about:
      'Who was refused what most often: no permission, no valid credentials, or a sign-in that failed. One line for each principal and call.',
    none: 'Nothing was denied',
    what: 'denied',
  },
  destructive: {
    title: 'Destructive calls',
    about:
      'Calls whose name says that they delete, stop, detach, disable or revoke something, refused or not, and who made each most often.',
    none: 'Nothing destructive was called',
    what: 'destructive',
  },
  sensitive: {
    title: 'Sensitive reads',
    about:
      'Calls that hand out credentials, secrets, or the map of who holds them, and who made each most often. AssumeRole is one: most are routine.',
    none: 'Nothing sensitive was read',
    what: 'sensitive reads',
  },
  most: {
    title: 'Most events',
    about:
      'Which principal’s calls make most of the events: what a trail is paid for. One line for each principal and call, with its share of the matching events.',
    none: 'No events',
    what: 'events',
  },
  largest: {
    title: 'Most bytes',
    about:
      'Which principal’s calls make most of the bytes: what storage and queries are paid for. Sizes of the records as they stand in the unpacked files, with their share of all matching records.',
    none: 'No events',
    what: 'of records',
  },
};

interface CallsTileProps {
  readonly list: CallListId;
  readonly span: 'third' | 'half';
  readonly filter: Filter;
  readonly rows: readonly CallRow[];
  readonly stale: boolean;
}

/** Who called what most, of one kind. */
export function CallsTile({ list, span, filter, rows, stale }: CallsTileProps) {
  const show = useShow();
  const own = rows.filter((row) => row.list === list);
  const { title, about, none, what } = WORDS[list];
  const first = own[0];
  const isAll = CALL_LISTS[list].filter.clauses.length === 0;
  return (
    <Tile
      title={title}
      about={about}
      sql={() => [overviewCalls(overviewCells(unkept(filter)), [list])]}
      span={span}
      stale={stale}
      {...(first === undefined || isAll
        ? {}
        : {
            onAll: () => show.events(callListFilter(filter, list)),
            allLabel: `All ${countText(first.allEvents)}`,
          })}
    >
      {first === undefined ? (
        <Nothing>{none}</Nothing>
      ) : (
        <>
          <table className={styles['list']}>
            <CallHeads list={list} />
            <tbody>
              {own.map((row) => (
                <CallLine
                  key={JSON.stringify([row.principal, row.account, row.eventSource, row.eventName])}
                  row={row}
                  list={list}
                  filter={filter}
                />
              ))}
            </tbody>
          </table>
          <p className={styles['foot']}>{footText(first, own.length, list, what)}</p>
        </>
      )}
    </Tile>
  );
}

function footText(first: CallRow, shown: number, list: CallListId, what: string): string {
  const amount = list === 'largest' ? sizeText(first.allBytes) : countText(first.allEvents);
  const lines = CALL_LISTS[list].each === 'pair' ? ['pair', 'pairs'] : ['call', 'calls'];
  return `${amount} ${what} in ${countOf(first.rows, lines[0] ?? '', lines[1])}${first.rows > shown ? `, the top ${shown} shown` : ''}`;
}

const hasShare = (list: CallListId): boolean => list === 'most' || list === 'largest';

function CallHeads({ list }: { readonly list: CallListId }) {
  const isPair = CALL_LISTS[list].each === 'pair';
  const names = [
    <th key="who" scope="col">
      Principal
    </th>,
    <th key="what" scope="col">
      Event
    </th>,
  ];
  return (
    <thead>
      <tr>
        {isPair ? names : names.toReversed()}
        <th scope="col" className={styles['end']} data-width="count">
          {list === 'largest' ? 'Size' : 'Events'}
        </th>
        {hasShare(list) && (
          <th scope="col" className={styles['end']} data-width="share">
            Share
          </th>
        )}
      </tr>
    </thead>
  );
}

interface CallLineProps {
  readonly row: CallRow;
  readonly list: CallListId;
  readonly filter: Filter;
}

function CallLine({ row, list, filter }: CallLineProps) {
  const show = useShow();
  const isPair = CALL_LISTS[list].each === 'pair';
  const call = (
    <td key="what">
      <span className={styles['call']}>
        <Value field="eventName" value={row.eventName} none="no name" />
        <span className={styles['service']}>
          <Value field="eventSource" value={row.eventSource} none="no service" />
        </span>
      </span>
    </td>
  );
  const who = (
    <td key="who">
      <span className={styles['call']}>
        <Value field="principal" value={row.principal} none="nobody named" />
        {!isPair && <Others count={row.principals - 1} />}
      </span>
    </td>
  );
  const words = `${row.eventName ?? 'no name'}${isPair ? ` by ${row.principal ?? 'nobody named'}` : ''}`;
  return (
    <tr>
      {isPair ? [who, call] : [call, who]}
      <td className={styles['end']}>
        <Count
          count={row.count}
          of={words}
          onShow={() => show.events(callFilter(filter, row, list, isPair))}
          {...(list === 'largest' ? { text: sizeText(row.bytes) } : {})}
        />
      </td>
      {hasShare(list) && (
        <td className={styles['end']}>
          {list === 'largest' ? shareText(row.bytes, row.allBytes) : shareText(row.count, row.allEvents)}
        </td>
      )}
    </tr>
  );
}

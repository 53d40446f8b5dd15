import { Button, SegmentedControl } from '@mantine/core';
import { MOST_LISTED } from '#query/principals.ts';
import type { WhoListing } from '#query/principals.ts';
import { Icon } from '#ui/icon.tsx';
import { ListSearch } from '#ui/list-search.tsx';
import { countOf, countText } from '#ui/number-text.ts';
import { saveFile } from '#ui/save-file.ts';
import { GROUPS } from '#view-state/people-view.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { WhoList } from './use-who.ts';
import { GROUP_WORDS } from './who-columns.ts';
import { whoCsv } from './who-csv.ts';
import styles from './principals.module.css';

/** By what is listed, the search in the list, how many there are, and the list as a file. */
export function WhoBar({ list, listing }: { readonly list: WhoList; readonly listing: WhoListing }) {
  const [{ group, find }, change] = useViewState();
  return (
    <div className={styles['bar']}>
      <SegmentedControl
        size="xs"
        aria-label="One line for each"
        value={group}
        onChange={(next) =>
          change({ group: GROUPS.find((one) => one === next) ?? 'principal', listOrder: null })
        }
        data={GROUPS.map((value) => ({ value, label: GROUP_WORDS[value].label }))}
      />
      <ListSearch
        label={`Search in the ${GROUP_WORDS[group].many}`}
        search={find}
        onSearch={(next) => change({ find: next }, 'replace')}
      />
      <span className={styles['counts']} role="status">
        <CountWords list={list} listing={listing} />
      </span>
      <Button
        size="xs"
        variant="default"
        className={styles['csv'] ?? ''}
        leftSection={<Icon icon="download" size={14} />}
        disabled={list.rows.length === 0}
        onClick={() =>
          saveFile(
            `trailscope-${GROUP_WORDS[group].many.replace(' ', '-')}.csv`,
            whoCsv(list.rows, group),
            'text/csv',
          )
        }
      >
        Download CSV
      </Button>
    </div>
  );
}

/** How many of how many, and what is left out. */
function CountWords({ list, listing }: { readonly list: WhoList; readonly listing: WhoListing }) {
  const [{ group }] = useViewState();
  const { one, many } = GROUP_WORDS[group];
  const { all, found, rows } = list;
  if (found === undefined) return <>Counting</>;
  const named = rows.some(({ gid }) => gid === 0) ? 1 : 0;
  const events = rows[0]?.foundEvents ?? 0;
  return (
    <>
      <strong>{listing.find === '' ? countOf(found - named, one, many) : countText(found)}</strong>
      {listing.find !== '' && all !== undefined && ` of ${countOf(all, one, many)}`} in{' '}
      {countOf(events, 'event')}
      {found > MOST_LISTED &&
        ` · the first ${countText(MOST_LISTED)} by this order are listed: search, or narrow the filter, to see others`}
    </>
  );
}

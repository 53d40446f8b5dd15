import { Button } from '@mantine/core';
import { countText } from '#ui/number-text.ts';
import { Icon } from '#ui/icon.tsx';
import { ListSearch } from '#ui/list-search.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { DownloadButtons } from './download-buttons.tsx';
import { readFind, SESSION_KINDS, toggleKind } from './session-find.ts';
import type { SessionKind } from './session-find.ts';
import type { SessionList } from './use-session-list.ts';
import styles from './sessions.module.css';

const KINDS = Object.keys(SESSION_KINDS).filter((name): name is SessionKind =>
  Object.hasOwn(SESSION_KINDS, name),
);

/** How many sessions are listed, what narrows them, and the list as a file. */
export function SessionsBar({ list }: { readonly list: SessionList | undefined }) {
  const [{ find }, change] = useViewState();
  const { kinds } = readFind(find);
  return (
    <div className={styles['bar']}>
      <p className={styles['count']} role="status" aria-label="Sessions listed">
        {list === undefined ? 'Working out the sessions …' : <CountWords list={list} />}
      </p>
      <ListSearch
        label="Search sessions"
        search={find}
        onSearch={(text) => change({ find: text }, find === '' ? 'push' : 'replace')}
      />
      <div role="group" aria-label="Only sessions that are" className={styles['toggles']}>
        {KINDS.map((kind) => (
          <Button
            key={kind}
            size="compact-sm"
            variant={kinds.includes(kind) ? 'light' : 'default'}
            aria-pressed={kinds.includes(kind)}
            title={SESSION_KINDS[kind].title}
            leftSection={kinds.includes(kind) ? <Icon icon="fine" size={11} /> : undefined}
            onClick={() => change({ find: toggleKind(find, kind) })}
          >
            {SESSION_KINDS[kind].label}
          </Button>
        ))}
      </div>
      <DownloadButtons list={list} />
    </div>
  );
}

function CountWords({ list: { rows, total } }: { readonly list: SessionList }) {
  return (
    <>
      <strong>{countText(rows.length)}</strong> of {countText(total)} sessions and keys
    </>
  );
}

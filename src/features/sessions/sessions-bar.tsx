import { Button, CloseButton, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { countText } from '#ui/number-text.ts';
import { Icon } from '#ui/icon.tsx';
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
      <FindBox />
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

const PAUSE = 150;
const LONGEST = 200;

/** Typing is one step of the history, and waits for a pause: each search looks through all sessions. */
function FindBox() {
  const [{ find }, change] = useViewState();
  const [draft, setDraft] = useState({ of: find, text: find });
  const timer = useRef(0);
  if (draft.of !== find) setDraft({ of: find, text: find });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const search = (text: string, pause: number): void => {
    setDraft({ of: find, text });
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => change({ find: text.trim() }, find === '' ? 'push' : 'replace'),
      pause,
    );
  };
  return (
    <TextInput
      type="search"
      size="xs"
      className={styles['find'] ?? ''}
      aria-label="Search sessions"
      placeholder="Principal, account, key, role, person"
      title="All of the words are somewhere in the session: its principal, account, key, ARN, source identity, person, the call that issued it and who made it. by:AKIA… finds what a key issued."
      value={draft.text}
      maxLength={LONGEST}
      leftSection={<Icon icon="find" size={13} />}
      rightSection={
        draft.text === '' ? null : (
          <CloseButton size={24} iconSize={14} aria-label="Clear" onClick={() => search('', 0)} />
        )
      }
      onChange={(typed) => search(typed.currentTarget.value, PAUSE)}
    />
  );
}

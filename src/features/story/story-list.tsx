import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { spanText } from '#lib/time-words.ts';
import type { StoryEntry, Tone } from '#cloudtrail/story-entry.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { EntryLine } from './entry-line.tsx';
import styles from './story.module.css';

/** By keys as a list: up and down, Home and End; Tab goes on to the names of the entry, Enter to its events. */
export function StoryList({ entries }: { readonly entries: readonly StoryEntry[] }) {
  const { time } = useTimeText();
  const [active, setActive] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const accounts = new Set(entries.map(({ account }) => account).filter((account) => account !== null));
  const principals = new Set(entries.map(({ who }) => who).filter((who) => who !== null));
  const at = Math.min(active, entries.length - 1);
  const go = (next: number): void => {
    const to = Math.max(0, Math.min(entries.length - 1, next));
    setActive(to);
    list.current?.querySelector<HTMLElement>(`[data-entry="${to}"]`)?.focus();
  };
  const onKeyDown = (press: KeyboardEvent): void => {
    const step = STEPS[press.key];
    if (step === undefined || press.altKey || press.ctrlKey || press.metaKey) return;
    press.preventDefault();
    go(step === 'first' ? 0 : step === 'last' ? entries.length - 1 : at + step);
  };
  return (
    // The entries are buttons; the list only moves the focus among them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of a list with one stop of Tab
    <ol ref={list} className={styles['list']} aria-label="What happened, in order" onKeyDown={onKeyDown}>
      {entries.map((entry, index) => {
        const day = time(entry.from).slice(0, 10);
        const before = entries[index - 1];
        const isNewDay = before === undefined || time(before.from).slice(0, 10) !== day;
        return (
          <li key={entry.key} className={styles['entry']} data-tone={entry.tone}>
            {isNewDay && <h3 className={styles['day']}>{day}</h3>}
            <EntryLine
              entry={entry}
              index={index}
              when={spanText(entry, time)}
              tone={TONE_WORDS[entry.tone]}
              isActive={index === at}
              showWho={principals.size > 1}
              showAccount={accounts.size > 1}
              onActive={setActive}
            />
          </li>
        );
      })}
    </ol>
  );
}

const STEPS: Readonly<Record<string, number | 'first' | 'last'>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: 'first',
  End: 'last',
};

const TONE_WORDS: Readonly<Record<Tone, string>> = {
  routine: 'Routine',
  attention: 'Attention',
  bad: 'Failed, destructive or against protection',
};

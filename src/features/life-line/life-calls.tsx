import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { LifeCall } from '#cloudtrail/life-line.ts';
import type { EventRow } from '#query/event-row.ts';
import { CallLine } from './call-line.tsx';
import styles from './life-line.module.css';

/** One line for each call that wrote, in order of time; by keys up and down, Enter opens the event. */
export function LifeCalls({ calls }: { readonly calls: readonly LifeCall<EventRow>[] }) {
  const [active, setActive] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const at = Math.min(active, calls.length - 1);
  if (calls.length === 0) {
    return <p className={styles['nothing']}>No call that went through changed it or named it in a change.</p>;
  }
  const onKeyDown = (press: KeyboardEvent): void => {
    const step = press.key === 'ArrowDown' ? 1 : press.key === 'ArrowUp' ? -1 : 0;
    const ends = press.key === 'Home' ? 0 : press.key === 'End' ? calls.length - 1 : null;
    if (step === 0 && ends === null) return;
    press.preventDefault();
    const to = Math.max(0, Math.min(calls.length - 1, ends ?? at + step));
    setActive(to);
    list.current?.querySelector<HTMLElement>(`[data-call="${to}"]`)?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of a list with one stop of Tab
    <ol ref={list} className={styles['calls']} aria-label="Life line" onKeyDown={onKeyDown}>
      {calls.map((call, index) => (
        <CallLine
          key={`${call.event.fileId} ${call.event.recordOffset}`}
          call={call}
          index={index}
          isActive={index === at}
          onActive={setActive}
        />
      ))}
    </ol>
  );
}

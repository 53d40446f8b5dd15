import { Button, Menu, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { zonedSpanOf } from '#lib/zone-time.ts';
import { countOf, countText } from '#ui/number-text.ts';
import { Icon } from '#ui/icon.tsx';
import { Visible } from '#ui/visible.tsx';
import { cutMiddle, visibleText } from '#ui/visible-text.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { isValidFilter } from '#view-state/view-state.ts';
import { rootSince, withBlastRadius } from './reach-root.ts';
import type { ReachQuestion } from './reach-root.ts';
import { useFirstCalls } from './use-reach-panel.ts';
import styles from './reach.module.css';

const LONGEST = 60;

/** From when on its calls count: a key that was stolen did its owner's work before. */
export function CountFrom({ question: { name, from } }: { readonly question: ReachQuestion }) {
  const [{ filter }, change] = useViewState();
  const { time } = useTimeText();
  const calls = useFirstCalls(name);
  const [asking, setAsking] = useState(false);
  const choose = (since: number | null): void => {
    setAsking(false);
    const next = withBlastRadius(filter, rootSince(name, since));
    if (isValidFilter(next)) change({ filter: next });
  };
  const chosen = calls.find(({ first }) => first === from);
  const more = (calls[0]?.addresses ?? 0) - calls.length;
  return (
    <div className={styles['countFrom']}>
      <Menu position="bottom-start" shadow="md" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            title="Its calls before that, and what came of them, are left out"
            rightSection={<Icon icon="next" size={11} />}
          >
            Count from: {from === null ? 'its first call' : time(from)}
            {chosen !== undefined && `, first call from ${visibleText(cutMiddle(chosen.address, 40))}`}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={styles['menu']}>
          <Menu.Item onClick={() => choose(null)}>Its first call</Menu.Item>
          {calls.length > 0 && <Menu.Label>First call from an address, the newest first</Menu.Label>}
          {calls.map((call) => (
            <Menu.Item
              key={call.address}
              onClick={() => choose(call.first)}
              rightSection={<span className={styles['quiet']}>{countOf(call.calls, 'call')}</span>}
            >
              <Visible text={cutMiddle(call.address, LONGEST)} /> ({time(call.first)})
            </Menu.Item>
          ))}
          {more > 0 && <Menu.Label>and {countText(more)} earlier addresses</Menu.Label>}
          <Menu.Divider />
          <Menu.Item onClick={() => setAsking(true)}>A time …</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && <TimeForm start={from} onTime={choose} onCancel={() => setAsking(false)} />}
    </div>
  );
}

interface TimeFormProps {
  readonly start: number | null;
  readonly onTime: (from: number) => void;
  readonly onCancel: () => void;
}

function TimeForm({ start, onTime, onCancel }: TimeFormProps) {
  const { zone, zoneLabel, time } = useTimeText();
  const [text, setText] = useState(start === null ? '' : time(start));
  const [isWrong, setWrong] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  // Once the menu that it was chosen from has given the focus back.
  useEffect(() => {
    const timer = window.setTimeout(() => box.current?.focus(), 50);
    return () => window.clearTimeout(timer);
  }, []);
  const submit = (sent: FormEvent): void => {
    sent.preventDefault();
    const span = zonedSpanOf(text, zone);
    setWrong(span === null);
    if (span !== null) onTime(span.start);
  };
  return (
    <form className={styles['timeForm']} onSubmit={submit}>
      <TextInput
        size="xs"
        ref={box}
        aria-label={`Count from this time on (${zoneLabel})`}
        placeholder="2025-10-10 18:42:07"
        value={text}
        error={isWrong ? 'Write it as 2025-10-10 18:42:07' : null}
        onChange={(typed) => setText(typed.currentTarget.value)}
        onKeyDown={(press) => press.key === 'Escape' && onCancel()}
      />
      <Button size="xs" type="submit" variant="default">
        Count from then
      </Button>
    </form>
  );
}

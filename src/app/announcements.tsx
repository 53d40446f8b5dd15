import { useState } from 'react';
import { describeFilter } from '#query/describe-filter.ts';
import { isEmptyFilter } from '#query/filter.ts';
import type { SessionState } from '#session/session.ts';
import { useOwnMatchCount } from '#session/use-match-query.ts';
import { useSessionState } from '#session/use-session.ts';
import { Told } from '#ui/told.tsx';
import { useTimeText } from '#view-state/use-time-text.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { loadWords, matchWords } from './announced-words.ts';

/** ms between two tellings of how far a load is. */
const LOAD_EVERY = 5_000;

const loadWordsOf = (state: SessionState): string => loadWords(state);
const isReady = (state: SessionState): boolean => state.phase === 'ready';
const eventsOf = (state: SessionState): number => state.totals.events;

/** What a screen reader is told on every screen: how loading goes and ends, and how many events a filter leaves. */
export function Announcements() {
  const words = useSessionState(loadWordsOf);
  const ready = useSessionState(isReady);
  return (
    <>
      <Told label="Progress" text={words} every={ready ? 0 : LOAD_EVERY} />
      {ready && <Matching />}
    </>
  );
}

function Matching() {
  const [{ filter }] = useViewState();
  const count = useOwnMatchCount(filter);
  const events = useSessionState(eventsOf);
  const { timeWithZone } = useTimeText();
  const narrows = !isEmptyFilter(filter);
  // That nothing narrows them is worth a word only after something did.
  const [didNarrow, setDidNarrow] = useState(narrows);
  if (narrows && !didNarrow) setDidNarrow(true);
  const text =
    count === undefined || !didNarrow
      ? ''
      : matchWords(count, events, narrows ? describeFilter(filter, timeWithZone) : '');
  return <Told label="Matching" text={text} />;
}

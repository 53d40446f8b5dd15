import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { fieldWords } from '#query/field-names.ts';
import type { Filter } from '#query/filter.ts';
import { filterKey, formatFilter } from '#query/format-filter.ts';
import { placeAt } from '#query/search-place.ts';
import { parseSearch } from '#query/search-syntax.ts';
import type { SearchReading } from '#query/search-syntax.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { isValidFilter } from '#view-state/view-state.ts';

/** ms after the last key until the filter follows: no key waits for a query, and browsers allow few history entries. */
const PAUSE = 150;
/** The same inside of a word: half a name or value would empty the screen for a moment. */
const PAUSE_IN_WORD = 400;
/** The same where a field's name may be meant: looking for its letters in every record costs most, and for nothing. */
const PAUSE_IN_NAME = 1_200;
/** ms after the last key until mistakes are shown: a word that is being written is not wrong yet. */
const CALM = 500;

/** The reader's own text. `over`: the filter it belongs to; null while it waits to be applied. */
interface Draft {
  readonly text: string;
  readonly over: string | null;
}

export interface SearchText {
  readonly text: string;
  readonly reading: SearchReading;
  /** Whether mistakes are to be shown yet. */
  readonly isCalm: boolean;
  readonly type: (text: string, caret: number) => void;
  /** The edit is over: applied at once; the text becomes the filter's own unless it has mistakes. */
  readonly finish: () => void;
  /** Back to the text of the filter in effect. */
  readonly discard: () => void;
}

/**
 * The text of the search bar and the filter as one thing. Without a mistake the filter follows the text; the first
 * change of an edit is an entry of the history and the others replace it, so that one Back undoes the edit. With a
 * mistake the last good filter stays. A filter that is changed elsewhere takes the text with it.
 */
export function useSearchText(): SearchText {
  const { filter, change } = useFilter();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isCalm, setCalm] = useState(true);
  const timers = useRef({ apply: 0, calm: 0 });
  const isPushed = useRef(false);
  const own = useMemo(() => formatFilter(filter), [filter]);
  const key = filterKey(filter);
  const isCurrent = draft !== null && (draft.over === null || draft.over === key);
  const text = isCurrent ? draft.text : own;
  const reading = useMemo(() => readSearch(text, filter), [text, filter]);

  const apply = useCallback(
    (written: string, isLast: boolean) => {
      window.clearTimeout(timers.current.apply);
      let over = '';
      let hasMistakes = false;
      change(
        (before) => {
          const { filter: next, errors } = readSearch(written, before);
          hasMistakes = errors.length > 0;
          const after = hasMistakes ? before : next;
          if (filterKey(after) !== filterKey(before)) isPushed.current = true;
          over = filterKey(after);
          return after;
        },
        isPushed.current ? 'replace' : 'push',
      );
      setDraft(isLast && !hasMistakes ? null : { text: written, over });
      if (isLast) isPushed.current = false;
    },
    [change],
  );

  const type = (next: string, caret: number): void => {
    if (!isCurrent) isPushed.current = false;
    setDraft({ text: next, over: null });
    setCalm(false);
    window.clearTimeout(timers.current.apply);
    window.clearTimeout(timers.current.calm);
    timers.current.apply = window.setTimeout(() => apply(next, false), pauseAt(next, caret));
    timers.current.calm = window.setTimeout(() => setCalm(true), CALM);
  };
  const finish = (): void => {
    setCalm(true);
    if (isCurrent) apply(draft.text, true);
  };
  const discard = (): void => {
    window.clearTimeout(timers.current.apply);
    isPushed.current = false;
    setDraft(null);
  };
  useEffect(() => {
    const running = timers.current;
    return () => {
      window.clearTimeout(running.apply);
      window.clearTimeout(running.calm);
    };
  }, []);
  return { text, reading, isCalm, type, finish, discard };
}

function pauseAt(text: string, caret: number): number {
  const place = placeAt(text, caret);
  if (place === null || place.typed === '' || /[*?]/.test(place.typed)) return PAUSE;
  return place.kind === 'field' && beginsField(place.typed) ? PAUSE_IN_NAME : PAUSE_IN_WORD;
}

function beginsField(word: string): boolean {
  const typed = word.toLowerCase();
  return fieldWords().some((known) => known.word.toLowerCase().startsWith(typed));
}

/** As `parseSearch`, and what cannot be kept in a link is a mistake too. */
export function readSearch(text: string, time: Pick<Filter, 'from' | 'to'>): SearchReading {
  const reading = parseSearch(text, time);
  if (reading.errors.length > 0 || isValidFilter(reading.filter)) return reading;
  const message =
    'This search cannot be kept in a link: it is too long when written out, or holds half a character.';
  return { ...reading, errors: [{ from: 0, to: text.length, message }] };
}

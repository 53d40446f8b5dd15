import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, RefObject } from 'react';
import { complete } from '#query/search-place.ts';
import { useKeys } from '#ui/use-keys.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import type { Suggestion } from './suggestion.ts';
import { useSearchText } from './use-search-text.ts';
import type { SearchText } from './use-search-text.ts';
import { useSuggestions } from './use-suggestions.ts';
import type { Suggestions } from './use-suggestions.ts';

export interface SearchBarState {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly listId: string;
  readonly messageId: string;
  readonly search: SearchText;
  readonly suggestions: Suggestions;
  /** The option that Enter takes; null: Enter applies the text. */
  readonly active: number | null;
  readonly showsErrors: boolean;
  readonly showsList: boolean;
  /** From a keystroke: the caret is where the browser put it. */
  readonly onType: (text: string, caret: number) => void;
  readonly onCaret: (caret: number) => void;
  readonly onPress: () => void;
  readonly onKeyDown: (press: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onBlur: (blur: FocusEvent) => void;
  /** Another text, with the caret at its end. */
  readonly write: (text: string) => void;
  readonly accept: (suggestion: Suggestion) => void;
}

/** What the search bar shows and does: the text, what is suggested at its caret, and the keys. */
export function useSearchBar(): SearchBarState {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [view, changeView] = useViewState();
  const search = useSearchText();
  const { text, reading } = search;
  const [caret, setCaret] = useState(0);
  const moveCaret = useMoveCaret(input);
  const [isFocused, setFocused] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const suggestions = useSuggestions(text, caret, view.filter, isFocused && isOpen);
  const { options, place } = suggestions;
  const showsList = isFocused && isOpen && place !== null;

  const onType = (next: string, at: number): void => {
    search.type(next, at);
    setCaret(at);
    setActive(null);
    setOpen(true);
  };
  const writeAt = (next: string, at: number): void => {
    onType(next, at);
    moveCaret(at);
    input.current?.focus();
  };
  const accept = ({ insert }: Suggestion): void => {
    if (place === null) return;
    const done = complete(text, place, insert);
    writeAt(done.text, done.caret);
  };
  const submit = (): void => {
    setOpen(false);
    search.finish();
    if (view.screen !== 'events') changeView({ screen: 'events' });
  };
  useSlash(input, () => setOpen(true));
  const onKeyDown = (press: KeyboardEvent): void => {
    if (press.nativeEvent.isComposing || press.ctrlKey || press.metaKey || press.altKey) return;
    const chosen = showsList && active !== null ? options[active] : undefined;
    const step = press.key === 'ArrowDown' ? 1 : press.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      setOpen(true);
      if (showsList) setActive(nextActive(active, step, options.length));
    } else if (press.key === 'Enter' || (press.key === 'Tab' && !press.shiftKey && chosen !== undefined)) {
      if (chosen === undefined) submit();
      else accept(chosen);
    } else if (press.key === 'Escape') {
      if (showsList) setOpen(false);
      else input.current?.blur();
    } else return;
    press.preventDefault();
  };
  const leave = (): void => {
    setFocused(false);
    setOpen(false);
    setActive(null);
    search.finish();
  };
  return {
    input,
    listId: `${id}-list`,
    messageId: `${id}-message`,
    search,
    suggestions,
    active: showsList ? active : null,
    showsErrors: reading.errors.length > 0 && (search.isCalm || !isFocused),
    showsList,
    onType,
    onCaret: setCaret,
    onPress: () => setOpen(true),
    onKeyDown,
    onFocus: () => setFocused(true),
    onBlur: (blur) => {
      if (!blur.currentTarget.contains(blur.relatedTarget)) leave();
    },
    write: (next) => writeAt(next, next.length),
    accept,
  };
}

/** `/` leads here from anywhere. */
function useSlash(input: RefObject<HTMLInputElement | null>, then: () => void): void {
  useKeys({
    '/': () => {
      input.current?.focus();
      input.current?.select();
      then();
    },
  });
}

/** From the last to the first and back; from either end into the list when nothing is active. */
function nextActive(active: number | null, step: 1 | -1, count: number): number | null {
  if (count === 0) return null;
  if (active === null) return step === 1 ? 0 : count - 1;
  return (active + step + count) % count;
}

/** Puts the caret somewhere once the text that it belongs to has been drawn. */
function useMoveCaret(input: RefObject<HTMLInputElement | null>): (at: number) => void {
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  return (at) => {
    wanted.current = at;
  };
}

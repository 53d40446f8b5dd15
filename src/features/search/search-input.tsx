import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { searchPieces } from './search-pieces.ts';
import { optionId } from './suggestion-list.tsx';
import type { SearchBarState } from './use-search-bar.ts';
import styles from './search-input.module.css';

/**
 * A line of text that is drawn by a layer behind the input, since inputs cannot colour parts of their text. Both have
 * the same face and scroll together.
 *
 * Searchboxes know no `aria-expanded` (ARIA 1.2); that there is a list is told by `aria-autocomplete`, the option by
 * `aria-activedescendant`, and how many there are by the list's own status.
 */
export function SearchInput({ bar }: { readonly bar: SearchBarState }) {
  const { input, showsErrors, active } = bar;
  const { text, reading } = bar.search;
  const layer = useRef<HTMLDivElement>(null);
  const follow = useCallback((): void => {
    if (layer.current !== null && input.current !== null) layer.current.scrollLeft = input.current.scrollLeft;
  }, [input]);
  useLayoutEffect(() => {
    // Asking where it stands makes the browser lay out the page at once; an empty text stands at its start.
    if (text !== '') follow();
  }, [text, follow]);
  useEffect(() => {
    // Some browsers move the text of an input without telling it by `scroll`.
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, [follow]);
  return (
    <div className={styles['line']}>
      <div ref={layer} className={styles['layer']} aria-hidden="true">
        {searchPieces(text, reading).map((piece) => (
          <span
            key={piece.from}
            className={styles[piece.look]}
            data-wrong={(piece.wrong && showsErrors) || undefined}
          >
            {piece.text}
          </span>
        ))}
        {/* The caret behind the last character takes room in an input too. */}
        <span className={styles['end']} />
      </div>
      <input
        ref={input}
        type="text"
        role="searchbox"
        aria-label="Search events"
        aria-autocomplete="list"
        aria-controls={bar.showsList ? bar.listId : undefined}
        aria-activedescendant={active === null ? undefined : optionId(bar.listId, active)}
        aria-invalid={showsErrors}
        aria-describedby={showsErrors ? bar.messageId : undefined}
        aria-keyshortcuts="/"
        className={styles['input']}
        placeholder="Search events: eventName:Delete* -errorCode:* ip:10.0.0.0/8 …"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        value={text}
        onChange={(change) =>
          bar.onType(change.currentTarget.value, change.currentTarget.selectionStart ?? 0)
        }
        onSelect={(select) => bar.onCaret(select.currentTarget.selectionStart ?? 0)}
        onScroll={follow}
        onKeyDown={bar.onKeyDown}
        onMouseDown={bar.onPress}
      />
    </div>
  );
}

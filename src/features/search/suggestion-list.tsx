import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { countOf, countText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import type { SearchBarState } from './use-search-bar.ts';
import styles from './suggestion-list.module.css';

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** Names and values that can be put at the caret. The focus stays in the input, so options are pressed, never focused. */
export function SuggestionList({ bar }: { readonly bar: SearchBarState }) {
  const { listId: id, active, accept } = bar;
  const { options, hint, about } = bar.suggestions;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active !== null) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <>
      <VisuallyHidden role="status">
        {options.length === 0 ? 'No suggestions' : countOf(options.length, 'suggestion')}
      </VisuallyHidden>
      {about !== '' && options.length > 0 && <div className={styles['about']}>{about}</div>}
      <div ref={list} id={id} role="listbox" aria-label="Suggestions" className={styles['list']}>
        {options.map((option, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the input's: it keeps the focus and names the active option
          <div
            key={option.insert}
            id={optionId(id, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles['option']}
            onMouseDown={(press) => press.preventDefault()}
            onClick={() => accept(option)}
          >
            <span className={styles[option.kind]}>
              <Visible text={option.text === '' ? '(empty)' : option.text} />
            </span>
            {option.label !== undefined && <span className={styles['note']}>{option.label}</span>}
            {option.count !== undefined && (
              <span className={styles['count']}>
                {countText(option.count)}
                <VisuallyHidden> {option.count === 1 ? 'event' : 'events'}</VisuallyHidden>
              </span>
            )}
          </div>
        ))}
      </div>
      {hint !== '' && <div className={styles['hint']}>{hint}</div>}
    </>
  );
}

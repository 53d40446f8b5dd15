import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Clause } from '#query/filter.ts';
import { EMPTY_FILTER } from '#query/filter.ts';
import { formatClause } from '#query/format-filter.ts';
import { visibleText } from '#ui/visible-text.ts';
import { readSearch } from './use-search-text.ts';
import styles from './filter-pills.module.css';

interface PillEditorProps {
  readonly clause: Clause;
  /** What it has become; null = left as it was. */
  readonly onDone: (clauses: readonly Clause[] | null) => void;
}

/** A clause as its search text. Enter takes it, Escape leaves it; going away takes it when it can be read. */
export function PillEditor({ clause, onDone }: PillEditorProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [before] = useState(() => formatClause(clause));
  const [text, setText] = useState(before);
  const [isTold, setTold] = useState(false);
  useEffect(() => input.current?.select(), []);
  const { filter, errors } = readSearch(text, EMPTY_FILTER);
  const [error] = errors;
  const take = (): void => {
    if (error === undefined) onDone(text === before ? null : filter.clauses);
    else setTold(true);
  };
  const onKeyDown = (press: KeyboardEvent): void => {
    if (press.key === 'Enter') take();
    else if (press.key === 'Escape') onDone(null);
    else return;
    press.preventDefault();
    press.stopPropagation();
  };
  const showsError = isTold && error !== undefined;
  return (
    <span className={styles['editor']} data-place>
      <input
        ref={input}
        className={styles['edited']}
        aria-label="Edit this part of the search"
        aria-invalid={showsError}
        aria-describedby={showsError ? id : undefined}
        spellCheck={false}
        autoComplete="off"
        size={Math.max(16, Math.min(60, text.length + 1))}
        value={text}
        onChange={(change) => setText(change.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => (error === undefined ? take() : onDone(null))}
      />
      {showsError && (
        <span id={id} role="alert" className={styles['mistake']}>
          {visibleText(error.message)}
        </span>
      )}
    </span>
  );
}

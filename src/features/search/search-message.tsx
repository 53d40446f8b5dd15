import { Button } from '@mantine/core';
import { readFieldName, nearestName } from '#query/field-names.ts';
import type { SearchError } from '#query/search-syntax.ts';
import { Icon } from '#ui/icon.tsx';
import { visibleText } from '#ui/visible-text.ts';
import styles from './search-message.module.css';

interface SearchMessageProps {
  readonly id: string;
  readonly text: string;
  readonly errors: readonly SearchError[];
  readonly onCorrect: (text: string) => void;
  readonly onDiscard: () => void;
}

/** What is wrong with the text, what can be done, and that the last good filter still holds. */
export function SearchMessage({ id, text, errors, onCorrect, onDiscard }: SearchMessageProps) {
  const [error] = errors;
  if (error === undefined) return null;
  const correction = correctionOf(text, error);
  return (
    <div className={styles['message']}>
      <Icon icon="warning" />
      <div id={id} role="status" className={styles['words']}>
        {visibleText(error.message)}
        {errors.length > 1 &&
          ` There ${errors.length === 2 ? 'is one more mistake' : `are ${errors.length - 1} more mistakes`}.`}
        <span className={styles['kept']}>
          {' '}
          The events shown are those of the last search without a mistake.
        </span>
      </div>
      {correction !== null && (
        <Button size="compact-sm" variant="default" onClick={() => onCorrect(correction.text)}>
          Use {correction.name}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onDiscard}>
        Discard
      </Button>
    </div>
  );
}

/** The text with the nearest known name in place of an unknown one; null where none is near, or something else is wrong. */
export function correctionOf(
  text: string,
  { from, to }: SearchError,
): { readonly name: string; readonly text: string } | null {
  const written = text.slice(from, to);
  if (written === '' || text.charAt(to) !== ':' || !('problem' in readFieldName(written))) return null;
  const name = nearestName(written);
  return name === null ? null : { name, text: text.slice(0, from) + name + text.slice(to) };
}

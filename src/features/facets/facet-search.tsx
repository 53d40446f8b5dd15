import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import styles from './facets.module.css';

/** Typing rests so long before the database is asked. */
const REST = 120;

interface FacetSearchProps {
  readonly label: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onClose: () => void;
}

/** Narrows the values of one facet; what is found stays until the field is closed. */
export function FacetSearch({ label, search, onSearch, onClose }: FacetSearchProps) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (text === search) return undefined;
    const timer = window.setTimeout(() => onSearch(text), REST);
    return () => window.clearTimeout(timer);
  });
  const onKeyDown = (press: KeyboardEvent): void => {
    if (press.key !== 'Escape') return;
    press.preventDefault();
    press.stopPropagation();
    onClose();
  };
  return (
    <TextInput
      className={styles['search']}
      size="xs"
      type="search"
      role="searchbox"
      ref={field}
      maxLength={200}
      aria-label={`Values of ${label} that contain`}
      placeholder="contains… (* and ? are wildcards)"
      value={text}
      onChange={(change) => setText(change.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

import { CloseButton, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';
import styles from './list-search.module.css';

/** Typing rests so long before the list is searched. */
const REST = 150;

interface ListSearchProps {
  readonly label: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Narrows a list to what contains the words. */
export function ListSearch({ label, search, onSearch }: ListSearchProps) {
  const [draft, setDraft] = useState({ text: search, of: search });
  // Changed from elsewhere, as by Back.
  if (draft.of !== search) setDraft({ text: search, of: search });
  const { text } = draft;
  useEffect(() => {
    if (text === search) return undefined;
    const timer = window.setTimeout(() => onSearch(text), REST);
    return () => window.clearTimeout(timer);
  });
  const clear = (): void => {
    setDraft({ text: '', of: search });
    onSearch('');
  };
  return (
    <TextInput
      size="xs"
      type="search"
      role="searchbox"
      className={styles['search'] ?? ''}
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={text}
      onChange={(change) => setDraft({ text: change.currentTarget.value, of: search })}
      onKeyDown={(press) => {
        if (press.key !== 'Escape' || text === '') return;
        press.preventDefault();
        clear();
      }}
      leftSection={<Icon icon="find" size={13} />}
      rightSection={
        text === '' ? null : (
          <CloseButton size={22} iconSize={13} aria-label="Clear the search" onClick={clear} />
        )
      }
    />
  );
}

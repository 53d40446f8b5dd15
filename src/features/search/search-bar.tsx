import { ActionIcon } from '@mantine/core';
import { Icon } from '#ui/icon.tsx';
import { SearchHelp } from './search-help.tsx';
import { SearchInput } from './search-input.tsx';
import { SearchMessage } from './search-message.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useSearchBar } from './use-search-bar.ts';
import styles from './search-bar.module.css';

/** The filter as text: typed, completed from what occurs in the loaded events, and marked where it cannot be read. */
export function SearchBar() {
  const bar = useSearchBar();
  const { text, reading } = bar.search;
  return (
    <search className={styles['bar']} onFocus={bar.onFocus} onBlur={bar.onBlur}>
      <div className={styles['box']} data-wrong={bar.showsErrors || undefined}>
        <span className={styles['glass']}>
          <Icon icon="search" />
        </span>
        <SearchInput bar={bar} />
        {text === '' ? (
          <kbd className={styles['key']} aria-hidden="true">
            /
          </kbd>
        ) : (
          <ActionIcon
            size={26}
            variant="subtle"
            color="gray"
            aria-label="Clear the search"
            title="Clear the search"
            onClick={() => bar.write('')}
          >
            <Icon icon="close" size={12} />
          </ActionIcon>
        )}
        <SearchHelp onTake={(example) => bar.write(text === '' ? example : `${text.trimEnd()} ${example}`)} />
      </div>
      {(bar.showsErrors || bar.showsList) && (
        <div className={styles['panel']}>
          {bar.showsErrors && (
            <SearchMessage
              id={bar.messageId}
              text={text}
              errors={reading.errors}
              onCorrect={bar.write}
              onDiscard={bar.search.discard}
            />
          )}
          {bar.showsList && <SuggestionList bar={bar} />}
        </div>
      )}
    </search>
  );
}

import { Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { FIELDS, isFieldKey } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { COUNTABLE_FIELDS } from '#query/facet-columns.ts';
import { Icon } from '#ui/icon.tsx';
import styles from './facets.module.css';

interface AddFacetProps {
  readonly shown: readonly FieldKey[];
  readonly onAdd: (field: FieldKey) => void;
}

/** The fields that can be counted and are not among the facets yet. */
export function AddFacet({ shown, onAdd }: AddFacetProps) {
  const [search, setSearch] = useState('');
  const list = useCombobox({
    onDropdownClose: () => {
      list.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => list.focusSearchInput(),
  });
  const found = COUNTABLE_FIELDS.filter((key) => !shown.includes(key) && isNamed(key, search));
  return (
    <Combobox
      keepMounted={false}
      store={list}
      width={260}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(key) => {
        list.closeDropdown();
        if (isFieldKey(key)) onAdd(key);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <button
          type="button"
          className={styles['add']}
          aria-haspopup="listbox"
          aria-expanded={list.dropdownOpened}
          onClick={() => list.toggleDropdown()}
        >
          <Icon icon="add" size={12} /> Add a facet
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          size="xs"
          aria-label="Fields that contain"
          placeholder="Find a field"
          value={search}
          onChange={(change) => {
            setSearch(change.currentTarget.value);
            list.updateSelectedOptionIndex();
          }}
        />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label="Fields">
          {found.map((key) => (
            <Combobox.Option key={key} value={key}>
              {FIELDS[key].label} <span className={styles['path']}>{FIELDS[key].path ?? key}</span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>No other field that can be counted</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function isNamed(key: FieldKey, search: string): boolean {
  const { label, path, aliases } = FIELDS[key];
  const wanted = search.trim().toLowerCase();
  return [label, key, path ?? '', ...aliases].some((word) => word.toLowerCase().includes(wanted));
}

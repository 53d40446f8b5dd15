import { Button, Combobox, useCombobox } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { LOCAL, UTC } from '#lib/zone-time.ts';
import type { Zone } from '#lib/zone-time.ts';
import type { SessionState } from '#session/session.ts';
import { useSessionState } from '#session/use-session.ts';
import { Icon } from '#ui/icon.tsx';
import { useKeys } from '#ui/use-keys.ts';
import { useViewState } from '#view-state/use-view-state.ts';
import { MOST_ZONES, zoneChoices, zoneName } from './zone-list.ts';
import styles from './time-range.module.css';

const lastTimeOf = (state: SessionState): number | null => state.totals.lastTime;

/** In which zone times are written and read. */
export function ZoneButton() {
  const [{ zone }, change] = useViewState();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const selectFirst = useRef(combobox.selectFirstOption);
  // After the list has been drawn for the text: Enter takes what stands first in it.
  useEffect(() => {
    if (search !== '') selectFirst.current();
  }, [search]);
  useKeys({ u: () => change({ zone: zone === UTC ? LOCAL : UTC }) });
  const choose = (next: Zone): void => {
    change({ zone: next });
    combobox.closeDropdown();
    combobox.focusTarget();
  };
  return (
    <Combobox
      keepMounted={false}
      store={combobox}
      width={320}
      position="bottom-end"
      shadow="md"
      onOptionSubmit={choose}
    >
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <Button
          size="xs"
          variant="default"
          className={styles['button'] ?? ''}
          classNames={{ label: styles['label'] ?? '' }}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          aria-label={`Time zone: ${zoneName(zone)}`}
          title={`Times are in ${zoneName(zone)}; choose another zone, or press u for UTC and local time`}
          leftSection={<Icon icon="zone" size={14} />}
          onClick={() => combobox.toggleDropdown()}
        >
          {zone === LOCAL ? 'Local' : zone}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label="Search time zones"
          placeholder="Berlin, New York …"
          value={search}
          onChange={(typed) => setSearch(typed.currentTarget.value)}
        />
        {/* Four hundred zones are not to be worked out while nobody looks. */}
        {combobox.dropdownOpened && <ZoneOptions search={search} zone={zone} />}
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface ZoneOptionsProps {
  readonly search: string;
  readonly zone: Zone;
}

function ZoneOptions({ search, zone }: ZoneOptionsProps) {
  const moment = useSessionState(lastTimeOf);
  const [now] = useState(() => Date.now());
  const { choices, more } = zoneChoices(search, moment ?? now);
  return (
    <>
      <Combobox.Options className={styles['zones'] ?? ''} aria-label="Time zones">
        {choices.map((choice) => (
          <Combobox.Option key={choice.zone} value={choice.zone} active={choice.zone === zone}>
            <span className={styles['zone']} data-chosen={choice.zone === zone || undefined}>
              <span>{choice.name}</span>
              <span className={styles['note']}>{choice.offset}</span>
            </span>
          </Combobox.Option>
        ))}
        {choices.length === 0 && <Combobox.Empty>No zone of this browser is called so</Combobox.Empty>}
      </Combobox.Options>
      <Combobox.Footer className={styles['note'] ?? ''}>
        {more > 0 ? `${MOST_ZONES} shown, ${more} more: search for them. ` : ''}
        Distance from UTC at the {moment === null ? 'present' : 'time of the last event'}.
      </Combobox.Footer>
    </>
  );
}

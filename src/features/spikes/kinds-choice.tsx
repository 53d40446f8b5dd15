import { Button, Checkbox, Popover } from '@mantine/core';
import { FAMILIES } from '#query/spike-names.ts';
import type { Family } from '#query/spike-names.ts';
import { Icon } from '#ui/icon.tsx';
import { useViewState } from '#view-state/use-view-state.ts';
import { FAMILY_CHOICES } from './settings-words.ts';
import styles from './spikes-bar.module.css';

/** The kinds of series whose spikes are shown; at least one, and all is the same as no choice. */
export function KindsChoice() {
  const [{ families }, change] = useViewState();
  const chosen = families ?? FAMILIES;
  const toggle = (family: Family): void => {
    const next = FAMILIES.filter((one) => chosen.includes(one) !== (one === family));
    if (next.length > 0) change({ families: next.length === FAMILIES.length ? null : next });
  };
  return (
    <Popover position="bottom-start" shadow="md" width={360} trapFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={families === null ? 'default' : 'light'}
          rightSection={<Icon icon="next" size={10} />}
        >
          {kindsText(families)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={styles['choices']}>
          <legend>Kinds of series</legend>
          {FAMILIES.map((family) => (
            <Checkbox
              key={family}
              size="xs"
              label={FAMILY_CHOICES[family].label}
              description={FAMILY_CHOICES[family].about}
              checked={chosen.includes(family)}
              disabled={chosen.length === 1 && chosen.includes(family)}
              onChange={() => toggle(family)}
            />
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

function kindsText(families: readonly Family[] | null): string {
  const [first, ...others] = families ?? [];
  if (first === undefined) return 'All kinds';
  return others.length === 0
    ? FAMILY_CHOICES[first].label
    : `${others.length + 1} of ${FAMILIES.length} kinds`;
}

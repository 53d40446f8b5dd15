import { Menu } from '@mantine/core';
import { hasClauses, mergeFilter, withoutClauses } from '#query/edit-filter.ts';
import { PRESETS, presetFilter } from '#query/presets.ts';
import type { Preset } from '#query/presets.ts';
import { Icon } from '#ui/icon.tsx';
import { useFilter } from '#view-state/use-filter.ts';
import styles from './presets.module.css';

const FILTERS = new Map(PRESETS.map((preset) => [preset.id, presetFilter(preset)]));
const WRITES = PRESETS.find(({ id }) => id === 'writes');

/** The questions that are asked of every trail, each only a filter that can be edited; writes only is at hand. */
export function Presets() {
  const { filter, change } = useFilter();
  const isSet = ({ id }: Preset): boolean => {
    const preset = FILTERS.get(id);
    return preset !== undefined && hasClauses(filter, preset);
  };
  const toggle = (preset: Preset): void => {
    const clauses = FILTERS.get(preset.id);
    if (clauses === undefined) return;
    change((before) =>
      hasClauses(before, clauses) ? withoutClauses(before, clauses) : mergeFilter(before, clauses),
    );
  };
  return (
    <div className={styles['presets']}>
      {WRITES !== undefined && (
        <button
          type="button"
          className={styles['button']}
          aria-pressed={isSet(WRITES)}
          title={WRITES.about}
          onClick={() => toggle(WRITES)}
        >
          <Icon icon={isSet(WRITES) ? 'fine' : 'write'} size={12} />
          {WRITES.label}
        </button>
      )}
      <Menu position="bottom-start" shadow="md" width={470} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <button type="button" className={styles['button']}>
            Presets
            <Icon icon="next" size={10} />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={styles['menu']}>
          {PRESETS.map((preset) => (
            <Menu.Item
              key={preset.id}
              className={styles['item']}
              leftSection={<Icon icon={isSet(preset) ? 'fine' : 'none'} size={12} />}
              onClick={() => toggle(preset)}
            >
              <span className={styles['label']}>
                {preset.label}
                {isSet(preset) && <span className={styles['set']}> · set</span>}
              </span>
              <span className={styles['about']}>{preset.about}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

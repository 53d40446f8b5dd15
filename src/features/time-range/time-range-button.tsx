import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { rangeText } from '#lib/zone-range.ts';
import type { OpenRange } from '#lib/zone-range.ts';
import { withTime } from '#query/edit-filter.ts';
import { Icon } from '#ui/icon.tsx';
import { useKeys } from '#ui/use-keys.ts';
import { useFilter } from '#view-state/use-filter.ts';
import { useTimeText } from '#view-state/use-time-text.ts';
import { RangePanel } from './range-panel.tsx';
import styles from './time-range.module.css';

/** The range of time in view, and the ways to choose another. */
export function TimeRangeButton() {
  const { filter, change } = useFilter();
  const { zone } = useTimeText();
  const [open, setOpen] = useState(false);
  useKeys({ t: () => setOpen(true) });
  const text = rangeText(filter, zone);
  const choose = (range: OpenRange, stay = false): void => {
    change((before) => withTime(before, range.from, range.to));
    if (!stay) setOpen(false);
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      width="min(480px, calc(100vw - 16px))"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          className={styles['button'] ?? ''}
          classNames={{ label: styles['label'] ?? '' }}
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-label={`Time range: ${text}`}
          title={`${text}; choose another (t)`}
          leftSection={<Icon icon="time" size={14} />}
          onClick={() => setOpen(!open)}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Time range" p={0}>
        {/* A new range, or another zone, is written anew. */}
        <RangePanel key={`${filter.from} ${filter.to} ${zone}`} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

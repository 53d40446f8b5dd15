import { ActionIcon, Popover } from '@mantine/core';
import { useState } from 'react';
import { GuideLink } from '#ui/guide-link.tsx';
import { Icon } from '#ui/icon.tsx';
import { SEARCH_FORMS } from './search-forms.ts';
import styles from './search-help.module.css';

/** The whole syntax on one card; a press takes an example over. */
export function SearchHelp({ onTake }: { readonly onTake: (example: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus width={700}>
      <Popover.Target>
        <ActionIcon
          size={26}
          variant="subtle"
          color="gray"
          aria-label="Search syntax"
          title="Search syntax"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon icon="help" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles['card']} aria-label="Search syntax">
        <h2 className={styles['title']}>What a search can say</h2>
        <ul className={styles['forms']}>
          {SEARCH_FORMS.map(({ example, meaning }) => (
            <li key={example} className={styles['form']}>
              <button
                type="button"
                className={styles['example']}
                title="Put this example into the search"
                onClick={() => {
                  setOpen(false);
                  onTake(example);
                }}
              >
                {example}
              </button>
              <span>{meaning}</span>
            </li>
          ))}
        </ul>
        <p className={styles['note']}>
          Fields have CloudTrail’s names, and short ones: user ip service action error region account key role
          session resource outcome verb. <GuideLink to="search">All of it, in the user guide</GuideLink>
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}

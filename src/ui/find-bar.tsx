import { ActionIcon, CloseButton, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { Icon } from './icon.tsx';
import { countText } from './number-text.ts';
import type { Find } from './use-find.ts';
import styles from './find-bar.module.css';

/** A box that finds words in what is shown: Enter for the next place, Shift Enter for the one before, Esc to end. */
export function FindBar({ find, label }: { readonly find: Find; readonly label: string }) {
  const { words, finding, current, search, step } = find;
  const onKeyDown = (press: KeyboardEvent): void => {
    if (press.key === 'Enter') step(press.shiftKey ? -1 : 1);
    else if (press.key === 'Escape') search('');
    else return;
    press.preventDefault();
    press.stopPropagation();
  };
  const more = finding.capped ? ' or more' : '';
  return (
    <div className={styles['bar']}>
      <TextInput
        type="search"
        size="xs"
        className={styles['box']}
        aria-label={label}
        placeholder={label}
        value={words}
        onChange={(change) => search(change.currentTarget.value)}
        onKeyDown={onKeyDown}
        leftSection={<Icon icon="find" size={13} />}
        rightSection={
          words === '' ? null : (
            <CloseButton size={24} iconSize={14} aria-label="Clear" onClick={() => search('')} />
          )
        }
        maxLength={500}
      />
      <span className={styles['count']} role="status">
        {words !== '' &&
          (finding.total === 0 ? 'none' : `${countText(current + 1)} of ${countText(finding.total)}${more}`)}
      </span>
      {finding.total > 0 && (
        <>
          <StepButton label="Previous match (Shift Enter)" icon="previous" onClick={() => step(-1)} />
          <StepButton label="Next match (Enter)" icon="next" onClick={() => step(1)} />
        </>
      )}
    </div>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly icon: 'previous' | 'next';
  readonly onClick: () => void;
}

function StepButton({ label, icon, onClick }: StepButtonProps) {
  return (
    <ActionIcon size={24} variant="subtle" color="gray" aria-label={label} title={label} onClick={onClick}>
      <Icon icon={icon} size={14} />
    </ActionIcon>
  );
}

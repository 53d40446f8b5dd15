import { ActionIcon } from '@mantine/core';
import { Icon } from './icon.tsx';

interface FoldButtonProps {
  /** What it folds: “histogram”. */
  readonly what: string;
  readonly open: boolean;
  readonly onFold: () => void;
}

/** Folds a part of the screen to its head, and unfolds it. */
export function FoldButton({ what, open, onFold }: FoldButtonProps) {
  const words = `${open ? 'Fold' : 'Unfold'} the ${what}`;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-expanded={open}
      aria-label={words}
      title={words}
      onClick={onFold}
    >
      <Icon icon={open ? 'next' : 'open'} size={12} />
    </ActionIcon>
  );
}

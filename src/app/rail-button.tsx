import type { ComponentProps } from 'react';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';
import styles from './frame.module.css';

interface RailButtonProps extends ComponentProps<'button'> {
  readonly icon: IconName;
  readonly label: string;
}

/** A picture with its word below it, as everything in the rail. */
export function RailButton({ icon, label, className, ...rest }: RailButtonProps) {
  return (
    <button type="button" {...rest} className={`${styles['railItem'] ?? ''} ${className ?? ''}`}>
      <Icon icon={icon} size={17} />
      <span>{label}</span>
    </button>
  );
}

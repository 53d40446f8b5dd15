import type { MouseEvent, ReactNode } from 'react';
import { copyText } from './copy-text.ts';
import { useHandleMenu } from './handle-menu.tsx';
import type { HandleAction } from './handle-menu.tsx';
import { visibleText } from './visible-text.ts';
import styles from './value-handle.module.css';

interface ValueHandleProps {
  /** The value in full, for the menu's title and for copying. */
  readonly value: string;
  /** Asked for when the menu opens. The first is what Alt-click does, the second what Shift-Alt-click does. */
  readonly actions: () => readonly HandleAction[];
  readonly children: ReactNode;
  /** False in long lists that have one stop of the Tab key for all their lines: then only the mouse reaches it. */
  readonly inTabOrder?: boolean;
}

/** A value that can be pressed for what it can be used for. */
export function ValueHandle({ value, actions, children, inTabOrder = true }: ValueHandleProps) {
  const open = useHandleMenu();
  const onClick = (press: MouseEvent<HTMLButtonElement>): void => {
    press.stopPropagation();
    const all = actions();
    const direct = press.altKey ? all[press.shiftKey ? 1 : 0] : undefined;
    if (direct !== undefined) direct.run();
    else open(handleRequest(value, press.currentTarget.getBoundingClientRect(), all));
  };
  return (
    <button
      type="button"
      className={styles['handle']}
      aria-haspopup="menu"
      tabIndex={inTabOrder ? 0 : -1}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

/** Actions with copying added, as every value offers it. */
export function handleRequest(value: string, anchor: DOMRect, actions: readonly HandleAction[]) {
  const copy: HandleAction = { label: 'Copy', group: 'copy', run: () => void copyText(value) };
  return { title: visibleText(value), anchor, actions: [...actions, copy] };
}

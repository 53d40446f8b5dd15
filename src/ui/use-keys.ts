import { use, useEffect, useRef } from 'react';
import { isSingleKey, SingleKeysContext } from './single-keys.ts';

/** Key names as `KeyboardEvent.key` gives them; two keys in a row are written with a space: `g e`. */
export type KeyMap = Readonly<Record<string, (press: KeyboardEvent) => void>>;

const SEQUENCE_TIME = 1_200;

/** Every sequence of the page begins with it. */
const SEQUENCE_START = 'g';

/** True where letters are being typed or another widget has its own keys. */
function isElsewhere(press: KeyboardEvent): boolean {
  if (!(press.target instanceof Element)) return false;
  return (
    press.target.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}

/** Keys that press what has the focus keep doing so. */
function pressesControl(press: KeyboardEvent): boolean {
  const isPress = press.key === 'Enter' || press.key === ' ';
  return isPress && press.target instanceof Element && press.target.closest('button, a, summary') !== null;
}

/**
 * Page-wide keys. Silent while typing, in dialogs and menus, and with Ctrl, Alt or ⌘ held; single letters and signs also
 * where the reader has switched them off.
 */
export function useKeys(keys: KeyMap): void {
  const { on } = use(SingleKeysContext);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let before = { key: '', at: 0 };
    const onKeyDown = (press: KeyboardEvent): void => {
      // Another component took it, perhaps as the end of a sequence.
      if (press.defaultPrevented) before = { key: '', at: 0 };
      if (press.defaultPrevented || press.ctrlKey || press.altKey || press.metaKey) return;
      if (isElsewhere(press) || pressesControl(press)) return;
      if (!on && isSingleKey(press.key)) return;
      const recent = press.timeStamp - before.at < SEQUENCE_TIME;
      const sequence = recent ? latest.current[`${before.key} ${press.key}`] : undefined;
      // Another component may know the sequence: its second key means nothing on its own.
      const isSecond = recent && before.key === SEQUENCE_START;
      const action = sequence ?? (isSecond ? undefined : latest.current[press.key]);
      const isDone = sequence !== undefined || isSecond;
      before = isDone ? { key: '', at: 0 } : { key: press.key, at: press.timeStamp };
      if (action === undefined) return;
      press.preventDefault();
      action(press);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [on]);
}

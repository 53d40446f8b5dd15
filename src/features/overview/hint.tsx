import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useEscape } from '#ui/use-escape.ts';
import styles from './overview.module.css';

/** Pixels; as wide as the style says. It touches what it is about, so that the pointer can go to it (WCAG 1.4.13). */
const WIDTH = 300;
const EDGE = 8;
/** ms under the pointer before it shows. */
const REST = 250;

interface HintProps {
  readonly text: string;
  readonly children: ReactNode;
}

/**
 * Says more about what is under the pointer or has the focus; Escape puts it away. There are some thirty on the screen:
 * nothing of one is made before it shows. Screen readers are told elsewhere.
 */
export function Hint({ text, children }: HintProps) {
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number } | null>(null);
  const timer = useRef(0);
  const box = useRef<HTMLSpanElement>(null);
  const show = (): void => {
    const around = box.current?.getBoundingClientRect();
    if (around === undefined) return;
    const left = Math.max(EDGE, Math.min(around.left, window.innerWidth - WIDTH - EDGE));
    setPlace({ left, top: around.bottom });
  };
  const hide = (): void => {
    window.clearTimeout(timer.current);
    setPlace(null);
  };
  useEscape(place !== null, hide);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- it only watches; what can be done stands inside
    <span
      ref={box}
      className={styles['hinted']}
      onPointerEnter={() => {
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(show, REST);
      }}
      onPointerLeave={hide}
      onFocus={({ target }) => target.matches(':focus-visible') && show()}
      onBlur={hide}
      onClick={hide}
    >
      {children}
      {place !== null && (
        <span role="tooltip" className={styles['hint']} style={place}>
          {text}
        </span>
      )}
    </span>
  );
}

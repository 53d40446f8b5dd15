import type { DifferingPart } from '#lib/differing-part.ts';
import { Visible } from './visible.tsx';

interface DifferingTextProps {
  readonly text: string;
  readonly part: DifferingPart;
  /** Of the part that differs. */
  readonly className: string | undefined;
}

/** A text in which the part that differs from others stands out. */
export function DifferingText({ text, part, className }: DifferingTextProps) {
  const end = text.length - part.tail;
  return (
    <>
      <Visible text={text.slice(0, part.from)} />
      <b className={className}>
        <Visible text={text.slice(part.from, end)} />
      </b>
      <Visible text={text.slice(end)} />
    </>
  );
}

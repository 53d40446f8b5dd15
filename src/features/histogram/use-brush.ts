import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useEscape } from '#ui/use-escape.ts';
import { bucketAt, spanBetween } from './bars.ts';
import type { Bars, BucketSpan } from './bars.ts';

/** ms in which a second click makes the first one a part of a double click. */
const DOUBLE_CLICK = 250;

interface Choice {
  /** The bars it was made over; over others it means nothing. */
  readonly bars: Bars['buckets'];
  readonly anchor: number;
  readonly head: number;
}

export interface Brush {
  /** Chosen, and not yet applied. */
  readonly span: BucketSpan | null;
  /** Under the pointer. */
  readonly hovered: number | null;
  /** Where the arrow keys stand. */
  readonly head: number | null;
  readonly handlers: {
    readonly onPointerDown: (press: PointerEvent) => void;
    readonly onPointerMove: (move: PointerEvent) => void;
    readonly onPointerUp: (release: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onPointerCancel: () => void;
    readonly onDoubleClick: () => void;
    readonly onKeyDown: (press: KeyboardEvent) => void;
  };
}

interface BrushActions {
  readonly onNarrow: (span: BucketSpan) => void;
  /** Half as long, around the middle of the span. */
  readonly onCloser: (span: BucketSpan) => void;
  readonly onWiden: () => void;
}

/** Choosing whole buckets by pointer or keys. */
export function useBrush({ buckets }: Bars, { onNarrow, onCloser, onWiden }: BrushActions): Brush {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const dragging = useRef(false);
  const click = useRef(0);
  useEffect(() => () => window.clearTimeout(click.current), []);
  const current = choice?.bars === buckets ? choice : null;
  const span = current === null ? null : spanBetween(current.anchor, current.head);
  const choose = (anchor: number, head: number): void => setChoice({ bars: buckets, anchor, head });
  const clear = (): void => {
    dragging.current = false;
    setChoice(null);
  };
  const apply = (chosen: BucketSpan): void => {
    clear();
    setHovered(null);
    onNarrow(chosen);
  };
  // What is shown beside the pointer has no focus of its own.
  useEscape(hovered !== null && span === null, () => setHovered(null));
  const bucketOf = (pointer: PointerEvent): number => {
    const { left, width } = pointer.currentTarget.getBoundingClientRect();
    return bucketAt(pointer.clientX - left, width, buckets);
  };
  const moveTo = (bucket: number, extend: boolean): void => {
    const head = Math.min(buckets.count - 1, Math.max(0, bucket));
    setHovered(null);
    choose(extend && current !== null ? current.anchor : head, head);
  };
  const keys = {
    ...moveKeys(current?.head ?? null, buckets.count, moveTo),
    Backspace: onWiden,
    ...(span === null ? {} : { Enter: () => apply(span), Escape: clear, '[': () => onCloser(span) }),
  };
  return {
    span,
    hovered,
    head: current?.head ?? null,
    handlers: {
      onPointerDown: (press) => {
        if (press.button !== 0) return;
        window.clearTimeout(click.current);
        press.currentTarget.setPointerCapture(press.pointerId);
        dragging.current = true;
        choose(bucketOf(press), bucketOf(press));
      },
      onPointerMove: (move) => {
        const bucket = bucketOf(move);
        if (bucket !== hovered) setHovered(bucket);
        if (dragging.current && current !== null && bucket !== current.head) choose(current.anchor, bucket);
      },
      onPointerUp: (release) => {
        if (!dragging.current || current === null) return;
        dragging.current = false;
        const chosen = spanBetween(current.anchor, bucketOf(release));
        if (chosen.first !== chosen.last) apply(chosen);
        else click.current = window.setTimeout(() => apply(chosen), DOUBLE_CLICK);
      },
      onPointerLeave: () => setHovered(null),
      onPointerCancel: clear,
      onDoubleClick: () => {
        window.clearTimeout(click.current);
        clear();
        onWiden();
      },
      onKeyDown: (press) => pressKey(press, keys),
    },
  };
}

type KeyActions = Readonly<Record<string, () => void>>;

/** Arrows move, with Shift they extend; the first one begins at the end it leads away from. */
function moveKeys(
  head: number | null,
  count: number,
  moveTo: (bucket: number, extend: boolean) => void,
): KeyActions {
  const back = head ?? count;
  const on = head ?? -1;
  return {
    ArrowLeft: () => moveTo(back - 1, false),
    ArrowRight: () => moveTo(on + 1, false),
    'Shift+ArrowLeft': () => moveTo(back - 1, true),
    'Shift+ArrowRight': () => moveTo(on + 1, true),
    PageUp: () => moveTo(back - 10, false),
    PageDown: () => moveTo(on + 10, false),
    Home: () => moveTo(0, false),
    End: () => moveTo(count - 1, false),
    'Shift+Home': () => moveTo(0, true),
    'Shift+End': () => moveTo(count - 1, true),
  };
}

function pressKey(press: KeyboardEvent, actions: KeyActions): void {
  if (press.ctrlKey || press.altKey || press.metaKey) return;
  // Letters and brackets may need Shift to be typed at all.
  const action = actions[press.shiftKey && press.key.length > 1 ? `Shift+${press.key}` : press.key];
  if (action === undefined) return;
  press.preventDefault();
  action();
}

import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { SlotSpan } from '#query/coverage-map.ts';

/** Where in the map: a row and a slot of it. */
export interface MapPlace {
  readonly row: number;
  readonly slot: number;
}

interface MapCursorOptions {
  readonly rows: number;
  readonly slots: number;
  readonly onChoose: (row: number, span: SlotSpan) => void;
  /** Brings a row into view, so that it can have the focus. */
  readonly onReveal: (row: number) => void;
}

export interface MapCursor {
  /** Where the keys stand. */
  readonly place: MapPlace;
  /** Under the pointer, or where the keys stand while the map has the focus; null = nowhere. */
  readonly pointed: MapPlace | null;
  /** Being dragged over. */
  readonly dragged: { readonly row: number; readonly span: SlotSpan } | null;
  readonly handlersOf: (row: number) => {
    readonly onKeyDown: (press: KeyboardEvent) => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
    readonly onPointerDown: (press: PointerEvent) => void;
    readonly onPointerMove: (move: PointerEvent) => void;
    readonly onPointerUp: (release: PointerEvent) => void;
    readonly onPointerLeave: () => void;
  };
  /** For the element that has to take the focus when the keys lead to another row. */
  readonly focusRef: (element: HTMLElement | null) => void;
}

function draggedOver(anchor: MapPlace | null, hovered: MapPlace | null): MapCursor['dragged'] {
  if (anchor === null || hovered === null) return null;
  return { row: anchor.row, span: spanOf(anchor.slot, hovered.slot) };
}

const spanOf = (a: number, b: number): SlotSpan => ({ first: Math.min(a, b), last: Math.max(a, b) });

/** Moving through the map by keys, and choosing by pointer or Enter. */
export function useMapCursor({ rows, slots, onChoose, onReveal }: MapCursorOptions): MapCursor {
  const [place, setPlace] = useState<MapPlace>({ row: 0, slot: 0 });
  const [hasFocus, setFocus] = useState(false);
  const [hovered, setHovered] = useState<MapPlace | null>(null);
  const [anchor, setAnchor] = useState<MapPlace | null>(null);
  const element = useRef<HTMLElement | null>(null);
  const follow = useRef(false);
  const current = { row: Math.min(place.row, rows - 1), slot: Math.min(place.slot, slots - 1) };
  // A row far away is drawn only after it was brought into view.
  useEffect(() => {
    if (!follow.current || element.current === null) return;
    follow.current = false;
    element.current.focus();
  });
  const moveTo = (row: number, slot: number): void => {
    const next = { row: clamp(row, rows), slot: clamp(slot, slots) };
    if (next.row !== current.row) {
      follow.current = true;
      onReveal(next.row);
    }
    setHovered(null);
    setPlace(next);
  };
  const { row, slot } = current;
  const choose = (): void => onChoose(row, { first: slot, last: slot });
  return {
    place: current,
    pointed: hovered ?? (hasFocus ? current : null),
    dragged: draggedOver(anchor, hovered),
    focusRef: (next) => {
      element.current = next;
    },
    handlersOf: (of) => ({
      onKeyDown: (press) => pressKey(press, moveKeys(current, slots, moveTo, choose)),
      onFocus: () => {
        setFocus(true);
        // A screen reader may give the focus to any line.
        if (of !== row) setPlace({ row: of, slot });
      },
      onBlur: () => setFocus(false),
      onPointerDown: (press) => {
        if (press.button !== 0) return;
        press.currentTarget.setPointerCapture(press.pointerId);
        const at = { row: of, slot: slotUnder(press, slots) };
        setAnchor(at);
        setHovered(at);
        setPlace(at);
      },
      onPointerMove: (move) => {
        const at = slotUnder(move, slots);
        if (hovered?.row !== of || hovered.slot !== at) setHovered({ row: of, slot: at });
      },
      onPointerUp: (release) => {
        if (anchor === null) return;
        setAnchor(null);
        onChoose(of, spanOf(anchor.slot, slotUnder(release, slots)));
      },
      onPointerLeave: () => {
        setHovered(null);
        setAnchor(null);
      },
    }),
  };
}

function slotUnder({ currentTarget, clientX }: PointerEvent, slots: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return clamp(Math.floor(((clientX - left) / Math.max(1, width)) * slots), slots);
}

type Keys = Readonly<Record<string, () => void>>;

function moveKeys(
  { row, slot }: MapPlace,
  slots: number,
  moveTo: (row: number, slot: number) => void,
  choose: () => void,
): Keys {
  return {
    ArrowLeft: () => moveTo(row, slot - 1),
    ArrowRight: () => moveTo(row, slot + 1),
    ArrowUp: () => moveTo(row - 1, slot),
    ArrowDown: () => moveTo(row + 1, slot),
    PageUp: () => moveTo(row - 10, slot),
    PageDown: () => moveTo(row + 10, slot),
    Home: () => moveTo(row, 0),
    End: () => moveTo(row, slots - 1),
    Enter: choose,
  };
}

function pressKey(press: KeyboardEvent, keys: Keys): void {
  if (press.ctrlKey || press.altKey || press.metaKey || press.shiftKey) return;
  const action = keys[press.key];
  if (action === undefined) return;
  press.preventDefault();
  action();
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}

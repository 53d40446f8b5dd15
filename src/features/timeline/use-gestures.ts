import { useEffect, useRef } from 'react';
import type { PointerEvent, RefObject } from 'react';
import { lengthOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';
import type { Zoom } from '#view-state/use-zoom.ts';

/** Pixels of movement that make a press a drag. */
const DRAG = 4;
/** ms in which a second click makes the first one a part of a double click. */
const DOUBLE_CLICK = 250;
/** Turns of the wheel that follow each other so soon are one movement: it goes on as what it began as. */
const ONE_TURN = 300;
const LINE = 28;
/** How much closer for a pixel of the wheel; a pinch on a touchpad comes as a wheel with Ctrl, in small steps. */
const WHEEL_RATE = 0.0022;
const PINCH_RATE = 0.01;

interface GestureActions {
  readonly zoom: Zoom;
  readonly width: number;
  /** Dragging chooses a time instead of moving it. */
  readonly selecting: boolean;
  readonly onBrush: (span: Span | null) => void;
  readonly onNarrow: (span: Span) => void;
  readonly onHover: (at: { readonly x: number; readonly y: number } | null) => void;
  /** Answers whether something was opened at once, so that no second click is waited for. */
  readonly onClick: (at: { readonly x: number; readonly y: number }, isSure: boolean) => boolean;
}

interface Press {
  readonly x: number;
  readonly last: number;
  readonly choosing: boolean;
  readonly moved: boolean;
}

const placeIn = (element: Element, { clientX, clientY }: { clientX: number; clientY: number }) => {
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
};

/** Wheel, drag, click: how the pointer moves the time, chooses a part of it, and opens what it points at. */
export function useGestures(plot: RefObject<HTMLElement | null>, actions: GestureActions) {
  const { zoom, width, selecting, onBrush, onNarrow, onHover, onClick } = actions;
  const press = useRef<Press | null>(null);
  const click = useRef(0);
  useEffect(() => () => window.clearTimeout(click.current), []);
  useWheel(plot, zoom, width);
  const msPerPixel = lengthOf(zoom.shown) / Math.max(1, width);
  const timeAt = (x: number): number => zoom.shown.from + Math.min(Math.max(0, x), width) * msPerPixel;
  const spanOf = (a: number, b: number): Span => ({
    from: timeAt(Math.min(a, b)),
    to: timeAt(Math.max(a, b)),
  });
  return {
    onPointerDown: (down: PointerEvent) => {
      if (down.button !== 0) return;
      const { x } = placeIn(down.currentTarget, down);
      press.current = { x, last: x, choosing: selecting || down.shiftKey, moved: false };
    },
    onPointerMove: (move: PointerEvent) => {
      const at = placeIn(move.currentTarget, move);
      const pressed = press.current;
      if (pressed === null) return onHover(at);
      const moved = pressed.moved || Math.abs(at.x - pressed.x) >= DRAG;
      if (!moved) return;
      // Only now: a press that does not move is a click on what lies under it.
      if (!pressed.moved) move.currentTarget.setPointerCapture(move.pointerId);
      press.current = { ...pressed, last: at.x, moved };
      onHover(null);
      if (pressed.choosing) onBrush(spanOf(pressed.x, at.x));
      else zoom.panBy((pressed.last - at.x) * msPerPixel);
    },
    onPointerUp: (up: PointerEvent) => {
      const pressed = press.current;
      press.current = null;
      if (pressed === null) return;
      const at = placeIn(up.currentTarget, up);
      if (pressed.moved) {
        if (pressed.choosing) onNarrow(spanOf(pressed.x, at.x));
        return;
      }
      if (up.target instanceof Element && up.target.closest('button') !== null) return;
      window.clearTimeout(click.current);
      if (!onClick(at, false)) click.current = window.setTimeout(() => onClick(at, true), DOUBLE_CLICK);
    },
    onPointerLeave: () => onHover(null),
    onPointerCancel: () => {
      press.current = null;
      onBrush(null);
    },
    onDoubleClick: (double: { clientX: number; clientY: number; currentTarget: Element }) => {
      window.clearTimeout(click.current);
      zoom.closer(timeAt(placeIn(double.currentTarget, double).x));
    },
  };
}

function pixels(delta: number, { deltaMode }: WheelEvent): number {
  return deltaMode === WheelEvent.DOM_DELTA_LINE ? delta * LINE : delta;
}

/**
 * The wheel zooms at the pointer, across or with Shift it pans. Turned away where all is shown already, it scrolls the page,
 * and goes on doing so until it rests; over the names of the lanes it always does.
 */
function useWheel(plot: RefObject<HTMLElement | null>, zoom: Zoom, width: number): void {
  const latest = useRef({ zoom, width });
  useEffect(() => {
    latest.current = { zoom, width };
  });
  useEffect(() => {
    const element = plot.current;
    if (element === null) return undefined;
    let before = { at: -Infinity, scrolled: false };
    const onWheel = (turn: WheelEvent): void => {
      const { zoom: now, width: across } = latest.current;
      const [dx, dy] = [pixels(turn.deltaX, turn), pixels(turn.deltaY, turn)];
      const goesOn = turn.timeStamp - before.at < ONE_TURN;
      const sideways = turn.shiftKey || Math.abs(dx) > Math.abs(dy);
      const scrolls =
        !turn.ctrlKey && !turn.metaKey && !sideways && (goesOn ? before.scrolled : dy > 0 && now.isWhole);
      before = { at: turn.timeStamp, scrolled: scrolls };
      if (scrolls) return;
      turn.preventDefault();
      const perPixel = lengthOf(now.shown) / Math.max(1, across);
      if (sideways) return now.panBy((Math.abs(dx) > Math.abs(dy) ? dx : dy) * perPixel);
      const { x } = placeIn(element, turn);
      const rate = turn.ctrlKey && Math.abs(dy) < 50 ? PINCH_RATE : WHEEL_RATE;
      now.zoomBy(Math.exp(dy * rate), now.shown.from + x * perPixel);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [plot]);
}

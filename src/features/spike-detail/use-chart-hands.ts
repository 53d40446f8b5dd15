import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { lengthOf } from '#lib/zoom.ts';
import type { Span } from '#lib/zoom.ts';
import { useEscape } from '#ui/use-escape.ts';
import type { Zoom } from '#view-state/use-zoom.ts';

/** Pixels of movement that make a press a choice of time. */
const DRAG = 4;
const WHEEL_RATE = 0.0022;
/** A pinch on a touchpad comes as a wheel with Ctrl, in small steps. */
const PINCH_RATE = 0.01;
const LINE = 28;

export interface ChartHands {
  /** Time that is being chosen. */
  readonly brush: Span | null;
  /** Under the pointer, or where the keys stand. */
  readonly pointed: number | null;
  readonly handlers: {
    readonly onPointerDown: (press: PointerEvent) => void;
    readonly onPointerMove: (move: PointerEvent) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
    readonly onPointerLeave: () => void;
    readonly onKeyDown: (press: KeyboardEvent) => void;
    readonly onBlur: () => void;
  };
}

/** Drag, wheel and keys over the chart. `size`: ms of a bucket. */
export function useChartHands(plot: RefObject<HTMLElement | null>, zoom: Zoom, size: number): ChartHands {
  const [brush, setBrush] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const press = useRef<{ readonly x: number; readonly time: number } | null>(null);
  useWheel(plot, zoom);
  useEscape(pointed !== null && brush === null, () => setPointed(null));
  const timeOf = ({ clientX, currentTarget }: PointerEvent): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const across = Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
    return zoom.shown.from + across * lengthOf(zoom.shown);
  };
  const letGo = (): void => {
    press.current = null;
    setBrush(null);
  };
  const step = (by: number): void => {
    const { from, to } = zoom.shown;
    const start = pointed ?? (by > 0 ? from - size / 2 : to + size / 2);
    setPointed(Math.min(to - 1, Math.max(from, start + by * size)));
  };
  const keys = keysOf({ zoom, step, pointed });
  return {
    brush,
    pointed: brush === null ? pointed : null,
    handlers: {
      onPointerDown: (down) => {
        if (down.button === 0) press.current = { x: down.clientX, time: timeOf(down) };
      },
      onPointerMove: (move) => {
        const time = timeOf(move);
        const from = press.current;
        if (from === null) return setPointed(time);
        if (brush === null && Math.abs(move.clientX - from.x) < DRAG) return undefined;
        if (brush === null) move.currentTarget.setPointerCapture(move.pointerId);
        return setBrush({ from: Math.min(from.time, time), to: Math.max(from.time, time) });
      },
      onPointerUp: () => {
        if (brush !== null) zoom.show(brush);
        letGo();
      },
      onPointerCancel: letGo,
      onPointerLeave: () => setPointed(null),
      onBlur: () => setPointed(null),
      onKeyDown: (pressed) => {
        if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
        const act = keys[pressed.key];
        if (act === undefined) return;
        pressed.preventDefault();
        act();
      },
    },
  };
}

interface KeyHands {
  readonly zoom: Zoom;
  readonly step: (by: number) => void;
  readonly pointed: number | null;
}

function keysOf({ zoom, step, pointed }: KeyHands): Readonly<Record<string, () => void>> {
  return {
    '+': () => zoom.closer(pointed),
    '=': () => zoom.closer(pointed),
    '-': () => zoom.wider(pointed),
    '0': zoom.showAll,
    Home: zoom.goHome,
    ArrowLeft: () => zoom.step(-1),
    ArrowRight: () => zoom.step(1),
    ',': () => step(-1),
    '.': () => step(1),
  };
}

/** With Ctrl (or ⌘) the wheel zooms at the pointer, with Shift it moves the time; else the page scrolls. */
function useWheel(plot: RefObject<HTMLElement | null>, zoom: Zoom): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const element = plot.current;
    if (element === null) return undefined;
    const onWheel = (turn: WheelEvent): void => {
      const isZoom = turn.ctrlKey || turn.metaKey;
      if (!isZoom && !turn.shiftKey) return;
      turn.preventDefault();
      const { shown, zoomBy, panBy } = latest.current;
      const { left, width } = element.getBoundingClientRect();
      const scale = turn.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
      const by = (turn.deltaY === 0 ? turn.deltaX : turn.deltaY) * scale;
      const perPixel = lengthOf(shown) / Math.max(1, width);
      if (!isZoom) return panBy(by * perPixel);
      const rate = Math.abs(by) < 50 ? PINCH_RATE : WHEEL_RATE;
      zoomBy(Math.exp(by * rate), shown.from + (turn.clientX - left) * perPixel);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [plot]);
}
